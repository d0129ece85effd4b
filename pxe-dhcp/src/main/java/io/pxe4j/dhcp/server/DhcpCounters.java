package io.pxe4j.dhcp.server;

import io.pxe4j.dhcp.engine.DropReason;
import java.util.Map;

/** The counters of a {@link DhcpServer} as they were at one moment. Immutable. */
public final class DhcpCounters {
    private final Map<DhcpCounter, Long> values;
    private final Map<DropReason, Long> dropped;

    /** Takes the maps over, complete but for the sum of the drops. */
    DhcpCounters(Map<DhcpCounter, Long> values, Map<DropReason, Long> dropped) {
        this.values = values;
        this.dropped = dropped;
        long sum = 0;
        for (long one : dropped.values()) {
            sum += one;
        }
        values.put(DhcpCounter.DROPPED, sum);
    }

    /** One counter. */
    public long value(DhcpCounter counter) {
        return values.getOrDefault(counter, 0L);
    }

    /** How many packets got no answer for that reason. */
    public long dropped(DropReason reason) {
        return dropped.getOrDefault(reason, 0L);
    }

    /** How many were answered: the sum of those sent, by type. */
    public long answered() {
        return value(DhcpCounter.OFFERS_SENT)
                + value(DhcpCounter.ACKS_SENT)
                + value(DhcpCounter.NAKS_SENT)
                + value(DhcpCounter.OTHERS_SENT);
    }

    /** Those that are not zero: {@code RECEIVED 7, OFFERS_SENT 5, DROPPED 2, MALFORMED 2}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        values.forEach((counter, value) -> append(out, counter.name(), value));
        dropped.forEach((reason, value) -> append(out, reason.name(), value));
        return out.toString();
    }

    private static void append(StringBuilder out, String name, long value) {
        if (value != 0) {
            out.append(out.isEmpty() ? "" : ", ").append(name).append(' ').append(value);
        }
    }
}
