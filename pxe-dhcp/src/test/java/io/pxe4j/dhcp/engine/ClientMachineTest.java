package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.ClientLab.ADDRESS;
import static io.pxe4j.dhcp.engine.ClientLab.OTHER_SERVER;
import static io.pxe4j.dhcp.engine.ClientLab.SERVER;
import static io.pxe4j.dhcp.engine.ClientLab.ack;
import static io.pxe4j.dhcp.engine.ClientLab.failure;
import static io.pxe4j.dhcp.engine.ClientLab.isDone;
import static io.pxe4j.dhcp.engine.ClientLab.nak;
import static io.pxe4j.dhcp.engine.ClientLab.now;
import static io.pxe4j.dhcp.engine.ClientLab.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.dhcp.ClientIdentifier;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.RelayAgentInformation;
import io.pxe4j.dhcp.RelayOption;
import io.pxe4j.dhcp.engine.ClientLab.Sent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A client's way to a lease and out of it: RFC 2131 §3 and §4.4 but for the timers of a lease. */
class ClientMachineTest {
    private static final Ip4 OTHER_ADDRESS = Lab.ip("10.0.0.51");

    private final ClientLab lab = ClientLab.create();

    @Test
    void getsALeaseInFourPackets() {
        CompletionStage<ClientLease> stage = lab.client.acquire();
        Sent discover = lab.next(DhcpMessageType.DISCOVER);
        lab.receive(offer(discover, SERVER, ADDRESS));
        Sent request = lab.next(DhcpMessageType.REQUEST);
        assertThat(isDone(stage)).isFalse();
        lab.receive(ack(request, SERVER, ADDRESS)
                .set(DhcpOption.ROUTERS, List.of(SERVER))
                .set(DhcpOption.DNS_SERVERS, List.of(OTHER_SERVER)));

        ClientLease lease = now(stage);

        assertThat(lease.address()).isEqualTo(ADDRESS);
        assertThat(lease.server()).isEqualTo(SERVER);
        assertThat(lease.subnetMask()).contains(Lab.ip("255.255.255.0"));
        assertThat(lease.routers()).containsExactly(SERVER);
        assertThat(lease.dnsServers()).containsExactly(OTHER_SERVER);
        assertThat(lease.time()).isEqualTo(Duration.ofHours(1));
        assertThat(lease.renewal()).isEqualTo(Duration.ofMinutes(30));
        assertThat(lease.rebinding()).isEqualTo(Duration.ofSeconds(3150));
        assertThat(lease.since()).isEqualTo(ClientLab.START);
        assertThat(lease.ends()).isEqualTo(ClientLab.START.plusSeconds(3600));
        assertThat(lease).hasToString("10.0.0.50 of 10.0.0.1 for PT1H");
        assertThat(lab.client.lease()).contains(lease);
        assertThat(lab.client.state()).isEqualTo(ClientState.BOUND);
        assertThat(lab.events)
                .containsExactly(
                        "INIT>SELECTING",
                        "sent DISCOVER 1",
                        "taken OFFER",
                        "SELECTING>REQUESTING",
                        "sent REQUEST 1",
                        "taken ACK",
                        "REQUESTING>BOUND");
    }

    @Test
    void discoversByBroadcastWithoutAnAddress() {
        lab.client.acquire();

        Sent discover = lab.next();

        assertThat(discover.target()).isEqualTo(ClientTarget.BROADCAST).hasToString("255.255.255.255:67");
        assertThat(discover.packet().isRequest()).isTrue();
        assertThat(discover.packet().isBroadcast()).isTrue();
        assertThat(discover.packet().chaddr()).isEqualTo(Lab.MAC);
        assertThat(discover.packet().ciaddr().isAny()).isTrue();
        assertThat(discover.packet().giaddr().isAny()).isTrue();
        assertThat(discover.packet().hops()).isZero();
        assertThat(discover.packet().codes()).containsExactlyInAnyOrder(53, 55);
    }

