package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.Lab.ip;
import static io.pxe4j.dhcp.engine.LeaseClient.ack;
import static io.pxe4j.dhcp.engine.LeaseClient.assertDropped;
import static io.pxe4j.dhcp.engine.LeaseClient.mac;
import static io.pxe4j.dhcp.engine.LeaseClient.nak;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The rest of RFC 2131 §4.3: rapid commit, cached leases, costs in reads and writes, BOOTP, and clients that say little. */
class LeasingStatesTest {
    private final Lab lab = new Lab();
    private final CountingLeaseStore store = new CountingLeaseStore();

    private DhcpLeasingBuilder builder() {
        return DhcpLeasing.builder().pool(AddressPool.of("10.0.0.50-10.0.0.99")).store(store);
    }

    private Lease stored(Ip4 address) {
        return store.findByAddress(address).toCompletableFuture().join().orElseThrow();
    }

    // what it costs

    @Test
    void newClientCostsOneWriteAndNoReadForItsRequest() {
        DhcpLeasing leasing = builder().build(lab.context());
        LeaseClient.of(leasing, 9).lease();
        int reads = store.reads();
        int writes = store.writes();

        LeaseClient client = LeaseClient.of(leasing, 1);
        Ip4 address = client.offer().yiaddr();
        assertThat(store.reads() - reads).isEqualTo(2);
        assertThat(store.writes() - writes).isZero();
        client.select(address);

        assertThat(store.reads() - reads).isEqualTo(2);
        assertThat(store.writes() - writes).isEqualTo(1);
    }

    @Test
    void renewalCostsOneReadAndOneWrite() {
        DhcpLeasing leasing = builder().build(lab.context());
        LeaseClient client = LeaseClient.of(leasing, 1);
        Ip4 address = client.lease().yiaddr();
        int reads = store.reads();
        int writes = store.writes();

        client.renew(address);

        assertThat(store.reads() - reads).isEqualTo(1);
        assertThat(store.writes() - writes).isEqualTo(1);
    }

    @Test
    void recordThatEndedIsTakenOverByTheNextClient() {
        DhcpLeasing one = builder().pool(AddressPool.of("10.0.0.50-10.0.0.50")).build(lab.context());
        LeaseClient.of(one, 1).lease();
        assertDropped(LeaseClient.of(one, 2).discover(), DropReason.POOL_EXHAUSTED);
        lab.advance(Duration.ofHours(1));

        LeaseClient.of(one, 2).lease();

        Lease lease = stored(ip("10.0.0.50"));
        assertThat(lease.client()).isEqualTo(ClientKey.of(mac(2)));
        assertThat(lease.version()).isEqualTo(2);
        assertDropped(LeaseClient.of(one, 1).renew(ip("10.0.0.50")), DropReason.UNKNOWN_CLIENT);
    }

    @Test
    void endedLeaseThatSomebodyElseWasOfferedIsNotRenewed() {
        DhcpLeasing one = builder().pool(AddressPool.of("10.0.0.50-10.0.0.50")).build(lab.context());
        LeaseClient.of(one, 1).lease();
        lab.advance(Duration.ofHours(1));
        LeaseClient.of(one, 2).offer();

        nak(LeaseClient.of(one, 1).renew(ip("10.0.0.50")));
        nak(LeaseClient.of(one, 1).select(ip("10.0.0.50")));
        ack(LeaseClient.of(one, 2).select(ip("10.0.0.50")));
    }

    @Test
    void clientThatIsOfferedAnotherAddressLeavesItsOldOneWhenItTakesIt() {
        DhcpLeasing leasing = builder().build(lab.context());
        LeaseClient client = LeaseClient.of(leasing, 1);
        Ip4 old = client.lease().yiaddr();
        DhcpLeasing moved = builder().reserve(mac(1), ip("10.0.0.77")).build(lab.context());
        LeaseClient there = LeaseClient.of(moved, 1);
        assertThat(there.offer().yiaddr()).isEqualTo(ip("10.0.0.77"));
        assertThat(stored(old).state()).isEqualTo(LeaseState.ACTIVE);
        ack(there.select(ip("10.0.0.77")));

        assertThat(store.findByAddress(old).toCompletableFuture().join()).isEmpty();
        assertThat(Lab.answer(LeaseClient.of(moved, 2).discover(old)).yiaddr()).isEqualTo(old);
    }

