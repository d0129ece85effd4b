package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.Lab.SERVER;
import static io.pxe4j.dhcp.engine.Lab.ip;
import static io.pxe4j.dhcp.engine.LeaseClient.ack;
import static io.pxe4j.dhcp.engine.LeaseClient.assertDropped;
import static io.pxe4j.dhcp.engine.LeaseClient.circuit;
import static io.pxe4j.dhcp.engine.LeaseClient.nak;
import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;
import io.pxe4j.dhcp.RelayAgentInformation;
import io.pxe4j.dhcp.RelayOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Relays: where a client is, who may say so, and what goes back. */
class LeasingRelaysTest {
    private static final Ip4 RELAY = ip("10.1.0.1");
    private static final Ip4 LOOPBACK = ip("172.16.0.9");

    private final Lab lab = new Lab();
    private final InMemoryLeaseStore store = InMemoryLeaseStore.create();

    private DhcpLeasingBuilder builder() {
        return DhcpLeasing.builder()
                .store(store)
                .subnet(Subnet.builder("10.0.0.0/24")
                        .pool("10.0.0.50-10.0.0.59")
                        .build())
                .subnet(Subnet.builder("10.1.0.0/24")
                        .pool("10.1.0.50-10.1.0.59")
                        .build())
                .subnet(Subnet.builder("10.2.0.0/24")
                        .pool("10.2.0.50-10.2.0.59")
                        .relays(ip("192.168.9.1"))
                        .build());
    }

    private DhcpLeasing engine(DhcpLeasingBuilder builder) {
        return builder.build(lab.context());
    }

    private static <T> RelayAgentInformation information(RelayOption<T> option, T value) {
        return RelayAgentInformation.builder().set(option, value).build();
    }

    private static int third(DhcpPacket packet) {
        return packet.yiaddr().bits() >>> 16 & 0xff;
    }

    @Test
    void relaysAddressTellsTheSubnet() {
        DhcpReply reply =
                (DhcpReply) LeaseClient.of(engine(builder()), 1).behind(RELAY).discover();
        DhcpPacket offer = Lab.packet(reply.message());

        assertThat(third(offer)).isEqualTo(1);
        assertThat(offer.giaddr()).isEqualTo(RELAY);
        assertThat(offer.get(DhcpOption.SERVER_IDENTIFIER)).contains(SERVER);
        assertThat(reply.destination()).isEqualTo(new ReplyDestination(RELAY, 67, false));
    }

    @Test
    void relayNamedByASubnetServesItFromElsewhere() {
        assertThat(third(LeaseClient.of(engine(builder()), 1)
                        .behind(ip("192.168.9.1"))
                        .lease()))
                .isEqualTo(2);
    }

    @Test
    void unknownRelayIsNotServed() {
        assertThat(LeaseClient.of(engine(builder()), 1)
                        .behind(ip("192.168.9.2"))
                        .discover())
                .isEqualTo(new DhcpDrop(DropReason.FOREIGN_NETWORK, "relay 192.168.9.2"));
    }

    @Test
    void onlyAllowedRelaysAreServed() {
        DhcpLeasing engine =
                engine(builder().relays(Ip4Network.of("10.1.0.0/30")).relays(Ip4Network.of("172.16.0.0/16")));

        assertThat(third(LeaseClient.of(engine, 1).behind(RELAY).lease())).isEqualTo(1);
        assertThat(LeaseClient.of(engine, 2).behind(ip("10.1.0.4")).discover())
                .isEqualTo(new DhcpDrop(DropReason.RELAY_NOT_ALLOWED, "10.1.0.4"));
        assertDropped(LeaseClient.of(engine, 2).behind(LOOPBACK).discover(), DropReason.FOREIGN_NETWORK);
        // clients on the wire are no relays
        assertThat(third(LeaseClient.of(engine, 3).lease())).isZero();
    }

    @Test
    void simpleEngineKnowsAllowedRelaysToo() {
        DhcpLeasing engine = DhcpLeasing.builder()
                .pool(AddressPool.of("10.0.0.50-10.0.0.59"))
                .relays(Ip4Network.of("10.0.0.254"))
                .build(lab.context());

        assertThat(third(LeaseClient.of(engine, 1).behind(ip("10.0.0.254")).lease()))
                .isZero();
        assertDropped(LeaseClient.of(engine, 1).behind(ip("10.0.0.253")).discover(), DropReason.RELAY_NOT_ALLOWED);
    }

