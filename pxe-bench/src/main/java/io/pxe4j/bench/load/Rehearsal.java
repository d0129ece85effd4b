package io.pxe4j.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.zip.CRC32;

/** Lets the load play with a yardstick in its own process, so that the JVM has compiled it before it measures. */
final class Rehearsal {
    private static final int SIZE = 2 << 20;
    private static final int CLIENTS = 16;
    private static final int[] WINDOWS = {0, 16, 4};

    private Rehearsal() {}

    /** Plays for about so long; not at all where the yardstick cannot run. */
    static void play(Duration time, LoadNetwork network, LongSupplier clock) throws IOException {
        if (time.isZero() || !YardstickServer.isAvailable()) {
            return;
        }
        byte[] content = new byte[SIZE];
        CRC32 crc = new CRC32();
        crc.update(content);
        long end = clock.getAsLong() + time.toNanos();
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (YardstickServer server = YardstickServer.start(loopback, content)) {
            for (int i = 0; clock.getAsLong() < end; i++) {
                LoadPlan plan = LoadPlan.of(server.address(), "rehearsal")
                        .clients(CLIENTS)
                        .blksize(1428)
                        .window(WINDOWS[i % WINDOWS.length])
                        .tsize(true)
                        .expectedCrc32(crc.getValue())
                        .limit(time)
                        .build();
                LoadRun.run(plan, network, clock);
            }
        }
    }
}