    // RFC 2131 table 5: option 50 and 54 are there, ciaddr is not; xid and secs are those of the DISCOVER.
    @Test
    void requestsWhatWasOfferedWithinTheSameExchange() {
        lab.client.acquire();
        lab.advance(Duration.ofSeconds(5));
        Sent discover = lab.sent.peekLast();
        lab.sent.clear();
        lab.receive(offer(discover, SERVER, ADDRESS));
        lab.advance(Duration.ofSeconds(4));
        assertThat(lab.sent).hasSize(2);

        for (Sent request : lab.sent) {
            assertThat(request.target()).isEqualTo(ClientTarget.BROADCAST);
            assertThat(request.packet().xid()).isEqualTo(discover.packet().xid());
            assertThat(request.packet().secs())
                    .isEqualTo(discover.packet().secs())
                    .isEqualTo(4);
            assertThat(request.packet().get(DhcpOption.REQUESTED_ADDRESS)).contains(ADDRESS);
            assertThat(request.packet().get(DhcpOption.SERVER_IDENTIFIER)).contains(SERVER);
            assertThat(request.packet().ciaddr().isAny()).isTrue();
            assertThat(request.packet().isBroadcast()).isTrue();
        }
    }

    @Test
    void asksAgainAfterFourEightAndSixteenSecondsThenGivesUp() {
        CompletionStage<ClientLease> stage = lab.client.acquire();

        lab.advance(Duration.ofSeconds(59));
        assertThat(isDone(stage)).isFalse();
        lab.advance(Duration.ofSeconds(1));

        assertThat(lab.sent)
                .extracting(Sent::at)
                .containsExactly(Duration.ZERO, Duration.ofSeconds(4), Duration.ofSeconds(12), Duration.ofSeconds(28));
        assertThat(lab.sent).extracting(one -> one.packet().secs()).containsExactly(0, 4, 12, 28);
        assertThat(lab.sent)
                .extracting(one -> one.packet().xid())
                .containsOnly(lab.sent.peek().packet().xid());
        assertThat(failure(stage).failure()).isEqualTo(ClientFailure.NO_ANSWER);
        assertThat(failure(stage)).hasMessage("no answer that could be taken: DISCOVER was sent 4 times");
        assertThat(lab.client.state()).isEqualTo(ClientState.INIT);
        assertThat(lab.client.nextDeadline()).isEmpty();
    }

    @Test
    void tellsWhyTheLastAnswerWasNotTakenAndThatAPacketCouldNotBeSent() {
        ClientLab once = new ClientLab(ClientLab.settings().withTiming(ClientLab.TIMING.withTries(1, 0)));
        CompletionStage<ClientLease> stage = once.client.acquire();
        once.client.sendFailed(ClientTarget.BROADCAST, "Network is unreachable");
        once.receive(offer(once.next(), SERVER, Ip4.ANY));
        once.advance(Duration.ofSeconds(4));

        assertThat(failure(stage))
                .hasMessage(
                        "no answer that could be taken: DISCOVER was sent once, 1 packet was not taken: offers neither"
                                + " an address nor a boot server (yiaddr 0.0.0.0), it could not be sent to 255.255.255.255:67:"
                                + " Network is unreachable");
        assertThat(once.events).contains("send failed 255.255.255.255:67", "refused NO_ADDRESS");
    }

