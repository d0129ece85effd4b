package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.LeaseClient.assertDropped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.dhcp.ClientIdentifier;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadBalancingTest {
    private final Lab lab = new Lab();

    private static DhcpPacket discover(HardwareAddress mac) {
        return Lab.packet(DhcpPacketWriter.request(DhcpMessageType.DISCOVER, mac));
    }

    /** Worked out apart from this code, from the table and the loop of RFC 3074 section 6: hash = length; from the last octet, hash = T[hash ^ octet]. */
    @ParameterizedTest
    @CsvSource({
        "00:00:00:00:00:00, 254",
        "52:54:00:00:00:01, 149",
        "52:54:00:00:00:02, 101",
        "ff:ff:ff:ff:ff:fe, 57",
        "00:0c:01:02:03:04, 131"
    })
    void hashesAsTheRfcSays(String mac, int bucket) {
        assertThat(LoadBalancing.of(0, 255).bucketOf(discover(HardwareAddress.of(mac))))
                .isEqualTo(bucket);
    }

    @Test
    void oneOctetShowsTheWholeTableAsAPermutation() {
        Set<Integer> buckets = new HashSet<>();
        for (int i = 0; i < 256; i++) {
            buckets.add(LoadBalancing.of(0, 0).bucketOf(discover(HardwareAddress.of(1, (byte) i))));
        }
        assertThat(buckets).hasSize(256);
        // T[1 ^ 0], T[1 ^ 1], T[1 ^ 255]
        assertThat(LoadBalancing.of(0, 0).bucketOf(discover(HardwareAddress.of(1, (byte) 0))))
                .isEqualTo(175);
        assertThat(LoadBalancing.of(0, 0).bucketOf(discover(HardwareAddress.of(1, (byte) 1))))
                .isEqualTo(251);
        assertThat(LoadBalancing.of(0, 0).bucketOf(discover(HardwareAddress.of(1, (byte) 255))))
                .isEqualTo(234);
    }

    @Test
    void identifierCountsOnlyWhenAskedTo() {
        DhcpPacket request = Lab.packet(DhcpPacketWriter.request(DhcpMessageType.DISCOVER, LeaseClient.mac(1))
                .set(DhcpOption.CLIENT_IDENTIFIER, ClientIdentifier.of(7, (byte) 9)));
        LoadBalancing byMac = LoadBalancing.of(0, 127);

        // hash = 2; T[2 ^ 9] = T[11] = 143; T[143 ^ 7] = T[136] = 168
        assertThat(byMac.byClientIdentifier().bucketOf(request)).isEqualTo(168);
        assertThat(byMac.bucketOf(request)).isEqualTo(byMac.bucketOf(discover(LeaseClient.mac(1))));
        assertThat(byMac.byClientIdentifier().bucketOf(discover(LeaseClient.mac(1))))
                .isEqualTo(byMac.bucketOf(request));
    }

    @Test
    void eachClientHasOneServerWhateverItsSecsSay() {
        InMemoryLeaseStore store = InMemoryLeaseStore.create();
        DhcpLeasing low = engine(LoadBalancing.of(0, 127), store);
        DhcpLeasing high = engine(LoadBalancing.of(128, 255), store);
        int answeredLow = 0;
        for (int i = 0; i < 200; i++) {
            int secs = i * 300;
            DhcpOutcome one = LeaseClient.of(low, i).with(w -> w.secs(secs)).discover();
            DhcpOutcome two = LeaseClient.of(high, i).with(w -> w.secs(secs)).discover();
            assertThat(one instanceof DhcpReply).isNotEqualTo(two instanceof DhcpReply);
            assertThat(Lab.dropOf(one instanceof DhcpReply ? two : one)).isEqualTo(DropReason.OTHER_BUCKET);
            answeredLow += one instanceof DhcpReply ? 1 : 0;
        }
        assertThat(answeredLow).isBetween(60, 140);
    }

    private DhcpLeasing engine(LoadBalancing buckets, LeaseStore store) {
        return DhcpLeasing.builder()
                .pool(AddressPool.of("10.0.0.20-10.0.0.250"))
                .store(store)
                .loadBalancing(buckets)
                .build(lab.context());
    }

    @Test
    void whoAsksThisServerOrHasFoundNoneIsAnsweredAlways() {
        InMemoryLeaseStore store = InMemoryLeaseStore.create();
        int bucket = LoadBalancing.of(0, 0).bucketOf(discover(LeaseClient.mac(1)));
        DhcpLeasing all = engine(LoadBalancing.of(0, 255), store);
        BitSet others = new BitSet();
        others.set(0, 256);
        others.clear(bucket);
        DhcpLeasing other = engine(LoadBalancing.of(others), store);
        Ip4 address = LeaseClient.of(all, 1).lease().yiaddr();
        LeaseClient client = LeaseClient.of(other, 1);

        LeaseClient.ack(client.select(address));
        LeaseClient.ack(client.renew(address));
        LeaseClient.ack(client.rebind(address));
        LeaseClient.ack(client.inform(address));
        assertDropped(client.release(address), DropReason.RELEASED);
        assertDropped(client.initReboot(address), DropReason.OTHER_BUCKET);
        assertDropped(client.discover(), DropReason.OTHER_BUCKET);
        assertDropped(
                client.say(DhcpPacketWriter.request(DhcpMessageType.INFORM, LeaseClient.mac(1))
                        .ciaddr(address)),
                DropReason.OTHER_BUCKET);
    }

    @Test
    void bucketsAreChecked() {
        BitSet tooHigh = new BitSet();
        tooHigh.set(256);
        assertThatThrownBy(() -> LoadBalancing.of(tooHigh))
                .hasMessage("buckets: {256} (expected: at least one of 0..255)");
        assertThatThrownBy(() -> LoadBalancing.of(new BitSet())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LoadBalancing.of(5, 4)).hasMessage("first bucket: 5 (expected: 0..4)");
        assertThatThrownBy(() -> LoadBalancing.of(0, 256)).hasMessage("last bucket: 256 (expected: 0..255)");
        BitSet mine = new BitSet();
        mine.set(1, 256);
        LoadBalancing kept = LoadBalancing.of(mine);
        mine.clear();
        // the set was copied
        assertThat(kept.isOurs(discover(LeaseClient.mac(1)))).isTrue();
    }
}
