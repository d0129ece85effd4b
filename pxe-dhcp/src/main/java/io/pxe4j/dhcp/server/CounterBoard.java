package io.pxe4j.dhcp.server;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.engine.DropReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** The counters of a server: its loop alone writes, without locked instructions; any thread may read. */
final class CounterBoard {
    private final Map<DhcpCounter, AtomicLong> values = zeros(DhcpCounter.class);
    private final Map<DropReason, AtomicLong> dropped = zeros(DropReason.class);

    private static <K extends Enum<K>> Map<K, AtomicLong> zeros(Class<K> keys) {
        Map<K, AtomicLong> zeros = new EnumMap<>(keys);
        for (K key : keys.getEnumConstants()) {
            zeros.put(key, new AtomicLong());
        }
        return zeros;
    }

    void count(DhcpCounter counter) {
        add(counter, 1);
    }

    void add(DhcpCounter counter, long more) {
        add(values, counter, more);
    }

    /** For a number that is counted elsewhere. */
    void set(DhcpCounter counter, long value) {
        cell(values, counter).setRelease(value);
    }

    void countDropped(DropReason reason) {
        add(dropped, reason, 1);
    }

    void countSent(DhcpMessageType type) {
        if (type.equals(DhcpMessageType.OFFER)) {
            count(DhcpCounter.OFFERS_SENT);
        } else if (type.equals(DhcpMessageType.ACK)) {
            count(DhcpCounter.ACKS_SENT);
        } else if (type.equals(DhcpMessageType.NAK)) {
            count(DhcpCounter.NAKS_SENT);
        } else {
            count(DhcpCounter.OTHERS_SENT);
        }
    }

    private static <K> void add(Map<K, AtomicLong> to, K key, long more) {
        AtomicLong cell = cell(to, key);
        cell.setRelease(cell.getPlain() + more);
    }

    private static <K> AtomicLong cell(Map<K, AtomicLong> of, K key) {
        return Objects.requireNonNull(of.get(key));
    }

    DhcpCounters snapshot() {
        return new DhcpCounters(copy(DhcpCounter.class, values), copy(DropReason.class, dropped));
    }

    private static <K extends Enum<K>> Map<K, Long> copy(Class<K> keys, Map<K, AtomicLong> from) {
        Map<K, Long> copy = new EnumMap<>(keys);
        from.forEach((key, cell) -> copy.put(key, cell.getAcquire()));
        return copy;
    }
}
