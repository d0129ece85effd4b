package io.pxe4j.bench.load;

import io.pxe4j.tftp.limits.RequestRate;
import io.pxe4j.tftp.limits.TftpLimits;
import io.pxe4j.tftp.server.DirectoryContent;
import io.pxe4j.tftp.server.TftpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Our server in a process of its own, which tells what it uses when asked: a line out for each line in. */
final class OpenTransfersServer {
    static final String FILE = "f";
    static final int SIZE = 64 << 10;
    static final int MAX_TRANSFERS = 20_000;

    private OpenTransfersServer() {}

    /**
     * What the process uses.
     *
     * @param openTransfers how many run now
     * @param heap octets in use after a collection
     * @param resident octets of memory in all
     * @param cpuNanos since its start
     */
    record Usage(int openTransfers, long heap, long resident, long cpuNanos) {}

    /** Serves; the only argument is the number of event loops. */
    public static void main(String[] arguments) throws IOException {
        Path root = Files.createTempDirectory("pxe4j-open");
        Files.write(root.resolve(FILE), new byte[SIZE]);
        try (TftpServer server = server(root, Integer.parseInt(arguments[0]));
                BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            server.start().toCompletableFuture().join();
            System.out.println(server.localAddresses().get(0).getPort());
            while (asked.readLine() != null) {
                // The time first, as the collection takes some.
                long cpu = LoadTally.processCpuNanos();
                System.out.println(server.activeTransfers() + " " + heap() + " " + resident() + " " + cpu);
            }
        } finally {
            Files.delete(root.resolve(FILE));
            Files.delete(root);
        }
    }

    private static TftpServer server(Path root, int loops) {
        return TftpServer.builder()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .content(DirectoryContent.of(root))
                .threads(loops)
                .limits(TftpLimits.builder()
                        .maxTransfers(MAX_TRANSFERS)
                        .maxTransfersPerAddress(MAX_TRANSFERS)
                        .maxTransfersPerPrefix(MAX_TRANSFERS)
                        .requestsPerAddress(RequestRate.UNLIMITED)
                        .build())
                .build();
    }

    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }

    /** 0 where there is no {@code /proc}. */
    private static long resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElse(0);
    }

    /** Starts the process. */
    static Handle start(OptionalInt cpu, int loops) throws IOException {
        Process process = new ProcessBuilder(
                        LoadProcess.command(cpu, OpenTransfersServer.class, List.of(Integer.toString(loops))))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            return new Handle(process);
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** The running process, seen from outside. */
    static final class Handle implements AutoCloseable {
        private final Process process;
        private final Writer asking;
        private final BufferedReader told;
        private final InetSocketAddress address;

        private Handle(Process process) throws IOException {
            this.process = process;
            this.asking = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
            this.told = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(line()));
        }

        private String line() throws IOException {
            String line = told.readLine();
            if (line == null) {
                throw new IOException("the server ended; what it said stands above");
            }
            return line;
        }

        /** Where it listens. */
        InetSocketAddress address() {
            return address;
        }

        /** What it uses now. */
        Usage usage() throws IOException {
            asking.write("\n");
            asking.flush();
            String[] parts = line().split(" ", -1);
            return new Usage(
                    Integer.parseInt(parts[0]),
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]));
        }

        /** Ends the process. */
        @Override
        public void close() throws IOException {
            asking.close();
            try {
                if (process.waitFor(10, TimeUnit.SECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            process.destroyForcibly();
        }
    }
}
