package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.Lab.ip;
import static io.pxe4j.dhcp.engine.LeaseClient.ack;
import static io.pxe4j.dhcp.engine.LeaseClient.assertDropped;
import static io.pxe4j.dhcp.engine.LeaseClient.nak;
import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Several subnets, shared networks and pools: who gets an address from where. */
class LeasingSubnetsTest {
    private static final Ip4 RELAY_B = ip("10.0.1.1");
    private static final DhcpArrival FROM_B = new DhcpArrival("eth1", RELAY_B, 24, ServerPort.DHCP, Ip4.ANY, 68, true);

    private final Lab lab = new Lab();
    private final InMemoryLeaseStore store = InMemoryLeaseStore.create();
    private final Subnet a =
            Subnet.builder("10.0.0.0/24").pool("10.0.0.50-10.0.0.52").build();
    private final Subnet b =
            Subnet.builder("10.0.1.0/24").pool("10.0.1.50-10.0.1.52").build();

    private DhcpLeasing engine(DhcpLeasingBuilder builder) {
        return builder.store(store).build(lab.context());
    }

    private DhcpLeasing two() {
        return engine(DhcpLeasing.builder().subnet(a).subnet(b));
    }

    private Optional<Lease> stored(String network, LeaseClient client) {
        return store.findByClient(network, client.key()).toCompletableFuture().join();
    }

    @Test
    void eachInterfaceGivesAddressesOfItsSubnet() {
        DhcpLeasing engine = two();

        DhcpPacket here = LeaseClient.of(engine, 1).lease();
        DhcpPacket there = LeaseClient.of(engine, 2).at(FROM_B).lease();

        assertThat(a.network().contains(here.yiaddr())).isTrue();
        assertThat(b.network().contains(there.yiaddr())).isTrue();
        assertThat(there.get(DhcpOption.SUBNET_MASK)).contains(ip("255.255.255.0"));
        assertThat(there.get(DhcpOption.BROADCAST_ADDRESS)).contains(ip("10.0.1.255"));
        assertThat(there.get(DhcpOption.SERVER_IDENTIFIER)).contains(RELAY_B);
    }

    @Test
    void interfaceWithoutASubnetIsNotServed() {
        DhcpArrival elsewhere = new DhcpArrival("eth2", ip("10.9.0.1"), 24, ServerPort.DHCP, Ip4.ANY, 68, true);

        DhcpOutcome outcome = LeaseClient.of(two(), 1).at(elsewhere).discover();

        assertThat(outcome).isEqualTo(new DhcpDrop(DropReason.FOREIGN_NETWORK, "eth2"));
    }

    @Test
    void oneClientMayHoldALeaseInEachOfTwoNetworks() {
        DhcpLeasing engine = two();
        LeaseClient client = LeaseClient.of(engine, 1);

        Ip4 here = client.lease().yiaddr();
        Ip4 there = client.at(FROM_B).lease().yiaddr();

        assertThat(stored("10.0.0.0/24", client)).map(Lease::address).contains(here);
        assertThat(stored("10.0.1.0/24", client)).map(Lease::address).contains(there);
        assertThat(ack(client.renew(here)).yiaddr()).isEqualTo(here);
    }

    @Test
    void offersOfTwoNetworksToOneClientDoNotPushEachOtherOut() {
        DhcpLeasing engine = two();
        LeaseClient client = LeaseClient.of(engine, 1);
        Ip4 here = client.offer().yiaddr();
        Ip4 there = client.at(FROM_B).offer().yiaddr();

        assertThat(ack(client.select(here)).yiaddr()).isEqualTo(here);
        assertThat(ack(client.at(FROM_B).select(there)).yiaddr()).isEqualTo(there);
    }

    @Test
    void namedSubnetKeepsItsLeasesUnderItsName() {
        DhcpLeasing engine = engine(DhcpLeasing.builder()
                .subnet(Subnet.builder("10.0.0.0/24")
                        .name("hall 3")
                        .pool("10.0.0.50-10.0.0.52")
                        .build()));
        LeaseClient client = LeaseClient.of(engine, 1);

        client.lease();

        assertThat(stored("hall 3", client)).isPresent();
    }