    @Test
    void linkSelectionGoesBeforeTheRelaysAddressWhichStaysTheWayBack() {
        // RFC 3527
        RelayAgentInformation link = information(RelayOption.LINK_SELECTION, ip("10.2.0.0"));

        DhcpReply reply = (DhcpReply)
                LeaseClient.of(engine(builder()), 1).behind(RELAY, link).discover();

        assertThat(third(Lab.packet(reply.message()))).isEqualTo(2);
        assertThat(reply.destination().address()).isEqualTo(RELAY);
        assertThat(Lab.packet(reply.message()).get(DhcpOption.RELAY_AGENT_INFORMATION))
                .contains(link);
    }

    @Test
    void ciscosOwnLinkSelectionCountsToo() {
        RelayAgentInformation link = information(RelayOption.CISCO_LINK_SELECTION, ip("10.2.0.0"));

        assertThat(third(
                        LeaseClient.of(engine(builder()), 1).behind(RELAY, link).lease()))
                .isEqualTo(2);
    }

    @Test
    void linkThatIsNotServedIsNoReasonToGuess() {
        RelayAgentInformation link = information(RelayOption.LINK_SELECTION, ip("10.7.0.0"));

        assertThat(LeaseClient.of(engine(builder()), 1).behind(RELAY, link).discover())
                .isEqualTo(new DhcpDrop(DropReason.FOREIGN_NETWORK, "link 10.7.0.0"));
    }

    @Test
    void unknownHostCannotSelectALinkUnlessItIsNamedARelay() {
        RelayAgentInformation link = information(RelayOption.LINK_SELECTION, ip("10.2.0.0"));

        assertDropped(
                LeaseClient.of(engine(builder()), 1).behind(LOOPBACK, link).discover(), DropReason.FOREIGN_NETWORK);
        assertThat(third(LeaseClient.of(engine(builder().relays(Ip4Network.of("172.16.0.0/12"))), 1)
                        .behind(LOOPBACK, link)
                        .lease()))
                .isEqualTo(2);
    }

    @Test
    void clientCannotSelectALinkByAnOption82OfItsOwn() {
        RelayAgentInformation link = information(RelayOption.LINK_SELECTION, ip("10.2.0.0"));
        LeaseClient client = LeaseClient.of(engine(builder()), 1).with(DhcpOption.RELAY_AGENT_INFORMATION, link);

        assertThat(third(client.lease())).isZero();
    }

    @Test
    void subnetSelectionOfAClientCountsWhenItIsAllowedTo() {
        // RFC 3011
        LeaseClient by = LeaseClient.of(engine(builder().subnetSelection(true)), 1)
                .with(DhcpOption.SUBNET_SELECTION, ip("10.2.0.0"));
        DhcpPacket ack = by.lease();
        assertThat(third(ack)).isEqualTo(2);
        assertThat(ack.get(DhcpOption.SUBNET_SELECTION)).contains(ip("10.2.0.0"));
        assertThat(third(by.behind(RELAY).lease())).isEqualTo(2);
        assertThat(third(by.behind(RELAY, information(RelayOption.LINK_SELECTION, ip("10.1.0.0")))
                        .lease()))
                .isEqualTo(1);

        DhcpPacket notAllowed = LeaseClient.of(engine(builder()), 2)
                .with(DhcpOption.SUBNET_SELECTION, ip("10.2.0.0"))
                .lease();
        assertThat(third(notAllowed)).isZero();
        assertThat(notAllowed.has(DhcpOption.SUBNET_SELECTION)).isFalse();
    }

