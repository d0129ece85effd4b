package io.pxe4j.bench.check;

import io.pxe4j.bench.BlockingReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Counts the system calls by which our server, in a process of its own, waits, receives and sends; with strace. */
final class SystemCalls {
    private static final Set<String> COUNTED = Set.of(
            "epoll_wait",
            "epoll_pwait",
            "epoll_pwait2",
            "recvfrom",
            "recvmsg",
            "recvmmsg",
            "sendto",
            "sendmsg",
            "sendmmsg");
    private static final long SIZE = 60L << 20;
    private static final int WINDOW = 16;
    private static final int WINDOWS = 1500;

    private SystemCalls() {}

    /** Hands over one verdict after the other. */
    static void run(Consumer<Bound.Verdict> verdicts) {
        try {
            Path directory = Files.createTempDirectory("pxe4j-check");
            Path file = directory.resolve("f");
            try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
                made.setLength(SIZE);
            }
            try (ServedDirectory server = ServedDirectory.start(directory)) {
                verdicts.accept(count(Bound.CALLS_LOCK_STEP, server, 1));
                verdicts.accept(count(Bound.CALLS_WINDOW, server, WINDOW));
            } finally {
                Files.deleteIfExists(directory.resolve("calls"));
                Files.delete(file);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while calls were counted", e);
        }
    }

    private static Bound.Verdict count(Bound bound, ServedDirectory server, int window)
            throws IOException, InterruptedException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        try (BlockingReader reader = BlockingReader.of(address, "f", window)) {
            read(reader, WINDOWS / 10);
            Path summary = server.directory().resolve("calls");
            Process tracer;
            try {
                tracer = trace(server.pid(), summary);
            } catch (IOException e) {
                return bound.skipped("strace is not installed (apt-get install strace)");
            }
            String said = tracer.errorReader().readLine();
            if (said == null || !said.contains("attached")) {
                tracer.destroy();
                return bound.skipped("strace says: " + said);
            }
            long blocks = read(reader, WINDOWS);
            // Lets go of the server, and writes what it has counted.
            tracer.destroy();
            if (!tracer.waitFor(20, TimeUnit.SECONDS)) {
                tracer.destroyForcibly();
                throw new IOException("strace did not end within 20 s");
            }
            return bound.verdict((double) counted(Files.readAllLines(summary)) / blocks);
        }
    }

    private static long read(BlockingReader reader, int windows) throws IOException {
        long blocks = 0;
        for (int i = 0; i < windows; i++) {
            blocks += reader.nextWindow();
        }
        return blocks;
    }

    private static Process trace(long pid, Path summary) throws IOException {
        // A question mark lets strace pass over what this architecture has not got.
        String calls = "trace=?" + String.join(",?", COUNTED);
        return new ProcessBuilder("strace", "-c", "-f", "-e", calls, "-o", summary.toString(), "-p", Long.toString(pid))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** All calls that are counted, of strace's table: share, seconds, microseconds a call, calls, errors if any, name. */
    static long counted(List<String> table) {
        return table.stream()
                .map(line -> line.strip().split(" +"))
                .filter(columns -> columns.length >= 5 && COUNTED.contains(columns[columns.length - 1]))
                .mapToLong(columns -> Long.parseLong(columns[3]))
                .sum();
    }
}