    @Test
    void clientThatMovedToAnotherSubnetIsToldThatItsAddressIsOfNoUse() {
        DhcpLeasing engine = two();
        LeaseClient client = LeaseClient.of(engine, 1);
        Ip4 there = client.at(FROM_B).lease().yiaddr();

        assertThat(nak(client.initReboot(there)).get(DhcpOption.MESSAGE))
                .contains("address " + there + " is of another network");
        // a stranger may have another server, and who rebinds or asks for an address of here is told nothing
        assertDropped(LeaseClient.of(engine, 2).initReboot(there), DropReason.UNKNOWN_CLIENT);
        assertDropped(client.rebind(there), DropReason.UNKNOWN_CLIENT);
    }

    @Test
    void renewalFromBehindARelayIsServedByTheSubnetOfItsAddress() {
        DhcpLeasing engine = two();
        LeaseClient client = LeaseClient.of(engine, 1);
        Ip4 there = client.behind(RELAY_B).lease().yiaddr();
        lab.advance(Duration.ofMinutes(30));

        DhcpReply reply = (DhcpReply) client.renew(there);

        assertThat(ack(reply).yiaddr()).isEqualTo(there);
        assertThat(reply.destination()).isEqualTo(new ReplyDestination(there, 68, false));
        assertThat(stored("10.0.1.0/24", client).orElseThrow().ends())
                .isEqualTo(lab.now().plus(Duration.ofHours(1)));
        assertDropped(client.release(there), DropReason.RELEASED);
    }

    @Test
    void informFromBehindARelayGetsTheOptionsOfItsSubnet() {
        DhcpLeasing engine = engine(DhcpLeasing.builder()
                .subnet(a)
                .subnet(Subnet.builder("10.0.1.0/24").routers(RELAY_B).build()));

        DhcpPacket ack = ack(LeaseClient.of(engine, 1).inform(ip("10.0.1.77")));

        assertThat(ack.get(DhcpOption.ROUTERS)).contains(List.of(RELAY_B));
        assertThat(ack.yiaddr()).isEqualTo(Ip4.ANY);
        assertThat(ack.has(DhcpOption.LEASE_TIME)).isFalse();
    }

    @Test
    void fullPoolIsFollowedByTheNextOneOfTheSubnet() {
        DhcpLeasing engine = engine(DhcpLeasing.builder()
                .subnet(Subnet.builder("10.0.0.0/24")
                        .pool("10.0.0.50-10.0.0.51")
                        .pool("10.0.0.70-10.0.0.71")
                        .build()));
        Set<Ip4> leased = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            Ip4 address = LeaseClient.of(engine, i).lease().yiaddr();
            assertThat(AddressPool.of("10.0.0.50-10.0.0.51").contains(address)).isEqualTo(i < 2);
            leased.add(address);
        }

