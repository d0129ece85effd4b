package io.pxe4j.tftp.server;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** The counters of one loop, or of what a lock guards: one thread at a time writes, without locked instructions; any thread may read. */
final class CounterBoard {
    private final Map<TftpCounter, AtomicLong> values = zeros(TftpCounter.class);
    private final Map<RefusalReason, AtomicLong> refused = zeros(RefusalReason.class);
    private final Map<TransferFailure, AtomicLong> failed = zeros(TransferFailure.class);

    private static <K extends Enum<K>> Map<K, AtomicLong> zeros(Class<K> keys) {
        Map<K, AtomicLong> zeros = new EnumMap<>(keys);
        for (K key : keys.getEnumConstants()) {
            zeros.put(key, new AtomicLong());
        }
        return zeros;
    }

    void count(TftpCounter counter) {
        add(values, counter, 1);
    }

    void add(TftpCounter counter, long more) {
        add(values, counter, more);
    }

    void countRefused(RefusalReason reason) {
        add(refused, reason, 1);
    }

    void countFailed(TransferFailure reason) {
        add(failed, reason, 1);
    }

    private static <K> void add(Map<K, AtomicLong> to, K key, long more) {
        AtomicLong cell = Objects.requireNonNull(to.get(key));
        cell.setRelease(cell.getPlain() + more);
    }

    /** The sums over several loops. */
    static TftpCounters sum(Collection<CounterBoard> boards, long limitsForgotten) {
        Map<TftpCounter, Long> values = new EnumMap<>(TftpCounter.class);
        Map<RefusalReason, Long> refused = new EnumMap<>(RefusalReason.class);
        Map<TransferFailure, Long> failed = new EnumMap<>(TransferFailure.class);
        for (CounterBoard board : boards) {
            addTo(values, board.values);
            addTo(refused, board.refused);
            addTo(failed, board.failed);
        }
        values.put(TftpCounter.LIMITS_FORGOTTEN, limitsForgotten);
        return new TftpCounters(values, refused, failed);
    }

    private static <K> void addTo(Map<K, Long> sums, Map<K, AtomicLong> cells) {
        cells.forEach((key, cell) -> sums.merge(key, cell.getAcquire(), Long::sum));
    }
}
