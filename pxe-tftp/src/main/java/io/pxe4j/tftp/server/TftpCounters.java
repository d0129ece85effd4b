package io.pxe4j.tftp.server;

import java.util.Map;

/** The counters of a {@link TftpServer} as they were at one moment. Immutable. */
public final class TftpCounters {
    private final Map<TftpCounter, Long> values;
    private final Map<RefusalReason, Long> refused;
    private final Map<TransferFailure, Long> failed;

    /** Takes the maps over, complete but for the two sums. */
    TftpCounters(Map<TftpCounter, Long> values, Map<RefusalReason, Long> refused, Map<TransferFailure, Long> failed) {
        this.values = values;
        this.refused = refused;
        this.failed = failed;
        values.put(TftpCounter.REFUSED, sum(refused));
        values.put(TftpCounter.FAILED, sum(failed));
    }

    private static long sum(Map<?, Long> parts) {
        long sum = 0;
        for (long part : parts.values()) {
            sum += part;
        }
        return sum;
    }

    /** One counter. */
    public long value(TftpCounter counter) {
        return values.getOrDefault(counter, 0L);
    }

    /** How many datagrams started no transfer for that reason. */
    public long refused(RefusalReason reason) {
        return refused.getOrDefault(reason, 0L);
    }

    /** How many transfers ended early for that reason. */
    public long failed(TransferFailure reason) {
        return failed.getOrDefault(reason, 0L);
    }

    /** Those that are not zero: {@code REQUESTS 7, REFUSED 2, STARTED 5, READS_FINISHED 5, refused NOT_FOUND 2}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        append(out, "", values);
        append(out, "refused ", refused);
        append(out, "failed ", failed);
        return out.toString();
    }

    private static void append(StringBuilder out, String prefix, Map<? extends Enum<?>, Long> values) {
        values.forEach((key, value) -> {
            if (value != 0) {
                out.append(out.isEmpty() ? "" : ", ")
                        .append(prefix)
                        .append(key.name())
                        .append(' ')
                        .append(value);
            }
        });
    }
}