    @Test
    void requestForAnotherAddressThanTheOneOfferedIsRefusedAndTheOfferForgotten() {
        DhcpLeasing leasing = builder().build(lab.context());
        LeaseClient client = LeaseClient.of(leasing, 1);
        Ip4 offered = client.offer().yiaddr();
        Ip4 other = offered.equals(ip("10.0.0.60")) ? ip("10.0.0.61") : ip("10.0.0.60");

        nak(client.select(other));
        nak(client.select(offered));
        assertThat(store.writes()).isZero();
    }

    // rapid commit

    @Test
    void rapidCommitLeasesWithTheDiscover() {
        DhcpLeasing leasing = builder().rapidCommit(true).build(lab.context());
        LeaseClient client = LeaseClient.of(leasing, 1).with(DhcpOption.RAPID_COMMIT, true);

        DhcpReply reply = (DhcpReply) client.discover();
        DhcpPacket ack = ack(reply);

        assertThat(reply.type()).isEqualTo(DhcpMessageType.ACK);
        assertThat(ack.has(DhcpOption.RAPID_COMMIT)).isTrue();
        assertThat(ack.get(DhcpOption.LEASE_TIME)).contains(Duration.ofHours(1));
        assertThat(stored(ack.yiaddr()).ends()).isEqualTo(lab.now().plus(Duration.ofHours(1)));
        assertThat(reply.destination()).isEqualTo(new ReplyDestination(Ip4.BROADCAST, 68, false));
        assertThat(ack(client.discover()).yiaddr()).isEqualTo(ack.yiaddr());
    }

    @Test
    void rapidCommitIsForThoseWhoAskAndServersThatAllowIt() {
        DhcpLeasing allowed = builder().rapidCommit(true).build(lab.context());
        DhcpPacket offer = LeaseClient.of(allowed, 1).offer();
        assertThat(offer.has(DhcpOption.RAPID_COMMIT)).isFalse();

        DhcpLeasing not = builder().build(lab.context());
        LeaseClient.of(not, 2).with(DhcpOption.RAPID_COMMIT, true).offer();
        assertThat(store.writes()).isZero();
    }

    @Test
    void rapidCommitThatLosesARaceIsNotAnswered() {
        HandLeaseStore hand = new HandLeaseStore();
        DhcpLeasing leasing = DhcpLeasing.builder()
                .pool(AddressPool.of("10.0.0.50-10.0.0.50"))
                .store(hand)
                .rapidCommit(true)
                .build(lab.context());
        var outcome = leasing.handle(
                        Lab.packet(DhcpPacketWriter.request(DhcpMessageType.DISCOVER, mac(1))
                                .set(DhcpOption.RAPID_COMMIT, true)),
                        Lab.BROADCAST)
                .toCompletableFuture();
        for (int i = 0; i < 3; i++) {
            hand.answer(0);
            lab.runLoop();
        }
        hand.inner.create(Lease.of(
                ip("10.0.0.50"),
                "10.0.0.0/24",
                ClientKey.of(mac(2)),
                LeaseState.ACTIVE,
                lab.now().plusSeconds(60),
                LeaseDetails.of(mac(2), lab.now())));
        while (hand.waiting() > 0) {
            hand.answer(0);
            lab.runLoop();
        }

        assertThat(outcome.join()).isEqualTo(new DhcpDrop(DropReason.ADDRESS_TAKEN, "10.0.0.50"));
    }

    // lease caching

