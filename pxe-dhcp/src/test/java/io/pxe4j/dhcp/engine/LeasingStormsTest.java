package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.Lab.SERVER;
import static io.pxe4j.dhcp.engine.Lab.ip;
import static io.pxe4j.dhcp.engine.LeaseClient.ack;
import static io.pxe4j.dhcp.engine.LeaseClient.assertDropped;
import static io.pxe4j.dhcp.engine.LeaseClient.circuit;
import static io.pxe4j.dhcp.engine.LeaseClient.mac;
import static io.pxe4j.dhcp.engine.LeaseClient.nak;
import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.dhcp.ClientIdentifier;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Floods, forgeries and loops: what they cost, and that honest clients are served all the same. */
class LeasingStormsTest {
    private static final Ip4 RELAY = ip("10.0.0.254");

    private final Lab lab = new Lab();
    private final CountingLeaseStore store = new CountingLeaseStore();

    private DhcpLeasingBuilder builder() {
        return DhcpLeasing.builder().pool(AddressPool.of("10.0.0.50-10.0.0.99")).store(store);
    }

    private final DhcpLeasing leasing = builder().build(lab.context());

    private Lease stored(Ip4 address) {
        return store.findByAddress(address).toCompletableFuture().join().orElseThrow();
    }

    @Test
    void requestsOfInventedClientsWriteNothing() {
        for (int i = 0; i < 2000; i++) {
            Ip4 wanted = new Ip4(ip("10.0.0.50").bits() + i % 50);
            LeaseClient client = LeaseClient.of(leasing, i);
            nak(client.select(wanted));
            assertDropped(client.initReboot(wanted), DropReason.UNKNOWN_CLIENT);
            assertDropped(client.renew(wanted), DropReason.UNKNOWN_CLIENT);
            assertDropped(client.rebind(wanted), DropReason.UNKNOWN_CLIENT);
            assertDropped(client.release(wanted), DropReason.NOT_THE_HOLDER);
            assertDropped(client.decline(wanted), DropReason.NOT_THE_HOLDER);
            ack(client.inform(wanted));
        }
        assertThat(store.writes()).isZero();
    }

    @Test
    void onlyServerOfTheNetworkWritesNothingForInventedClientsEither() {
        DhcpLeasing only = builder().authoritative(true).build(lab.context());
        for (int i = 0; i < 200; i++) {
            Ip4 wanted = new Ip4(ip("10.0.0.50").bits() + i % 50);
            nak(LeaseClient.of(only, i).initReboot(wanted));
            nak(LeaseClient.of(only, i).renew(wanted));
            nak(LeaseClient.of(only, i).select(wanted));
        }
        assertThat(store.writes()).isZero();
    }

    @Test
    void discoversOfInventedClientsWriteNothingAndTakeTheAddressesForAMinute() {
        for (int i = 0; i < 5000; i++) {
            LeaseClient.of(leasing, i).discover();
        }
        assertThat(store.writes()).isZero();
        assertDropped(LeaseClient.of(leasing, 9999).discover(), DropReason.POOL_EXHAUSTED);
        lab.advance(Duration.ofMinutes(1));
        assertThat(LeaseClient.of(leasing, 9999).lease().yiaddr()).isNotNull();
    }

