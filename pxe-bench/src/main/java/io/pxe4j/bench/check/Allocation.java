package io.pxe4j.bench.check;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** What an operation allocates on the thread that runs it, as the JVM counts it. */
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 40;
    private static final int OPERATIONS = 5_000;

    private Allocation() {}

    /**
     * The octets of one operation once it is compiled. The least of many rounds, because the first ones are interpreted; an operation
     * that allocates does so in each of them.
     */
    static double perOperation(LongSupplier operation) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            long sum = 0;
            for (int j = 0; j < OPERATIONS; j++) {
                sum += operation.getAsLong();
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
            Sink.value = sum;
        }
        return (double) least / OPERATIONS;
    }
}
