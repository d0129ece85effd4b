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

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.ClientLab.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What time does to a lease of one hour: T1 after 30:00, T2 after 52:30; RFC 2131 §4.4.5. */
class ClientLeaseTimerTest {
    private static final Duration T1 = Duration.ofMinutes(30);
    private static final Duration T2 = Duration.ofSeconds(3150);
    private static final Duration END = Duration.ofHours(1);

    private final ClientLab lab = ClientLab.bound(ClientLab.settings().withKeepLease(true));

    @Test
    void renewsAtT1AndSoOn() {
        lab.advance(T1.minusMillis(1));
        assertThat(lab.sent).isEmpty();
        lab.advance(Duration.ofMillis(1));
        Sent request = lab.next(DhcpMessageType.REQUEST);
        assertThat(lab.client.state()).isEqualTo(ClientState.RENEWING);
        assertThat(request.target()).isEqualTo(new ClientTarget(SERVER, ServerPort.DHCP));
        lab.receive(ack(request, SERVER, ADDRESS));
        assertThat(lab.client.state()).isEqualTo(ClientState.BOUND);
        assertThat(lab.client.lease().orElseThrow().ends())
                .isEqualTo(ClientLab.START.plus(T1).plus(END));

        lab.advance(T1);
        assertThat(lab.next().at()).isEqualTo(T1.plus(T1));
    }

    // Half of what remains until T2, then until the end, and no less than a minute.
    @Test
    void asksAtHalfOfTheRemainingTimeThenAnyServerThenStartsOver() {
        lab.advance(END.minusMillis(1));

        assertThat(lab.sent)
                .extracting(one -> one.at().toSeconds() + (one.target().isUnicast() ? " renew" : " rebind"))
                .containsExactly(
                        "1800 renew",
                        "2475 renew",
                        "2812 renew",
                        "2981 renew",
                        "3065 renew",
                        "3125 renew",
                        "3150 rebind",
                        "3375 rebind",
                        "3487 rebind",
                        "3547 rebind");
        assertThat(lab.client.state()).isEqualTo(ClientState.REBINDING);
        assertThat(lab.client.lease()).isPresent();
        lab.sent.clear();
        lab.advance(Duration.ofMillis(1));

        assertThat(lab.client.lease()).isEmpty();
        assertThat(lab.events).contains("REBINDING>INIT", "lost 10.0.0.50: its time is over");
        assertThat(lab.client.state()).isEqualTo(ClientState.SELECTING);
        assertThat(lab.next(DhcpMessageType.DISCOVER).at()).isEqualTo(END);
    }

    @Test
    void aServerThatAnswersTheRebindingBecomesTheLeasesServer() {
        lab.advance(T2);
        Sent request = lab.sent.removeLast();
        assertThat(lab.refusal(ack(lab.sent.removeLast(), SERVER, ADDRESS)))
                .as("an answer to the renewal before")
                .isEqualTo(ClientRefusalReason.OTHER_EXCHANGE);
        lab.receive(ack(request, OTHER_SERVER, ADDRESS));

        assertThat(lab.client.lease().orElseThrow().server()).isEqualTo(OTHER_SERVER);
        assertThat(lab.client.state()).isEqualTo(ClientState.BOUND);
    }

    @Test
    void aRefusedRenewalIsReplacedByANewLease() {
        lab.advance(T1);
        lab.receive(nak(lab.next(), SERVER));
        assertThat(lab.client.lease()).isEmpty();
        lab.advance(Duration.ZERO);
        Ip4 another = Lab.ip("10.0.0.77");
        lab.receive(offer(lab.next(DhcpMessageType.DISCOVER), SERVER, another));
        lab.receive(ack(lab.next(DhcpMessageType.REQUEST), SERVER, another));

        assertThat(lab.client.lease().orElseThrow().address()).isEqualTo(another);
        assertThat(lab.client.state()).isEqualTo(ClientState.BOUND);
    }

    @Test
    void looksForALeaseAgainAfterTheLongestWaitWhenNobodyIsThere() {
        lab.advance(END);
        lab.sent.clear();
        lab.advance(Duration.ofSeconds(60));
        assertThat(lab.sent).hasSize(3);
        assertThat(lab.client.state()).isEqualTo(ClientState.INIT);
        lab.sent.clear();
        lab.advance(Duration.ofSeconds(63));
        assertThat(lab.sent).isEmpty();
        lab.advance(Duration.ofSeconds(1));

        assertThat(lab.next(DhcpMessageType.DISCOVER).at()).isEqualTo(END.plusSeconds(124));
    }

    @Test
    void whatItsUserAsksComesBeforeWhatItDoesByItself() {
        lab.advance(T1);
        lab.next();
        CompletionStage<ClientAnswer> inform = lab.client.inform(ADDRESS);
        lab.next(DhcpMessageType.INFORM);
        assertThat(lab.client.state()).isEqualTo(ClientState.BOUND);
        lab.advance(Duration.ofSeconds(60));

        assertThat(failure(inform).failure()).isEqualTo(ClientFailure.NO_ANSWER);
        assertThat(lab.sent).extracting(Sent::type).containsOnlyOnce(DhcpMessageType.REQUEST);
        assertThat(lab.sent.getLast().at()).isEqualTo(T1.plusSeconds(60));
        assertThat(lab.client.state()).isEqualTo(ClientState.RENEWING);
    }