    @Test
    void earlyRenewalIsToldTheStoredEnd() {
        DhcpLeasing leasing = builder().leaseCaching(0.25).build(lab.context());
        LeaseClient client = LeaseClient.of(leasing, 1);
        Ip4 address = client.lease().yiaddr();
        int writes = store.writes();

        lab.advance(Duration.ofMinutes(15));
        DhcpPacket ack = ack(client.renew(address));
        assertThat(ack.get(DhcpOption.LEASE_TIME)).contains(Duration.ofMinutes(45));
        assertThat(ack.get(DhcpOption.RENEWAL_TIME)).contains(Duration.ofSeconds(1350));
        DhcpPacket again = client.lease();
        assertThat(again.yiaddr()).isEqualTo(address);
        assertThat(again.get(DhcpOption.LEASE_TIME)).contains(Duration.ofMinutes(45));
        assertThat(store.writes()).isEqualTo(writes);

        lab.advance(Duration.ofSeconds(1));
        assertThat(ack(client.renew(address)).get(DhcpOption.LEASE_TIME)).contains(Duration.ofHours(1));
        assertThat(store.writes()).isEqualTo(writes + 1);
    }

    @Test
    void cachedEndIsNeverLaterThanTheClientMayHaveIt() {
        DhcpLeasing leasing = builder().leaseCaching(0.5).build(lab.context());
        LeaseClient client = LeaseClient.of(leasing, 1);
        Ip4 address = client.lease().yiaddr();

        DhcpPacket ack =
                ack(client.with(DhcpOption.LEASE_TIME, Duration.ofMinutes(5)).renew(address));

        assertThat(ack.get(DhcpOption.LEASE_TIME)).contains(Duration.ofMinutes(5));
        assertThat(stored(address).ends()).isEqualTo(lab.now().plus(Duration.ofMinutes(5)));
    }

    @Test
    void releasedLeaseIsNotCached() {
        DhcpLeasing leasing = builder().leaseCaching(0.5).build(lab.context());
        LeaseClient client = LeaseClient.of(leasing, 1);
        Ip4 address = client.lease().yiaddr();
        client.release(address);

        assertThat(ack(client.renew(address)).get(DhcpOption.LEASE_TIME)).contains(Duration.ofHours(1));
        assertThat(stored(address).state()).isEqualTo(LeaseState.ACTIVE);
    }

    @Test
    void leaseThatAnotherServerEndedSinceTheOfferIsWrittenAgain() {
        DhcpLeasing one = builder().leaseCaching(0.5).build(lab.context());
        DhcpLeasing other = builder().leaseCaching(0.5).build(lab.context());
        LeaseClient client = LeaseClient.of(one, 1);
        Ip4 address = client.lease().yiaddr();
        client.offer();
        assertDropped(LeaseClient.of(other, 1).release(address), DropReason.RELEASED);

        ack(client.select(address));

        assertThat(stored(address).state()).isEqualTo(LeaseState.ACTIVE);
    }

    @Test
    void cachingIsOffByDefault() {
        DhcpLeasing leasing = builder().build(lab.context());
        LeaseClient client = LeaseClient.of(leasing, 1);
        Ip4 address = client.lease().yiaddr();
        client.renew(address);

        assertThat(stored(address).version()).isEqualTo(2);
    }

    // BOOTP

    private static DhcpPacket bootp(int client, boolean cookie) {
        ByteBuf packet = Unpooled.buffer();
        packet.writeByte(1).writeByte(1).writeByte(6).writeByte(0);
        packet.writeInt(7).writeInt(0).writeZero(16);
        packet.writeBytes(mac(client).toBytes()).writeZero(10);
        packet.writeZero(64 + 128);
        packet.writeInt(cookie ? 0x63825363 : 0).writeByte(cookie ? 255 : 0).writeZero(59);
        return (DhcpPacket) io.pxe4j.dhcp.DhcpPacket.decode(packet);
    }

