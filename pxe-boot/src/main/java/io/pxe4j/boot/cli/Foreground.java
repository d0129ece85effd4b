package io.pxe4j.boot.cli;

import java.util.concurrent.CountDownLatch;

/** Keeps a server running until SIGTERM, Ctrl-C or an interrupt of the thread, then closes it. */
final class Foreground {
    private Foreground() {}

    /** Returns when {@code server} has been closed. */
    static void run(AutoCloseable server) throws Exception {
        run(() -> {}, server);
    }

    /** The same; {@code ready} is called when a signal will find the server prepared for it. */
    static void run(Runnable ready, AutoCloseable server) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        Thread onSignal = new Thread(
                () -> {
                    close(server);
                    closed.countDown();
                },
                "pxe4j-shutdown");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            ready.run();
            closed.await();
        } catch (InterruptedException e) {
            Runtime.getRuntime().removeShutdownHook(onSignal);
            server.close();
        }
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            // The process is ending anyway, and the loggers may be gone.
            System.err.println("pxe-boot: closing failed: " + e);
        }
    }
}