    @Test
    void waitsStayWithinTheJitter() {
        ClientLab jittery = new ClientLab(ClientLab.settings().withTiming(ClientTiming.STANDARD));
        jittery.client.acquire();
        jittery.advance(Duration.ofSeconds(70));

        List<Duration> at = jittery.sent.stream().map(Sent::at).toList();

        assertThat(at).hasSize(4);
        assertThat(at.get(1)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
        assertThat(at.get(2).minus(at.get(1))).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(9));
        assertThat(at.get(3).minus(at.get(2))).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(17));
        assertThat(at.get(1).toMillisPart()).as("some jitter").isNotZero();
    }

    @Test
    void doublesItsWaitsUpToTheLongest() {
        ClientTiming timing =
                ClientTiming.STANDARD.withWaits(Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofSeconds(1));

        assertThat(timing.waitNanos(1)).isEqualTo(4_000_000_000L);
        assertThat(timing.waitNanos(2)).isEqualTo(8_000_000_000L);
        assertThat(timing.waitNanos(3)).isEqualTo(10_000_000_000L);
        assertThat(timing.waitNanos(100)).isEqualTo(10_000_000_000L);
    }

    @Test
    void startsOverAfterANakThenWaitsThenGivesUp() {
        CompletionStage<ClientLease> stage = lab.client.acquire();
        for (int i = 0; i < 3; i++) {
            Sent discover = lab.next(DhcpMessageType.DISCOVER);
            assertThat(discover.at()).isEqualTo(Duration.ofSeconds(i < 2 ? 0 : 4));
            lab.receive(offer(discover, SERVER, ADDRESS));
            lab.receive(nak(lab.next(DhcpMessageType.REQUEST), SERVER));
            if (i == 1) {
                assertThat(lab.sent).isEmpty();
                assertThat(lab.client.state()).isEqualTo(ClientState.INIT);
                lab.advance(Duration.ofSeconds(4));
            }
        }

        assertThat(failure(stage).failure()).isEqualTo(ClientFailure.REFUSED_BY_SERVER);
        assertThat(failure(stage)).hasMessage("the server refused: 10.0.0.1 says \"not today\"");
        assertThat(lab.client.state()).isEqualTo(ClientState.INIT);
        assertThat(lab.sent).isEmpty();
    }

    @Test
    void startsOverWhenTheChosenServerFallsSilent() {
        CompletionStage<ClientLease> stage = lab.client.acquire();
        Sent first = lab.next();
        lab.receive(offer(first, SERVER, ADDRESS));
        lab.advance(Duration.ofSeconds(60));
        for (int i = 0; i < 4; i++) {
            lab.next(DhcpMessageType.REQUEST);
        }

        Sent second = lab.next(DhcpMessageType.DISCOVER);
        assertThat(second.packet().xid()).isNotEqualTo(first.packet().xid());
        lab.receive(offer(second, OTHER_SERVER, OTHER_ADDRESS));
        lab.receive(ack(lab.next(), OTHER_SERVER, OTHER_ADDRESS));

        assertThat(now(stage).address()).isEqualTo(OTHER_ADDRESS);
        assertThat(now(stage).since()).isEqualTo(ClientLab.START.plusSeconds(60));
    }

    // RFC 2131 §4.4.5: the lease counts from the REQUEST, not from its answer.
    @Test
    void countsTheLeaseFromTheFirstRequest() {
        CompletionStage<ClientLease> stage = lab.client.acquire();
        lab.receive(offer(lab.next(), SERVER, ADDRESS));
        lab.advance(Duration.ofSeconds(9));
        lab.receive(ack(lab.next(), SERVER, ADDRESS));

        assertThat(now(stage).since()).isEqualTo(ClientLab.START);
    }

    @Test
    void takesTheFirstOfTwoRacingServersAndTellsWhyNotTheSecond() {
        CompletionStage<ClientLease> stage = lab.client.acquire();
        Sent discover = lab.next();
        lab.receive(offer(discover, OTHER_SERVER, OTHER_ADDRESS));

        assertThat(lab.refusal(offer(discover, SERVER, ADDRESS))).isEqualTo(ClientRefusalReason.ALREADY_CHOSEN);
        Sent request = lab.next(DhcpMessageType.REQUEST);
        assertThat(lab.refusal(ack(request, SERVER, ADDRESS))).isEqualTo(ClientRefusalReason.OTHER_SERVER);
        assertThat(lab.refusal(nak(request, SERVER))).isEqualTo(ClientRefusalReason.OTHER_SERVER);
        assertThat(isDone(stage)).isFalse();
        lab.receive(ack(request, OTHER_SERVER, OTHER_ADDRESS));

        assertThat(now(stage).server()).isEqualTo(OTHER_SERVER);
    }

    @Test
    void choosesAmongTheOffersOfItsWait() {
        ClientLab choosy = new ClientLab(ClientLab.settings()
                .withTiming(ClientLab.TIMING.withOffers(Duration.ofSeconds(1)))
                .withChoice(offers -> offers.addresses().stream()
                        .filter(offer -> offer.server().equals(SERVER))
                        .findFirst()));
        CompletionStage<ClientLease> stage = choosy.client.acquire();
        choosy.advance(Duration.ofMillis(500));
        Sent discover = choosy.next();
        choosy.receive(offer(discover, OTHER_SERVER, OTHER_ADDRESS));
        choosy.advance(Duration.ofMillis(900));
        choosy.receive(offer(discover, SERVER, ADDRESS));
        assertThat(choosy.sent).isEmpty();
        choosy.advance(Duration.ofMillis(100));

        Sent request = choosy.next(DhcpMessageType.REQUEST);
        assertThat(request.at()).isEqualTo(Duration.ofMillis(1500));
        choosy.receive(ack(request, SERVER, ADDRESS));

        assertThat(now(stage).server()).isEqualTo(SERVER);
    }

    @Test
    void waitsForTheRetransmissionWhenNoOfferSuits() {
        ClientLab choosy = new ClientLab(ClientLab.settings().withChoice(offers -> Optional.empty()));
        CompletionStage<ClientLease> stage = choosy.client.acquire();
        choosy.receive(offer(choosy.next(), SERVER, ADDRESS));
        choosy.advance(Duration.ofSeconds(4));
        choosy.next(DhcpMessageType.DISCOVER);
        choosy.advance(Duration.ofSeconds(56));

        assertThat(failure(stage)).hasMessage("no answer that could be taken: none of the offers was chosen: 1");
    }

    @Test
    void aChoiceThatFailsEndsTheAcquisition() {
        ClientLab choosy = new ClientLab(ClientLab.settings().withChoice(offers -> {
            throw new IllegalStateException("mine");
        }));
        CompletionStage<ClientLease> stage = choosy.client.acquire();
        choosy.receive(offer(choosy.next(), SERVER, ADDRESS));

        assertThatThrownBy(() -> stage.toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("mine");
        assertThat(choosy.client.state()).isEqualTo(ClientState.INIT);
        assertThat(choosy.client.nextDeadline()).isEmpty();
    }

    @Test
    void rapidCommitTakesALeaseInTwoPackets() {
        ClientLab rapid = new ClientLab(rapidCommit());
        CompletionStage<ClientLease> stage = rapid.client.acquire();
        Sent discover = rapid.next();
        assertThat(discover.packet().get(DhcpOption.RAPID_COMMIT)).contains(true);
        rapid.receive(ack(discover, SERVER, ADDRESS).set(DhcpOption.RAPID_COMMIT, true));

        assertThat(now(stage).address()).isEqualTo(ADDRESS);
        assertThat(rapid.sent).isEmpty();
    }

    // RFC 4039 §3.1: an ACK without option 80 is none of rapid commit; an offer is as good as ever.
    @Test
    void rapidCommitNeedsTheOptionInTheAnswer() {
        ClientLab rapid = new ClientLab(rapidCommit());
        rapid.client.acquire();
        Sent discover = rapid.next();

        assertThat(rapid.refusal(ack(discover, SERVER, ADDRESS))).isEqualTo(ClientRefusalReason.NOT_RAPID_COMMIT);
        rapid.receive(offer(discover, SERVER, ADDRESS));
        assertThat(rapid.next(DhcpMessageType.REQUEST).packet().has(DhcpOption.RAPID_COMMIT))
                .isFalse();
    }

    private static ClientSettings rapidCommit() {
        return ClientSettings.of(ClientIdentity.of(Lab.MAC).with(DhcpOption.RAPID_COMMIT, true))
                .withTiming(ClientLab.TIMING);
    }

    @Test
    void wishesForAnAddressInDiscoverAlone() {
        ClientLab wishful = new ClientLab(
                ClientSettings.of(ClientIdentity.of(Lab.MAC).with(DhcpOption.REQUESTED_ADDRESS, OTHER_ADDRESS)));
        wishful.client.acquire();
        Sent discover = wishful.next();
        assertThat(discover.packet().get(DhcpOption.REQUESTED_ADDRESS)).contains(OTHER_ADDRESS);
        wishful.receive(offer(discover, SERVER, ADDRESS));
        Sent request = wishful.next();
        assertThat(request.packet().get(DhcpOption.REQUESTED_ADDRESS)).contains(ADDRESS);
        wishful.receive(ack(request, SERVER, ADDRESS));
        wishful.client.renew();
        assertThat(wishful.next().packet().has(DhcpOption.REQUESTED_ADDRESS)).isFalse();
    }

    // RFC 2131 §4.4.2.
    @Test
    void rebootAsksForItsOldAddressWithoutNamingAServer() {
        CompletionStage<ClientLease> stage = lab.client.reboot(ADDRESS);
        Sent request = lab.next(DhcpMessageType.REQUEST);

        assertThat(lab.client.state()).isEqualTo(ClientState.REBOOTING);
        assertThat(request.target()).isEqualTo(ClientTarget.BROADCAST);
        assertThat(request.packet().get(DhcpOption.REQUESTED_ADDRESS)).contains(ADDRESS);
        assertThat(request.packet().has(DhcpOption.SERVER_IDENTIFIER)).isFalse();
        assertThat(request.packet().ciaddr().isAny()).isTrue();
        assertThat(lab.refusal(ack(request, SERVER, OTHER_ADDRESS))).isEqualTo(ClientRefusalReason.OTHER_ADDRESS);
        lab.receive(ack(request, OTHER_SERVER, ADDRESS));

        assertThat(now(stage).server()).isEqualTo(OTHER_SERVER);
        assertThat(lab.events).startsWith("INIT>INIT_REBOOT", "INIT_REBOOT>REBOOTING");
    }

    // RFC 2131 §3.2 step 4.
    @Test
    void rebootGetsAnotherAddressAfterANak() {
        CompletionStage<ClientLease> stage = lab.client.reboot(ADDRESS);
        lab.receive(nak(lab.next(), SERVER));
        lab.receive(offer(lab.next(DhcpMessageType.DISCOVER), SERVER, OTHER_ADDRESS));
        lab.receive(ack(lab.next(DhcpMessageType.REQUEST), SERVER, OTHER_ADDRESS));

        assertThat(now(stage).address()).isEqualTo(OTHER_ADDRESS);
    }

    @Test
    void rebootWithoutAnswerFails() {
        CompletionStage<ClientLease> stage = lab.client.reboot(ADDRESS);
        lab.advance(Duration.ofSeconds(60));

        assertThat(failure(stage)).hasMessageContaining("REQUEST was sent 4 times");
        assertThat(lab.client.state()).isEqualTo(ClientState.INIT);
    }

    // RFC 2131 table 5: ciaddr, neither 50 nor 54, by unicast.
    @Test
    void renewsWithItsServerByUnicast() {
        ClientLease before = lab.acquire();
        lab.advance(Duration.ofMinutes(10));
        CompletionStage<ClientLease> stage = lab.client.renew();
        Sent request = lab.next(DhcpMessageType.REQUEST);

        assertThat(lab.client.state()).isEqualTo(ClientState.RENEWING);
        assertThat(request.target()).isEqualTo(new ClientTarget(SERVER, ServerPort.DHCP));
        assertThat(request.packet().ciaddr()).isEqualTo(ADDRESS);
        assertThat(request.packet().isBroadcast()).isFalse();
        assertThat(request.packet().has(DhcpOption.SERVER_IDENTIFIER)).isFalse();
        assertThat(request.packet().has(DhcpOption.REQUESTED_ADDRESS)).isFalse();
        assertThat(request.packet().secs()).isZero();
        lab.receive(ack(request, SERVER, ADDRESS));

        assertThat(now(stage).ends()).isEqualTo(before.ends().plusSeconds(600));
        assertThat(lab.client.lease()).contains(now(stage));
        assertThat(lab.client.state()).isEqualTo(ClientState.BOUND);
    }

    @Test
    void aRenewalCountsFromItsServerOnlyARebindingFromAny() {
        lab.acquire();
        lab.client.renew();
        assertThat(lab.refusal(ack(lab.next(), OTHER_SERVER, ADDRESS))).isEqualTo(ClientRefusalReason.OTHER_SERVER);
        lab.advance(Duration.ofSeconds(60));
        lab.sent.clear();
        CompletionStage<ClientLease> stage = lab.client.rebind();
        Sent request = lab.next(DhcpMessageType.REQUEST);
        assertThat(lab.client.state()).isEqualTo(ClientState.REBINDING);
        assertThat(request.target()).isEqualTo(ClientTarget.BROADCAST);
        lab.receive(ack(request, OTHER_SERVER, ADDRESS));

        assertThat(now(stage).server()).isEqualTo(OTHER_SERVER);
    }

    @Test
    void aRenewalWithoutAnswerKeepsTheLease() {
        ClientLease before = lab.acquire();
        CompletionStage<ClientLease> stage = lab.client.renew();
        lab.advance(Duration.ofSeconds(60));

        assertThat(failure(stage).failure()).isEqualTo(ClientFailure.NO_ANSWER);
        assertThat(lab.client.lease()).contains(before);
        assertThat(lab.client.state()).isEqualTo(ClientState.BOUND);
    }

    @Test
    void aRenewalThatIsRefusedLosesTheLease() {
        lab.acquire();
        CompletionStage<ClientLease> stage = lab.client.renew();
        lab.receive(nak(lab.next(), SERVER));

        assertThat(failure(stage).failure()).isEqualTo(ClientFailure.REFUSED_BY_SERVER);
        assertThat(lab.client.lease()).isEmpty();
        assertThat(lab.client.state()).isEqualTo(ClientState.INIT);
        assertThat(lab.events).contains("lost 10.0.0.50: the server refused: 10.0.0.1 says \"not today\"");
        assertThat(lab.client.nextDeadline())
                .as("it does not keep leases by itself")
                .isEmpty();
    }

    // RFC 2131 table 5: RELEASE has ciaddr, 54 and the client identifier, and nothing else.
    @Test
    void releasesToItsServer() {
        ClientIdentifier id = ClientIdentifier.of(0, (byte) 1, (byte) 2);
        ClientLab named =
                ClientLab.bound(ClientSettings.of(ClientIdentity.of(Lab.MAC).with(DhcpOption.CLIENT_IDENTIFIER, id)));
        ClientLease released = now(named.client.release());
        Sent release = named.next(DhcpMessageType.RELEASE);

        assertThat(released.address()).isEqualTo(ADDRESS);
        assertThat(release.target()).isEqualTo(new ClientTarget(SERVER, ServerPort.DHCP));
        assertThat(release.packet().ciaddr()).isEqualTo(ADDRESS);
        assertThat(release.packet().get(DhcpOption.SERVER_IDENTIFIER)).contains(SERVER);
        assertThat(release.packet().get(DhcpOption.CLIENT_IDENTIFIER)).contains(id);
        assertThat(release.packet().codes()).containsExactlyInAnyOrder(53, 54, 61);
        assertThat(named.client.lease()).isEmpty();
        assertThat(named.client.state()).isEqualTo(ClientState.INIT);
        assertThat(named.client.nextDeadline()).isEmpty();
    }

    @Test
    void declinesByBroadcast() {
        lab.acquire();
        now(lab.client.decline("somebody else has it"));
        Sent decline = lab.next(DhcpMessageType.DECLINE);

        assertThat(decline.target()).isEqualTo(ClientTarget.BROADCAST);
        assertThat(decline.packet().ciaddr().isAny()).isTrue();
        assertThat(decline.packet().get(DhcpOption.REQUESTED_ADDRESS)).contains(ADDRESS);
        assertThat(decline.packet().get(DhcpOption.SERVER_IDENTIFIER)).contains(SERVER);
        assertThat(decline.packet().get(DhcpOption.MESSAGE)).contains("somebody else has it");
        assertThat(decline.packet().codes()).containsExactlyInAnyOrder(53, 54, 50, 56);
        assertThat(lab.client.state()).isEqualTo(ClientState.INIT);
    }

    @Test
    void aDeclineThatCannotBeSentKeepsTheLease() {
        lab.acquire();
        CompletionStage<ClientLease> stage = lab.client.decline("x".repeat(256));

        assertThatThrownBy(() -> stage.toCompletableFuture().join()).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(lab.client.lease()).isPresent();
        assertThat(lab.client.state()).isEqualTo(ClientState.BOUND);
        assertThat(lab.sent).isEmpty();
        now(lab.client.decline(""));
        assertThat(lab.next().packet().has(DhcpOption.MESSAGE)).isFalse();
    }

    // RFC 2131 §4.4.3.
    @Test
    void informsWithItsOwnAddress() {
        CompletionStage<ClientAnswer> stage = lab.client.inform(ADDRESS);
        Sent inform = lab.next(DhcpMessageType.INFORM);

        assertThat(inform.target()).isEqualTo(ClientTarget.BROADCAST);
        assertThat(inform.packet().ciaddr()).isEqualTo(ADDRESS);
        assertThat(lab.refusal(offer(inform, SERVER, ADDRESS))).isEqualTo(ClientRefusalReason.UNEXPECTED_TYPE);
        lab.receive(DhcpPacketWriter.replyTo(inform.packet(), DhcpMessageType.ACK)
                .set(DhcpOption.SERVER_IDENTIFIER, SERVER)
                .set(DhcpOption.DOMAIN_NAME, "example.net"));

        assertThat(now(stage).packet().get(DhcpOption.DOMAIN_NAME)).contains("example.net");
        assertThat(now(stage).address()).isEmpty();
        assertThat(lab.client.state()).isEqualTo(ClientState.INIT);
    }

    @Test
    void informWithoutAnswerFails() {
        CompletionStage<ClientAnswer> stage = lab.client.inform(ADDRESS);
        lab.advance(Duration.ofSeconds(60));

        assertThat(failure(stage)).hasMessageContaining("INFORM was sent 4 times");
    }

    @Test
    void resumesALeaseOfEarlier() {
        ClientLease old = lab.acquire();
        ClientLab later = ClientLab.create();
        later.advance(Duration.ofMinutes(20));
        assertThat(now(later.client.resume(old))).isEqualTo(old);

        assertThat(later.sent).isEmpty();
        later.advance(Duration.ofMinutes(39));
        assertThat(later.client.state()).isEqualTo(ClientState.BOUND);
        later.advance(Duration.ofMinutes(1));
        assertThat(later.client.state()).isEqualTo(ClientState.INIT);
        assertThat(later.events).contains("lost 10.0.0.50: its time is over");
    }

    @Test
    void takesAnOfferThatWasCollectedBefore() {
        CompletionStage<ClientOffers> offers = lab.client.discover(all -> true);
        Sent discover = lab.next();
        lab.receive(offer(discover, SERVER, ADDRESS));
        CompletionStage<ClientLease> stage =
                lab.client.request(now(offers).addresses().get(0));
        Sent request = lab.next(DhcpMessageType.REQUEST);
        assertThat(request.packet().xid()).isEqualTo(discover.packet().xid());
        lab.receive(ack(request, SERVER, ADDRESS));

        assertThat(now(stage).address()).isEqualTo(ADDRESS);
    }

    @Test
    void whatNeedsALeaseFailsWithoutOne() {
        for (CompletionStage<?> stage :
                List.of(lab.client.renew(), lab.client.rebind(), lab.client.release(), lab.client.decline(""))) {
            assertThat(failure(stage).failure()).isEqualTo(ClientFailure.NO_LEASE);
            assertThat(failure(stage)).hasMessage("there is no lease");
        }
        assertThat(lab.sent).isEmpty();
    }

    @Test
    void oneOperationRunsAtATime() {
        CompletionStage<ClientLease> first = lab.client.acquire();

        assertThat(failure(lab.client.inform(ADDRESS)))
                .hasMessage("another operation is running: inform while acquire runs")
                .returns(ClientFailure.BUSY, ClientException::failure);
        lab.receive(offer(lab.next(), SERVER, ADDRESS));
        lab.receive(ack(lab.next(), SERVER, ADDRESS));
        assertThat(now(first).address()).isEqualTo(ADDRESS);
    }

    @Test
    void acquiringForgetsTheLeaseThatIsHeld() {
        lab.acquire();
        lab.client.acquire();

        assertThat(lab.client.lease()).isEmpty();
        assertThat(lab.client.state()).isEqualTo(ClientState.SELECTING);
        assertThat(lab.next(DhcpMessageType.DISCOVER).packet().ciaddr().isAny()).isTrue();
    }

    @Test
    void closingEndsWhatRunsAndSilencesTheClient() {
        CompletionStage<ClientLease> stage = lab.client.acquire();
        Sent discover = lab.next();
        lab.client.close();

        assertThat(failure(stage).failure()).isEqualTo(ClientFailure.CLOSED);
        assertThat(lab.client.nextDeadline()).isEmpty();
        lab.client.tick();
        lab.receive(offer(discover, SERVER, ADDRESS));
        assertThat(lab.sent).isEmpty();
        assertThat(failure(lab.client.acquire()).failure()).isEqualTo(ClientFailure.CLOSED);
        lab.client.close();
    }

    @Test
    void aNamedServerIsAskedInsteadOfAll() {
        ClientLab direct = new ClientLab(ClientLab.settings().withServer(OTHER_SERVER));
        direct.client.acquire();
        Sent discover = direct.next();
        assertThat(discover.target()).isEqualTo(new ClientTarget(OTHER_SERVER, ServerPort.DHCP));
        assertThat(discover.packet().giaddr().isAny()).isTrue();
        direct.receive(offer(discover, SERVER, ADDRESS));
        direct.receive(ack(direct.next(), SERVER, ADDRESS));

        direct.client.renew();
        assertThat(direct.next().target())
                .as("a lease's server by its own identifier")
                .isEqualTo(new ClientTarget(SERVER, ServerPort.DHCP));
    }

    // RFC 1542 §4.1: a relay sets giaddr and counts a hop.
    @Test
    void playsARelay() {
        Ip4 giaddr = Lab.ip("192.168.7.1");
        RelayAgentInformation information = RelayAgentInformation.builder()
                .set(RelayOption.CIRCUIT_ID, new byte[] {7})
                .build();
        ClientLab relay = new ClientLab(ClientLab.settings().withRelay(SERVER, ClientRelay.of(giaddr, information)));
        relay.client.acquire();
        Sent discover = relay.next();
        assertThat(discover.target()).isEqualTo(new ClientTarget(SERVER, ServerPort.DHCP));
        assertThat(discover.packet().giaddr()).isEqualTo(giaddr);
        assertThat(discover.packet().hops()).isEqualTo(1);
        assertThat(discover.packet().get(DhcpOption.RELAY_AGENT_INFORMATION)).contains(information);
        assertThat(relay.refusal(offer(discover, SERVER, ADDRESS).giaddr(Lab.ip("192.168.8.1"))))
                .isEqualTo(ClientRefusalReason.OTHER_RELAY);
        relay.receive(offer(discover, OTHER_SERVER, ADDRESS));
        relay.receive(ack(relay.next(), OTHER_SERVER, ADDRESS));
        relay.client.renew();

        Sent renewal = relay.next();
        assertThat(renewal.target()).isEqualTo(new ClientTarget(SERVER, ServerPort.DHCP));
        assertThat(renewal.packet().giaddr()).isEqualTo(giaddr);
    }
}