    @Test
    void bootpClientGetsAnAddressForGoodWhenAllowed() {
        DhcpLeasing leasing = builder()
                .bootp(true)
                .routers(ip("10.0.0.254"))
                .boot(BootOffer.file("vmunix"))
                .build(lab.context());

        DhcpReply reply = (DhcpReply) Lab.outcome(leasing, bootp(1, true), Lab.BROADCAST);
        DhcpPacket answer = Lab.packet(reply.message());

        assertThat(answer.isBootp()).isTrue();
        assertThat(answer.xid()).isEqualTo(7);
        assertThat(answer.has(DhcpOption.LEASE_TIME)).isFalse();
        assertThat(answer.has(DhcpOption.SERVER_IDENTIFIER)).isFalse();
        assertThat(answer.get(DhcpOption.SUBNET_MASK)).contains(ip("255.255.255.0"));
        assertThat(answer.get(DhcpOption.ROUTERS)).isPresent();
        assertThat(answer.file()).isEqualTo("vmunix");
        assertThat(answer.siaddr()).isEqualTo(Lab.SERVER);
        assertThat(reply.destination()).isEqualTo(new ReplyDestination(Ip4.BROADCAST, 68, false));
        Lease lease = stored(answer.yiaddr());
        assertThat(lease.client()).isEqualTo(ClientKey.of(mac(1)));
        assertThat(lease.ends()).isEqualTo(lab.now().plus(DhcpOption.INFINITE_LEASE));
        assertThat(Lab.answer(Lab.outcome(leasing, bootp(1, true), Lab.BROADCAST))
                        .yiaddr())
                .isEqualTo(answer.yiaddr());
    }

    @Test
    void bootpClientWithoutCookieGetsNoOptions() {
        DhcpLeasing leasing = builder().bootp(true, Duration.ofHours(2)).build(lab.context());

        DhcpPacket answer = Lab.answer(Lab.outcome(leasing, bootp(1, false), Lab.BROADCAST));

        assertThat(answer.codes()).isEmpty();
        assertThat(answer.siaddr()).isEqualTo(Lab.SERVER);
        assertThat(stored(answer.yiaddr()).ends()).isEqualTo(lab.now().plus(Duration.ofHours(2)));
    }

    @Test
    void bootpClientIsNotServedUnlessAllowed() {
        assertDropped(Lab.outcome(builder().build(lab.context()), bootp(1, true), Lab.BROADCAST), DropReason.BOOTP);
        assertThat(store.writes()).isZero();
    }

    @Test
    void bootpClientGetsTheAddressKeptForIt() {
        DhcpLeasing leasing =
                builder().bootp(true).reserve(mac(1), ip("10.0.0.200")).build(lab.context());

        assertThat(Lab.answer(Lab.outcome(leasing, bootp(1, true), Lab.BROADCAST))
                        .yiaddr())
                .isEqualTo(ip("10.0.0.200"));
    }

    // clients that say little

    @Test
    void declineWithoutServerIdentifierAndReleaseWithoutOneAreTaken() {
        DhcpLeasing leasing = builder().build(lab.context());
        Ip4 first = LeaseClient.of(leasing, 1).lease().yiaddr();
        Ip4 second = LeaseClient.of(leasing, 2).lease().yiaddr();

        assertDropped(
                Lab.outcome(
                        leasing,
                        DhcpPacketWriter.request(DhcpMessageType.DECLINE, mac(1))
                                .set(DhcpOption.REQUESTED_ADDRESS, first),
                        Lab.BROADCAST),
                DropReason.DECLINED);
        assertDropped(
                Lab.outcome(
                        leasing,
                        DhcpPacketWriter.request(DhcpMessageType.RELEASE, mac(2))
                                .ciaddr(second),
                        Lab.unicast(second)),
                DropReason.RELEASED);
    }

    @Test
    void declineOfAnAddressOfAnotherNetworkEndsNothing() {
        DhcpLeasing leasing = DhcpLeasing.builder()
                .store(store)
                .subnet(Subnet.builder("10.0.0.0/24")
                        .pool("10.0.0.50-10.0.0.59")
                        .build())
                .subnet(Subnet.builder("10.1.0.0/24")
                        .pool("10.1.0.50-10.1.0.59")
                        .build())
                .build(lab.context());
        LeaseClient client = LeaseClient.of(leasing, 1);
        Ip4 there = client.behind(ip("10.1.0.1")).lease().yiaddr();

        assertDropped(client.decline(there), DropReason.NOT_THE_HOLDER);
        assertThat(stored(there).state()).isEqualTo(LeaseState.ACTIVE);
    }
}