        assertThat(leased).hasSize(4);
        assertDropped(LeaseClient.of(engine, 4).discover(), DropReason.POOL_EXHAUSTED);
    }

    @Test
    void fullSubnetOfASharedNetworkIsFollowedByTheOthers() {
        Subnet c = Subnet.builder("10.0.2.0/25").pool("10.0.2.50-10.0.2.50").build();
        DhcpLeasing engine = engine(DhcpLeasing.builder().sharedNetwork("floor", a, b, c));
        // the subnet of the interface first, then the others in their order
        for (int i = 0; i < 7; i++) {
            DhcpPacket ack = LeaseClient.of(engine, i).at(FROM_B).lease();
            Subnet expected = i < 3 ? b : i < 6 ? a : c;
            assertThat(expected.network().contains(ack.yiaddr()))
                    .as("client " + i)
                    .isTrue();
            assertThat(ack.get(DhcpOption.SUBNET_MASK))
                    .contains(expected.network().mask());
        }
        assertDropped(LeaseClient.of(engine, 7).at(FROM_B).discover(), DropReason.POOL_EXHAUSTED);
        assertThat(stored("floor", LeaseClient.of(engine, 0))).isPresent();
    }

    @Test
    void clientHoldsOneLeaseInASharedNetwork() {
        DhcpLeasing engine = engine(DhcpLeasing.builder().sharedNetwork("floor", a, b));
        LeaseClient client = LeaseClient.of(engine, 1);
        Ip4 first = client.at(FROM_B).lease().yiaddr();

        assertThat(client.lease().yiaddr()).isEqualTo(first);
        assertThat(ack(client.initReboot(first)).yiaddr()).isEqualTo(first);
    }

    @Test
    void poolForOneClassIsClosedToOthers() {
        ClientClass phones = ClientClass.builder(
                        "phones", client -> client.packet().startsWith(DhcpOption.VENDOR_CLASS, "phone"))
                .build();
        DhcpLeasing engine = engine(DhcpLeasing.builder()
                .clientClass(ClientClass.builder("nobody", client -> false).build())
                .clientClass(phones)
                .subnet(Subnet.builder("10.0.0.0/24")
                        .pool(PoolScope.builder("10.0.0.50-10.0.0.51")
                                .onlyFor("phones")
                                .build())
                        .pool("10.0.0.60-10.0.0.60")
                        .build()));
        LeaseClient phone = LeaseClient.of(engine, 1)
                .with(w -> w.raw(60, (byte) 'p', (byte) 'h', (byte) 'o', (byte) 'n', (byte) 'e'));

        Ip4 address = phone.lease().yiaddr();

        assertThat(AddressPool.of("10.0.0.50-10.0.0.51").contains(address)).isTrue();
        assertThat(LeaseClient.of(engine, 2).lease().yiaddr()).isEqualTo(ip("10.0.0.60"));
        assertDropped(LeaseClient.of(engine, 3).discover(), DropReason.POOL_EXHAUSTED);
        assertDropped(LeaseClient.of(engine, 3).discover(ip("10.0.0.51")), DropReason.POOL_EXHAUSTED);
        // who is no phone any more has to leave
        nak(LeaseClient.of(engine, 1).renew(address));
    }

    @Test
    void firstAndLastAddressOfTheNetworkAreNeverGivenOut() {
        DhcpLeasing engine = engine(DhcpLeasing.builder()
                .subnet(Subnet.builder("10.0.0.0/30").pool("10.0.0.0-10.0.0.3").build()));

        // 10.0.0.1 is the server's own
        assertThat(LeaseClient.of(engine, 1).lease().yiaddr()).isEqualTo(ip("10.0.0.2"));
        assertDropped(LeaseClient.of(engine, 2).discover(), DropReason.POOL_EXHAUSTED);
    }

    @Test
    void restartedServerFindsTheFreeAddressesOfAFullPoolAgain() {
        DhcpLeasingBuilder builder = DhcpLeasing.builder()
                .subnet(Subnet.builder("10.0.0.0/16")
                        .pool(AddressPool.of("10.0.8.0-10.0.11.255"))
                        .build());
        DhcpLeasing first = engine(builder);
        for (int i = 0; i < 1023; i++) {
            LeaseClient.of(first, i).lease();
        }

        DhcpLeasing second = engine(builder);

        Ip4 last = LeaseClient.of(second, 5000).lease().yiaddr();
        assertThat(store.findByAddress(last)
                        .toCompletableFuture()
                        .join()
                        .orElseThrow()
                        .client())
                .isEqualTo(LeaseClient.of(second, 5000).key());
        assertDropped(LeaseClient.of(second, 5001).discover(), DropReason.POOL_EXHAUSTED);
        lab.advance(Duration.ofMinutes(61));
        assertThat(LeaseClient.of(second, 5001).lease().yiaddr()).isNotNull();
    }

    @Test
    void findsTheSubnetAmongMany() {
        DhcpLeasingBuilder builder = DhcpLeasing.builder();
        for (int i = 0; i < 200; i++) {
            builder.subnet(Subnet.builder("10.7." + i + ".0/24")
                    .pool("10.7." + i + ".10-10.7." + i + ".20")
                    .build());
        }
        builder.subnet(Subnet.builder("200.0.0.0/8").pool("200.1.0.1-200.1.0.9").build());
        DhcpLeasing engine = engine(builder);

        for (int i : new int[] {0, 1, 99, 198, 199}) {
            assertThat(LeaseClient.of(engine, i)
                            .behind(ip("10.7." + i + ".254"))
                            .lease()
                            .yiaddr()
                            .toString())
                    .startsWith("10.7." + i + ".");
        }
        assertThat(LeaseClient.of(engine, 9)
                        .behind(ip("200.255.0.1"))
                        .lease()
                        .yiaddr()
                        .toString())
                .startsWith("200.1.0.");
        assertDropped(LeaseClient.of(engine, 1).behind(ip("10.7.200.1")).discover(), DropReason.FOREIGN_NETWORK);
        assertDropped(LeaseClient.of(engine, 1).behind(ip("10.6.255.1")).discover(), DropReason.FOREIGN_NETWORK);
        assertDropped(LeaseClient.of(engine, 1).behind(ip("9.0.0.1")).discover(), DropReason.FOREIGN_NETWORK);
        assertDropped(LeaseClient.of(engine, 1).behind(ip("201.0.0.1")).discover(), DropReason.FOREIGN_NETWORK);
    }
}
