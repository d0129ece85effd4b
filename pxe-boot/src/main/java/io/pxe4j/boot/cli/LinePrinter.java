package io.pxe4j.boot.cli;

import java.io.PrintWriter;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Prints lines from a thread of its own, so that a slow terminal never holds up a packet. At most {@value #MAX} lines wait. */
final class LinePrinter implements AutoCloseable {
    private static final int MAX = 4096;

    private final PrintWriter out;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(MAX);
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread = new Thread(this::run, "pxe4j-printer");

    LinePrinter(PrintWriter out) {
        this.out = out;
        thread.setDaemon(true);
        thread.start();
    }

    void print(String line) {
        if (!lines.offer(line)) {
            lost.incrementAndGet();
        }
    }

    private void run() {
        try {
            while (true) {
                write(lines.take());
                if (lines.isEmpty()) {
                    out.flush();
                }
            }
        } catch (InterruptedException e) {
            for (String line = lines.poll(); line != null; line = lines.poll()) {
                write(line);
            }
            out.flush();
        }
    }

    private void write(String line) {
        out.println(line);
        long missing = lost.getAndSet(0);
        if (missing > 0) {
            out.println("(" + missing + " lines left out: the terminal is too slow)");
        }
    }

    /** Prints what is still waiting. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
