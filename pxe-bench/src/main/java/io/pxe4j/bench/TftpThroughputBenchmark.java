package io.pxe4j.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.pxe4j.bench.load.LoadPlan;
import io.pxe4j.bench.load.LoadProcess;
import io.pxe4j.bench.load.LoadResult;
import io.pxe4j.tftp.engine.ContentSource;
import io.pxe4j.tftp.limits.RequestRate;
import io.pxe4j.tftp.limits.TftpLimits;
import io.pxe4j.tftp.server.DirectoryContent;
import io.pxe4j.tftp.server.TftpServer;
import io.pxe4j.tftp.server.TftpTransport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Throughput to many clients: our server in JMH's fork on the first core, the load in a process of its own on the last one. One operation is one load,
 * the measured one that of the median throughput out of three; what it gave stands in {@link Figures}, while JMH's own score, the time of all
 * three, says little. A combination that the machine cannot do fails with "skipped" and its reason, and leaves no figure.
 *
 * <p>All combinations take hours; choose with {@code -p}, as in {@code TftpThroughput -p clients=64 -p window=1,16 -p blksize=1428 -p transport=epoll -p
 * content=cached}.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Dio.netty.leakDetection.level=disabled",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-Dpxe4j.bench.pin=true"
        })
public class TftpThroughputBenchmark extends AbstractBenchmark {
    private static final int LOADS = 3;
    private static final int LARGEST_FILE = 8 << 20;
    private static final int SMALLEST_FILE = 64 << 10;
    private static final int TRANSFERS_AT_ONCE = 20_000;
    /** What a JVM holds open besides its sockets. */
    private static final int OTHER_DESCRIPTORS = 500;

    private static final String FILE = "f";
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Transfers at once. */
    @Param({"1", "16", "64", "256", "1000", "10000"})
    public int clients = 1;

    /** Blocks in a window; 1: lock-step. */
    @Param({"1", "4", "16", "64"})
    public int window = 1;

    /** Octets in a block. */
    @Param({"512", "1428", "1468", "8192"})
    public int blksize = 512;

    /** What carries the server's packets. */
    @Param({"nio", "epoll", "io_uring"})
    public String transport = "nio";

    /** Where the file comes from: memory shared by all, the disk's cache each time, or made for each client. */
    @Param({"cached", "uncached", "generated"})
    public String content = "cached";

    /** About how much a load fetches in all; many clients fetch more, as no file is smaller than 64 KiB. */
    @Param("134217728")
    public long octets = 134_217_728;

    private Path root = Path.of("");
    private @Nullable TftpServer server;
    private @Nullable LoadProcess load;
    private @Nullable LoadPlan plan;

    /** What the load of the median throughput gave. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Figures {
        /** Content of finished transfers, in millions of octets a second. */
        public double megabytesPerSecond;
        /** From request to last block: half of the transfers. */
        public double p50Millis;
        /** 99 of 100. */
        public double p99Millis;
        /** 999 of 1000. */
        public double p999Millis;
        /** CPU seconds of this process for each GiB. */
        public double serverCpuSecondsPerGiB;
        /** CPU seconds of the load's process for each GiB; near the server's or above, the load is the limit. */
        public double loadCpuSecondsPerGiB;