    @Test
    void aReleaseEndsTheKeeping() {
        lab.advance(T1);
        lab.sent.clear();
        now(lab.client.release());
        lab.next(DhcpMessageType.RELEASE);
        lab.advance(END);

        assertThat(lab.sent).isEmpty();
        assertThat(lab.client.state()).isEqualTo(ClientState.INIT);
    }

    @Test
    void theEndOfALeaseEndsItsRenewalByHand() {
        ClientLab byHand = ClientLab.bound(ClientLab.settings());
        byHand.advance(END.minusSeconds(1));
        CompletionStage<ClientLease> renewal = byHand.client.renew();
        assertThat(byHand.sent).as("it renews when told").hasSize(1);
        assertThat(isDone(renewal)).isFalse();
        byHand.advance(Duration.ofSeconds(1));

        assertThat(failure(renewal).failure()).isEqualTo(ClientFailure.NO_ANSWER);
        assertThat(byHand.client.lease()).isEmpty();
        assertThat(byHand.client.state()).isEqualTo(ClientState.INIT);
        assertThat(byHand.client.nextDeadline()).isEmpty();
    }

    @Test
    void theEndOfALeaseLeavesOtherQuestionsRunning() {
        ClientLab byHand = ClientLab.bound(ClientLab.settings());
        byHand.advance(END.minusSeconds(1));
        CompletionStage<ClientAnswer> inform = byHand.client.inform(ADDRESS);
        byHand.advance(Duration.ofSeconds(1));
        assertThat(isDone(inform)).isFalse();
        assertThat(byHand.client.state()).isEqualTo(ClientState.INIT);
        byHand.advance(Duration.ofSeconds(60));

        assertThat(failure(inform).failure()).isEqualTo(ClientFailure.NO_ANSWER);
        assertThat(byHand.client.state()).as("no state with an address").isEqualTo(ClientState.INIT);
    }

    @Test
    void anInfiniteLeaseNeverEnds() {
        ClientLab forever = new ClientLab(ClientLab.settings().withKeepLease(true));
        CompletionStage<ClientLease> stage = forever.client.acquire();
        forever.receive(offer(forever.next(), SERVER, ADDRESS));
        forever.receive(ack(forever.next(), SERVER, ADDRESS).set(DhcpOption.LEASE_TIME, DhcpOption.INFINITE_LEASE));

        assertThat(now(stage).isInfinite()).isTrue();
        assertThat(now(stage).ends()).isEqualTo(Instant.MAX);
        assertThat(now(stage)).hasToString("10.0.0.50 of 10.0.0.1 for ever");
        assertThat(forever.client.nextDeadline()).isEmpty();
    }

    @Test
    void usesTheServersT1AndT2IfTheyAreInOrder() {
        ClientLease lease = leaseOf(Duration.ofMinutes(5), Duration.ofMinutes(6));

        assertThat(lease.renewal()).isEqualTo(Duration.ofMinutes(5));
        assertThat(lease.rebinding()).isEqualTo(Duration.ofMinutes(6));
    }

    @Test
    void usesItsOwnT1AndT2IfTheServersAreInNoOrder() {
        assertThat(leaseOf(Duration.ofMinutes(40), Duration.ofMinutes(30)).renewal())
                .isEqualTo(T1);
        assertThat(leaseOf(Duration.ofMinutes(40), Duration.ofMinutes(61)).rebinding())
                .isEqualTo(T2);
        assertThat(leaseOf(Duration.ZERO, Duration.ofMinutes(30)).renewal()).isEqualTo(T1);
        assertThat(leaseOf(END, END).renewal()).isEqualTo(END);
    }

    private static ClientLease leaseOf(Duration renewal, Duration rebinding) {
        ClientLab other = ClientLab.create();
        CompletionStage<ClientLease> stage = other.client.acquire();
        other.receive(offer(other.next(), SERVER, ADDRESS));
        other.receive(ack(other.next(), SERVER, ADDRESS)
                .set(DhcpOption.RENEWAL_TIME, renewal)
                .set(DhcpOption.REBINDING_TIME, rebinding));
        return now(stage);
    }

    @Test
    void rebindsAtOnceWhenItWakesAfterT2() {
        ClientLease lease = lab.client.lease().orElseThrow();
        ClientLab woken = new ClientLab(ClientLab.settings().withKeepLease(true));
        woken.advance(T2.plusSeconds(1));
        now(woken.client.resume(lease));
        woken.advance(Duration.ZERO);

        assertThat(woken.client.state()).isEqualTo(ClientState.REBINDING);
        assertThat(woken.next().target()).isEqualTo(ClientTarget.BROADCAST);
    }
}
