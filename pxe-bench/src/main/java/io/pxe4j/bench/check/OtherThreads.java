package io.pxe4j.bench.check;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What all threads but this one have used: of a server in this process that is asked by a client on this thread, the server's share. The
 * JVM's own threads, which compile and collect, are not among them.
 */
record OtherThreads(long cpuNanos, long allocated) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Until now. */
    static OtherThreads now() {
        long cpu = 0;
        long allocated = 0;
        long self = Thread.currentThread().getId();
        for (long id : THREADS.getAllThreadIds()) {
            if (id != self) {
                // A thread that has just ended says -1.
                cpu += Math.max(0, THREADS.getThreadCpuTime(id));
                allocated += Math.max(0, THREADS.getThreadAllocatedBytes(id));
            }
        }
        return new OtherThreads(cpu, allocated);
    }

    /** What they have used since. */
    OtherThreads since(OtherThreads before) {
        return new OtherThreads(cpuNanos - before.cpuNanos, allocated - before.allocated);
    }
}