        /** For JMH. */
        public Figures() {}
    }

    /** Starts the server and the load. */
    @Setup
    public void start() throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        checkDescriptors();
        int size = (int) Math.max(Math.min(SMALLEST_FILE, octets), Math.min(LARGEST_FILE, octets / clients));
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        root = Files.createTempDirectory("pxe4j-throughput");
        Files.write(root.resolve(FILE), bytes);
        load = LoadProcess.start(cores > 1 ? OptionalInt.of(cores - 1) : OptionalInt.empty());
        if (cores > 1 && Boolean.getBoolean("pxe4j.bench.pin")) {
            pin();
        }
        TftpServer started = server(bytes);
        server = started;
        plan = LoadPlan.of(started.localAddresses().get(0), FILE)
                .clients(clients)
                .transfers((int) Math.max(clients, octets / size))
                .blksize(blksize)
                .window(window == 1 ? 0 : window)
                .tsize(true)
                .expectedCrc32(crc.getValue())
                .build();
    }

    private void checkDescriptors() {
        if (SYSTEM instanceof UnixOperatingSystemMXBean unix
                && unix.getMaxFileDescriptorCount() < clients + OTHER_DESCRIPTORS) {
            throw new IllegalStateException("skipped: " + clients + " clients need " + (clients + OTHER_DESCRIPTORS)
                    + " file descriptors, and a process here may have " + unix.getMaxFileDescriptorCount()
                    + " (raise it with ulimit -n)");
        }
    }

    private TftpServer server(byte[] bytes) {
        TftpServer made = TftpServer.builder()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .transport(TftpTransport.valueOf(transport.toUpperCase(Locale.ROOT)))
                .content(source(bytes))
                .cacheSize(content.equals("cached") ? 2L * bytes.length + (16 << 20) : 0)
                .limits(TftpLimits.builder()
                        .maxTransfers(TRANSFERS_AT_ONCE)
                        .maxTransfersPerAddress(TRANSFERS_AT_ONCE)
                        .maxTransfersPerPrefix(TRANSFERS_AT_ONCE)
                        .requestsPerAddress(RequestRate.UNLIMITED)
                        .build())
                .build();
        try {
            made.start().toCompletableFuture().join();
        } catch (IllegalStateException e) {
            throw new IllegalStateException("skipped: " + e.getMessage(), e);
        }
        return made;
    }

    private ContentSource source(byte[] bytes) {
        return switch (content) {
            case "cached", "uncached" -> DirectoryContent.of(root);
            case "generated" -> ContentSource.generated(request -> Optional.of(bytes.clone()));
            default ->
                throw new IllegalArgumentException(
                        "content: " + content + " (expected: cached, uncached or generated)");
        };
    }

    /** This process, with the threads that it has and those that it makes, on the first core, where {@code taskset} is installed. */
    private static void pin() throws IOException {
        try {
            new ProcessBuilder(
                            "taskset",
                            "-acp",
                            "0",
                            Long.toString(ProcessHandle.current().pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.err.println("taskset is not installed (package util-linux): server and load share their cores");
        }
    }

    /** Stops both. */
    @TearDown
    public void stop() throws IOException {
        if (server != null) {
            server.close();
        }
        if (load != null) {
            load.close();
        }
        Files.deleteIfExists(root.resolve(FILE));
        Files.deleteIfExists(root);
    }

    /** Three loads. */
    @Benchmark
    public LoadResult load(Figures figures) {
        Run median = Stream.generate(this::run)
                .limit(LOADS)
                .sorted(Comparator.comparingDouble(run -> run.result().megabytesPerSecond()))
                .skip(LOADS / 2)
                .findFirst()
                .orElseThrow();
        LoadResult result = median.result();
        figures.megabytesPerSecond = result.megabytesPerSecond();
        figures.p50Millis = result.p50Millis();
        figures.p99Millis = result.p99Millis();
        figures.p999Millis = result.p999Millis();
        figures.serverCpuSecondsPerGiB = result.cpuSecondsPerGibibyte(median.serverCpuSeconds());
        figures.loadCpuSecondsPerGiB = result.cpuSecondsPerGibibyte(result.loadCpuSeconds());
        return result;
    }

    private record Run(LoadResult result, double serverCpuSeconds) {}

    private Run run() {
        if (load == null || plan == null) {
            throw new IllegalStateException("not set up");
        }
        long cpu = SYSTEM.getProcessCpuTime();
        try {
            LoadResult result = load.run(plan);
            if (!result.isClean()) {
                throw new IllegalStateException("the load failed: " + result.toJson());
            }
            return new Run(result, (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