    @Test
    void serverIdentifierOverrideIsWhatTheClientHearsAndSaysBack() {
        // RFC 5107
        Ip4 override = ip("10.1.0.254");
        DhcpLeasing engine = engine(builder());
        LeaseClient client =
                LeaseClient.of(engine, 1).behind(RELAY, information(RelayOption.SERVER_IDENTIFIER_OVERRIDE, override));

        DhcpPacket offer = client.offer();
        DhcpPacket ack = ack(client.select(offer.yiaddr()));

        assertThat(offer.get(DhcpOption.SERVER_IDENTIFIER)).contains(override);
        assertThat(ack.get(DhcpOption.SERVER_IDENTIFIER)).contains(override);
        // the boot server is us all the same, not the relay
        assertThat(nak(client.select(ip("10.1.0.99"))).get(DhcpOption.SERVER_IDENTIFIER))
                .contains(override);
    }

    @Test
    void overrideCountsOnlyWithThePacketThatHasIt() {
        DhcpLeasing engine = engine(builder());
        LeaseClient other = LeaseClient.of(engine, 1).behind(RELAY);
        other.offer();

        assertDropped(other.with(DhcpOption.SERVER_IDENTIFIER, ip("10.1.0.254")).discover(), DropReason.OTHER_SERVER);
    }

    @Test
    void configuredServerIdentifierAndItsAliasesAreOurs() {
        DhcpLeasing engine = engine(builder().serverIdentifier(ip("10.9.9.9"), ip("10.8.8.8")));
        LeaseClient client = LeaseClient.of(engine, 1);
        DhcpPacket offer = client.offer();
        assertThat(offer.get(DhcpOption.SERVER_IDENTIFIER)).contains(ip("10.9.9.9"));

        for (String known : List.of("10.9.9.9", "10.8.8.8", SERVER.toString())) {
            assertThat(client.with(DhcpOption.SERVER_IDENTIFIER, ip(known)).discover())
                    .as(known)
                    .isInstanceOf(DhcpReply.class);
        }
        assertDropped(client.with(DhcpOption.SERVER_IDENTIFIER, ip("10.7.7.7")).discover(), DropReason.OTHER_SERVER);
    }

    @Test
    void repliesGoToThePortThatTheRelaySentFromWhenItSaysSo() {
        // RFC 8357
        RelayAgentInformation own = information(RelayOption.SOURCE_PORT, true);
        LeaseClient client =
                LeaseClient.of(engine(builder()), 1).behind(RELAY, own).at(Lab.relayed(RELAY, 1067));

        assertThat(((DhcpReply) client.discover()).destination()).isEqualTo(new ReplyDestination(RELAY, 1067, false));
        assertThat(Lab.answer(client.discover())
                        .get(DhcpOption.RELAY_AGENT_INFORMATION)
                        .orElseThrow()
                        .has(RelayOption.SOURCE_PORT))
                .isTrue();
    }

    @Test
    void option82ComesBackAsTheLastAndIsKeptWithTheLease() {
        RelayAgentInformation port = circuit("eth1");
        LeaseClient client = LeaseClient.of(engine(builder()), 1).behind(RELAY, port);

        DhcpPacket ack = client.lease();

        List<Integer> codes = new ArrayList<>(ack.codes());
        assertThat(codes.get(codes.size() - 1)).isEqualTo(82);
        Lease lease =
                store.findByAddress(ack.yiaddr()).toCompletableFuture().join().orElseThrow();
        assertThat(lease.details().relayInformation()).contains(port);
        assertThat(nak(client.select(ip("10.1.0.99"))).get(DhcpOption.RELAY_AGENT_INFORMATION))
                .contains(port);
    }

    @Test
    void renewalKeepsWhatTheRelaySaidAndClassesSeeIt() {
        List<Optional<RelayAgentInformation>> seen = new ArrayList<>();
        DhcpLeasing engine = engine(builder()
                .clientClass(ClientClass.builder("spy", client -> seen.add(client.relayInformation()))
                        .build()));
        LeaseClient client = LeaseClient.of(engine, 1);
        Ip4 address = client.behind(RELAY, circuit("eth1")).lease().yiaddr();
        seen.clear();

        DhcpPacket ack = ack(client.renew(address));

        assertThat(seen).containsExactly(Optional.of(circuit("eth1")));
        assertThat(ack.has(DhcpOption.RELAY_AGENT_INFORMATION)).isFalse();
        Lease lease = store.findByAddress(address).toCompletableFuture().join().orElseThrow();
        assertThat(lease.details().relayInformation()).contains(circuit("eth1"));
        assertThat(lease.version()).isEqualTo(2);
    }

