package io.pxe4j.bench.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Adds up what became of transfers. */
final class LoadTally {
    /** Above it the load, not the server, may be what limits the throughput. */
    private static final double BUSY = 0.9;

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Histogram micros = new Histogram(3_600_000_000L, 3);
    private long octets;
    private int ok;
    private int failed;
    private long retransmitted;
    private int corrupt;
    private String firstError = "";

    /** CPU time of this process, all its threads. */
    static long processCpuNanos() {
        return SYSTEM.getProcessCpuTime();
    }

    /** Adds a transfer that is over. */
    void add(LoadClient client) {
        if (!client.isFinished()) {
            failed++;
            firstError = firstError.isEmpty() ? client.failure() : firstError;
            return;
        }
        ok++;
        octets += client.octets();
        corrupt += client.isCorrupt() ? 1 : 0;
        micros.recordValue(Math.max(0, Math.min(client.nanos() / 1000, micros.getHighestTrackableValue())));
    }

    /** Adds a packet that was sent again. */
    void retransmitted() {
        retransmitted++;
    }

    /** All of it. */
    LoadResult result(int transfers, long nanos, long cpuNanos) {
        return new LoadResult(
                octets,
                nanos / 1e9,
                ok,
                failed,
                transfers - ok - failed,
                retransmitted,
                corrupt,
                firstError,
                cpuNanos / 1e9,
                millis(50),
                millis(99),
                millis(99.9),
                micros.getMaxValue() / 1e3,
                encoded(),
                warning(cpuNanos / (double) Math.max(1, nanos)));
    }

    private double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }

    private String encoded() {
        ByteBuffer target = ByteBuffer.allocate(micros.getNeededByteBufferCapacity());
        int length = micros.encodeIntoCompressedByteBuffer(target);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(target.array(), length));
    }

    private static String warning(double share) {
        return share < BUSY
                ? ""
                : String.format(
                        Locale.ROOT,
                        "the load used %.0f %% of a core: the throughput may be its limit, not the server's",
                        100 * share);
    }
}
