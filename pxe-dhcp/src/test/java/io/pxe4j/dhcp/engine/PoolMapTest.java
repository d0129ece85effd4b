package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.Lab.ip;
import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.dhcp.Ip4;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PoolMapTest {
    private static final AddressPool POOL = AddressPool.of("10.0.0.10-10.0.3.9");
    private static final Ip4 A = ip("10.0.0.10");
    private static final Ip4 B = ip("10.0.0.11");

    private final PoolMap map = new PoolMap(POOL);
    private final List<Ip4> ended = new ArrayList<>();

    private static Lease lease(Ip4 address, LeaseState state, long ends) {
        return Lease.of(
                address,
                "net",
                ClientKey.of(Lab.MAC),
                state,
                Instant.ofEpochSecond(ends),
                LeaseDetails.of(Lab.MAC, Instant.EPOCH));
    }

    private int first() {
        return map.nextOpen(0, POOL.size());
    }

    @Test
    void everythingIsOpenAtFirst() {
        assertThat(first()).isZero();
        assertThat(map.nextOpen(1023, 1024)).isEqualTo(1023);
        assertThat(map.nextOpen(1024, 1024)).isEqualTo(-1);
        assertThat(map.longestDeclined()).isEqualTo(-1);
    }

    @Test
    void leaseClosesUntilItEnds() {
        map.note(lease(A, LeaseState.ACTIVE, 100));
        assertThat(first()).isEqualTo(1);
        assertThat(map.isTaken(A)).isTrue();
        map.sweep(99, ended::add);
        assertThat(first()).isEqualTo(1);
        map.sweep(100, ended::add);
        assertThat(first()).isZero();
        assertThat(ended).containsExactly(A);
        assertThat(map.isTaken(A)).isFalse();
    }

    @Test
    void renewalMovesTheEnd() {
        map.note(lease(A, LeaseState.ACTIVE, 100));
        map.note(lease(A, LeaseState.ACTIVE, 200));
        map.sweep(150, ended::add);
        assertThat(first()).isEqualTo(1);
        map.sweep(200, null);
        assertThat(first()).isZero();
        assertThat(ended).isEmpty();
    }

    @Test
    void sweepFindsTheNextEndByItself() {
        map.note(lease(A, LeaseState.ACTIVE, 100));
        map.note(lease(B, LeaseState.ACTIVE, 200));
        map.sweep(100, ended::add);
        map.sweep(199, ended::add);
        assertThat(ended).containsExactly(A);
        map.sweep(200, ended::add);
        assertThat(ended).containsExactly(A, B);
    }

    @Test
    void releasedAndRemovedRecordsOpen() {
        map.note(lease(A, LeaseState.ACTIVE, 100));
        map.note(lease(A, LeaseState.RELEASED, 100));
        assertThat(first()).isZero();
        map.note(lease(A, LeaseState.DECLINED, 100));
        assertThat(first()).isEqualTo(1);
        map.noteRemoved(A);
        assertThat(first()).isZero();
        assertThat(map.longestDeclined()).isEqualTo(-1);
    }

    @Test
    void heldAddressIsClosedWhateverItsLease() {
        map.hold(A);
        map.note(lease(A, LeaseState.ACTIVE, 100));
        map.sweep(100, ended::add);
        assertThat(first()).isEqualTo(1);
        map.letGo(A);
        assertThat(first()).isZero();
        map.hold(A);
        map.note(lease(A, LeaseState.ACTIVE, 300));
        map.letGo(A);
        assertThat(first()).isEqualTo(1);
    }

    @Test
    void reservedAddressStaysClosed() {
        map.reserve(A);
        map.hold(A);
        map.letGo(A);
        map.note(lease(A, LeaseState.RELEASED, 1));
        assertThat(first()).isEqualTo(1);
        map.note(lease(A, LeaseState.DECLINED, 100));
        assertThat(map.longestDeclined()).isEqualTo(-1);
    }

    @Test
    void avoidedAddressIsClosedForATime() {
        map.avoid(A, 50);
        assertThat(first()).isEqualTo(1);
        assertThat(map.longestDeclined()).isEqualTo(-1);
        map.sweep(50, null);
        assertThat(first()).isZero();
    }

    @Test
    void longestDeclinedIsTheOneWhoseQuarantineEndsFirst() {
        map.note(lease(A, LeaseState.DECLINED, 300));
        map.note(lease(B, LeaseState.DECLINED, 200));
        map.note(lease(ip("10.0.0.12"), LeaseState.DECLINED, 250));
        assertThat(map.longestDeclined()).isEqualTo(1);
        map.hold(B);
        assertThat(map.longestDeclined()).isEqualTo(2);
        map.sweep(250, null);
        assertThat(map.longestDeclined()).isZero();
    }

    @Test
    void chunksAreReadOneByOne() {
        assertThat(map.isRead(0)).isFalse();
        assertThat(map.chunkStart(300)).isEqualTo(ip("10.0.1.10"));
        assertThat(map.chunkEnd(300)).isEqualTo(ip("10.0.2.9"));
        map.read(300, List.of(lease(ip("10.0.1.54"), LeaseState.ACTIVE, 9)));
        assertThat(map.isRead(256)).isTrue();
        assertThat(map.isRead(511)).isTrue();
        assertThat(map.isRead(255)).isFalse();
        assertThat(map.isRead(512)).isFalse();
        assertThat(map.nextOpen(300, 1024)).isEqualTo(301);
        PoolMap small = new PoolMap(AddressPool.of("10.0.0.10-10.0.0.12"));
        assertThat(small.chunkEnd(2)).isEqualTo(ip("10.0.0.12"));
    }

    /** The bits say the same as a map that is looked through. */
    @Property(tries = 200)
    void agreesWithASimpleModel(@ForAll @Size(max = 60) List<@IntRange(max = 99_999) Integer> steps) {
        PoolMap bits = new PoolMap(AddressPool.of("10.0.0.0-10.0.0.9"));
        Map<Integer, Long> until = new HashMap<>();
        Map<Integer, Boolean> holds = new HashMap<>();
        long now = 1000;
        for (int step : steps) {
            int index = step % 10;
            int what = step / 10 % 5;
            long ends = now + step / 50 % 20;
            Ip4 address = new Ip4(ip("10.0.0.0").bits() + index);
            switch (what) {
                case 0 -> {
                    bits.note(lease(address, LeaseState.ACTIVE, ends));
                    until.put(index, ends);
                }
                case 1 -> {
                    bits.note(lease(address, LeaseState.RELEASED, ends));
                    until.remove(index);
                }
                case 2 -> {
                    bits.hold(address);
                    holds.put(index, true);
                }
                case 3 -> {
                    bits.letGo(address);
                    holds.remove(index);
                }
                default -> now += step / 50 % 7;
            }
            bits.sweep(now, null);
            int expected = -1;
            for (int i = 9; i >= 0; i--) {
                expected = until.getOrDefault(i, 0L) <= now && !holds.containsKey(i) ? i : expected;
            }
            assertThat(bits.nextOpen(0, 10)).isEqualTo(expected);
        }
    }
}