    @Test
    void clientThatMovedToAnotherPortIsRememberedThere() {
        DhcpLeasing engine = engine(builder());
        LeaseClient client = LeaseClient.of(engine, 1);
        Ip4 address = client.behind(RELAY, circuit("eth1")).lease().yiaddr();
        client.behind(RELAY, circuit("eth2")).rebind(address);

        Lease lease = store.findByAddress(address).toCompletableFuture().join().orElseThrow();
        assertThat(lease.details().relayInformation()).contains(circuit("eth2"));

        // a relay that says nothing any more says just that
        client.behind(RELAY).rebind(address);
        lease = store.findByAddress(address).toCompletableFuture().join().orElseThrow();
        assertThat(lease.details().relayInformation()).isEmpty();
    }

    @Test
    void switchThatInsertsOption82WithoutARelayGetsItBackAndIsBelievedWhenTrusted() {
        List<Optional<RelayAgentInformation>> seen = new ArrayList<>();
        ClientClass spy = ClientClass.builder("spy", client -> seen.add(client.relayInformation()))
                .build();
        DhcpPacket echoed = LeaseClient.of(engine(builder().clientClass(spy)), 1)
                .with(DhcpOption.RELAY_AGENT_INFORMATION, circuit("eth1"))
                .offer();
        DhcpPacket trusted = LeaseClient.of(engine(builder().clientClass(spy).trustSwitches(true)), 1)
                .with(DhcpOption.RELAY_AGENT_INFORMATION, circuit("eth1"))
                .offer();

        assertThat(echoed.get(DhcpOption.RELAY_AGENT_INFORMATION)).contains(circuit("eth1"));
        assertThat(trusted.get(DhcpOption.RELAY_AGENT_INFORMATION)).contains(circuit("eth1"));
        assertThat(seen).containsExactly(Optional.empty(), Optional.of(circuit("eth1")));
    }

    @Test
    void untrustedOption82IsNotKeptWithTheLease() {
        DhcpLeasing engine = engine(builder());
        Ip4 address = LeaseClient.of(engine, 1)
                .with(DhcpOption.RELAY_AGENT_INFORMATION, circuit("eth1"))
                .lease()
                .yiaddr();

        assertThat(store.findByAddress(address)
                        .toCompletableFuture()
                        .join()
                        .orElseThrow()
                        .details()
                        .relayInformation())
                .isEmpty();
    }

    @Test
    void packetThatGoesInCirclesIsNotServed() {
        LeaseClient client = LeaseClient.of(engine(builder()), 1).behind(RELAY);

        assertThat(client.with(w -> w.hops(16)).discover()).isInstanceOf(DhcpReply.class);
        assertThat(client.with(w -> w.hops(17)).discover())
                .isEqualTo(new DhcpDrop(DropReason.BAD_ADDRESS, "passed 17 relays"));
    }

    @Test
    void twoRelaysOfOneLinkGetTheSameAnswer() {
        DhcpLeasing engine = engine(builder());
        LeaseClient client = LeaseClient.of(engine, 1);

        DhcpPacket one = client.behind(RELAY).offer();
        DhcpPacket two = client.behind(ip("10.1.0.2")).offer();

        assertThat(two.yiaddr()).isEqualTo(one.yiaddr());
        assertThat(ack(client.behind(RELAY).select(one.yiaddr())).yiaddr()).isEqualTo(one.yiaddr());
        assertThat(ack(client.behind(ip("10.1.0.2")).select(one.yiaddr())).yiaddr())
                .isEqualTo(one.yiaddr());
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    void refusalThroughARelayAsksItToBroadcast() {
        DhcpReply reply =
                (DhcpReply) LeaseClient.of(engine(builder()), 1).behind(RELAY).select(ip("10.1.0.51"));

        assertThat(reply.destination()).isEqualTo(new ReplyDestination(RELAY, 67, true));
        assertThat(nak(reply).isBroadcast()).isTrue();
        assertThat(store.size()).isZero();
    }
}