    @Test
    void offersRememberedAreBounded() {
        DhcpLeasing few = builder().maxOffers(10).build(lab.context());
        List<Ip4> offers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            offers.add(LeaseClient.of(few, i).offer().yiaddr());
        }
        // the oldest made room
        nak(LeaseClient.of(few, 19).select(offers.get(19)));
        ack(LeaseClient.of(few, 20).select(offers.get(20)));
    }

    @Test
    void oneMachineWithManyIdentifiersHasOneLease() {
        Set<Ip4> addresses = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            ClientIdentifier id = ClientIdentifier.of(255, (byte) i, (byte) (i >> 8));
            addresses.add(LeaseClient.of(leasing, 1)
                    .with(DhcpOption.CLIENT_IDENTIFIER, id)
                    .lease()
                    .yiaddr());
        }
        assertThat(addresses).hasSize(1);
    }

    @Test
    void releaseInTheNameOfAnotherIsRefused() {
        Ip4 address = LeaseClient.of(leasing, 1).lease().yiaddr();

        assertDropped(LeaseClient.of(leasing, 2).release(address), DropReason.NOT_THE_HOLDER);
        assertThat(stored(address).state()).isEqualTo(LeaseState.ACTIVE);
    }

    @Test
    void releaseWithAForgedHardwareAddressFromAnotherNetworkIsRefused() {
        Ip4 address = LeaseClient.of(leasing, 1).lease().yiaddr();
        DhcpPacketWriter forged = DhcpPacketWriter.request(DhcpMessageType.RELEASE, mac(1))
                .ciaddr(address)
                .set(DhcpOption.SERVER_IDENTIFIER, SERVER);

        DhcpOutcome outcome = Lab.outcome(leasing, forged, Lab.unicast(ip("192.168.7.7")));

        assertThat(outcome).isEqualTo(new DhcpDrop(DropReason.NOT_THE_HOLDER, address + " from 192.168.7.7"));
        assertThat(stored(address).state()).isEqualTo(LeaseState.ACTIVE);
        // from its own address, its network, or through a relay it is taken
        assertDropped(Lab.outcome(leasing, forged.giaddr(RELAY), Lab.relayed(RELAY, 67)), DropReason.RELEASED);
    }

    @Test
    void releaseBeforeAnAddressIsConfiguredIsTaken() {
        Ip4 address = LeaseClient.of(leasing, 1).lease().yiaddr();
        DhcpPacketWriter release =
                DhcpPacketWriter.request(DhcpMessageType.RELEASE, mac(1)).ciaddr(address);

        assertDropped(Lab.outcome(leasing, release, Lab.BROADCAST), DropReason.RELEASED);
        assertThat(stored(address).state()).isEqualTo(LeaseState.RELEASED);
    }

    @Test
    void clientMaySetAsideAFewAddressesOnly() {
        LeaseClient client = LeaseClient.of(leasing, 1);
        for (int i = 0; i < 3; i++) {
            Ip4 address = client.lease().yiaddr();
            assertDropped(client.decline(address), DropReason.DECLINED);
            assertThat(stored(address).state()).isEqualTo(LeaseState.DECLINED);
        }
        Ip4 address = client.lease().yiaddr();
        assertDropped(client.decline(address), DropReason.DECLINE_QUOTA);
        assertThat(stored(address).state()).isEqualTo(LeaseState.RELEASED);
        assertThat(LeaseClient.of(leasing, 2).discover(address)).isInstanceOf(DhcpReply.class);
        // with the quarantine the count ends
        lab.advance(Duration.ofHours(24));
        assertDropped(client.decline(client.lease().yiaddr()), DropReason.DECLINED);
    }

    @Test
    void portMaySetAsideSomeAddressesOnlyHoweverManyClientsItInvents() {
        DhcpLeasing engine = builder().declineQuota(2, 5).build(lab.context());
        int declined = 0;
        for (int i = 0; i < 20; i++) {
            LeaseClient client = LeaseClient.of(engine, i).behind(RELAY, circuit("eth1"));
            DropReason reason = Lab.dropOf(client.decline(client.lease().yiaddr()));
            assertThat(reason).isEqualTo(i < 5 ? DropReason.DECLINED : DropReason.DECLINE_QUOTA);
            declined += reason == DropReason.DECLINED ? 1 : 0;
        }
        assertThat(declined).isEqualTo(5);
        LeaseClient other = LeaseClient.of(engine, 99).behind(RELAY, circuit("eth2"));
        assertDropped(other.decline(other.lease().yiaddr()), DropReason.DECLINED);
    }

    @Test
    void declineFloodOfInventedClientsDoesNotEmptyThePool() {
        for (int i = 0; i < 300; i++) {
            LeaseClient client = LeaseClient.of(leasing, i);
            client.decline(client.lease().yiaddr());
        }
        assertThat(LeaseClient.of(leasing, 9999).lease().yiaddr()).isNotNull();
    }

    @Test
    void portWithManyClientsLeavesTheRestOfThePoolToOthers() {
        DhcpLeasing engine = builder().portQuota(4).build(lab.context());
        List<Ip4> held = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            held.add(LeaseClient.of(engine, i)
                    .behind(RELAY, circuit("eth1"))
                    .lease()
                    .yiaddr());
        }
        LeaseClient fifth = LeaseClient.of(engine, 5).behind(RELAY, circuit("eth1"));
        assertDropped(fifth.discover(), DropReason.PORT_QUOTA);
        assertDropped(fifth.discover(ip("10.0.0.98")), DropReason.PORT_QUOTA);
        // those who are in stay in, other ports and clients without a relay are not concerned
        assertThat(LeaseClient.of(engine, 0)
                        .behind(RELAY, circuit("eth1"))
                        .lease()
                        .yiaddr())
                .isEqualTo(held.get(0));
        LeaseClient.of(engine, 6).behind(RELAY, circuit("eth2")).lease();
        LeaseClient.of(engine, 7).lease();
        LeaseClient.of(engine, 8).behind(RELAY).lease();
        // an address that is given back, or whose lease ends, makes room
        LeaseClient.of(engine, 0).release(held.get(0));
        fifth.lease();
        assertDropped(LeaseClient.of(engine, 9).behind(RELAY, circuit("eth1")).discover(), DropReason.PORT_QUOTA);
        lab.advance(Duration.ofMinutes(61));
        LeaseClient.of(engine, 10).discover();
        LeaseClient.of(engine, 9).behind(RELAY, circuit("eth1")).lease();
    }

    @Test
    void offersCountForThePortToo() {
        DhcpLeasing engine = builder().portQuota(4).build(lab.context());
        for (int i = 0; i < 4; i++) {
            LeaseClient.of(engine, i).behind(RELAY, circuit("eth1")).offer();
        }
        LeaseClient fifth = LeaseClient.of(engine, 5).behind(RELAY, circuit("eth1"));
        assertDropped(fifth.discover(), DropReason.PORT_QUOTA);
        // a client that asks again is the same one
        LeaseClient.of(engine, 3).behind(RELAY, circuit("eth1")).offer();
        lab.advance(Duration.ofMinutes(1));
        fifth.offer();
    }

    @Test
    void portsAreCountedAfterARestartAsFarAsThePoolWasRead() {
        DhcpLeasing before = builder().build(lab.context());
        for (int i = 0; i < 4; i++) {
            LeaseClient.of(before, i).behind(RELAY, circuit("eth1")).lease();
        }
        DhcpLeasing engine = builder().portQuota(4).build(lab.context());
        LeaseClient.of(engine, 7).offer();

        assertDropped(LeaseClient.of(engine, 5).behind(RELAY, circuit("eth1")).discover(), DropReason.PORT_QUOTA);
    }

    @Test
    void informWithTheAddressOfAStrangerIsNotAnswered() {
        assertDropped(LeaseClient.of(leasing, 1).inform(ip("8.8.8.8")), DropReason.FOREIGN_NETWORK);
    }

    @Test
    void duplicatesGetTheSameAnswerAndOneRecord() {
        LeaseClient client = LeaseClient.of(leasing, 1);
        Ip4 address = client.offer().yiaddr();
        assertThat(client.offer().yiaddr()).isEqualTo(address);
        ack(client.select(address));
        assertThat(ack(client.select(address)).yiaddr()).isEqualTo(address);
        assertThat(stored(address).version()).isEqualTo(2);
        assertDropped(client.release(address), DropReason.RELEASED);
        assertDropped(client.release(address), DropReason.NOT_THE_HOLDER);
        assertThat(stored(address).version()).isEqualTo(3);
    }

    @Test
    void requestForAnotherServerGivesItsOfferBack() {
        DhcpLeasing one = builder().pool(AddressPool.of("10.0.0.50-10.0.0.50")).build(lab.context());
        Ip4 address = LeaseClient.of(one, 1).offer().yiaddr();
        assertDropped(LeaseClient.of(one, 2).discover(), DropReason.POOL_EXHAUSTED);

        DhcpPacketWriter other = DhcpPacketWriter.request(DhcpMessageType.REQUEST, mac(1))
                .set(DhcpOption.SERVER_IDENTIFIER, ip("10.0.0.2"))
                .set(DhcpOption.REQUESTED_ADDRESS, ip("10.0.0.77"));
        assertDropped(Lab.outcome(one, other, Lab.BROADCAST), DropReason.OTHER_SERVER);

        assertThat(LeaseClient.of(one, 2).lease().yiaddr()).isEqualTo(address);
    }
}
