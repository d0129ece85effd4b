package io.pxe4j.bench.check;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Measures one thing against another in turns, in CPU time of this thread, so that whatever else the machine does falls on both or on
 * neither.
 */
final class Rounds {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 7;
    private static final long WARM_UP_NANOS = 1_000_000_000;
    private static final long ROUND_NANOS = 50_000_000;

    private Rounds() {}

    /** How often the CPU time of {@code yardstick} goes into that of {@code ours}: the median of the rounds. */
    static double ratio(LongSupplier ours, LongSupplier yardstick) {
        time(ours, WARM_UP_NANOS);
        time(yardstick, WARM_UP_NANOS / 2);
        double[] ratios = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            ratios[i] = time(ours, ROUND_NANOS) / time(yardstick, ROUND_NANOS);
        }
        return median(ratios);
    }

    /** Nanoseconds of one operation, of as many as fit into {@code atLeast}. */
    private static double time(LongSupplier operation, long atLeast) {
        long operations = 0;
        long sum = 0;
        long start = THREADS.getCurrentThreadCpuTime();
        long elapsed = 0;
        for (long batch = 1; elapsed < atLeast; batch *= 2) {
            for (long i = 0; i < batch; i++) {
                sum += operation.getAsLong();
            }
            operations += batch;
            elapsed = THREADS.getCurrentThreadCpuTime() - start;
        }
        Sink.value = sum;
        return (double) elapsed / operations;
    }

    static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
