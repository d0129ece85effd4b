package io.pxe4j.bench.load;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/**
 * What an open transfer costs our server as they grow many: memory while they are open and quiet, CPU while they all run at once in lock-step. The
 * server and the load have a process each; with one event loop, the server also has the first core for itself and the load the last one,
 * with more it takes what it finds. Needs as many file descriptors as transfers and some more.
 */
public final class OpenTransfers {
    /** As many transfers as are looked at, from one to ten thousand. */
    public static final List<Integer> COUNTS = List.of(1, 10, 100, 1_000, 10_000);

    private static final int BLKSIZE = 1428;
    /** At least so many transfers, so that few clients are not measured by a few blocks. */
    private static final int LEAST_TRANSFERS = 1_000;

    private static final int CLIENTS_BEFORE_HEAP = 64;

    private static final int WAIT_MILLIS = 10_000;
    /** A transfer whose last ACK was lost sends its last block again that long, with all of {@code TransferTimers.DEFAULT}. */
    private static final Duration LINGERING = Duration.ofSeconds(90);

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private OpenTransfers() {}

    /**
     * What was measured.
     *
     * @param transfers how many were open at once
     * @param loops the server's event loops
     * @param heapOctetsEach heap for each open transfer, beyond one that was opened first
     * @param residentOctets resident memory of the server with all of them open, heap and all else
     * @param residentGrowth by how much the opening made that grow; may be below zero for few, as the JVM gives memory back
     * @param cpuMicrosPerBlock the server's CPU time for each block while all run in lock-step
     * @param cpuMicrosPerTransfer the same for each whole transfer, with its beginning and end
     * @param load what the load saw of that
     */
    public record Cost(
            int transfers,
            int loops,
            long heapOctetsEach,
            long residentOctets,
            long residentGrowth,
            double cpuMicrosPerBlock,
            double cpuMicrosPerTransfer,
            LoadResult load) {}

    /**
     * Prints what each count costs with one event loop and with two.
     *
     * @param arguments the counts; {@link #COUNTS} without any
     * @throws IOException if a process cannot be started
     */
    public static void main(String[] arguments) throws IOException {
        List<Integer> counts = arguments.length == 0
                ? COUNTS
                : List.of(arguments).stream().map(Integer::valueOf).toList();
        for (int loops = 1; loops <= 2; loops++) {
            for (int transfers : counts) {
                Cost cost = measure(transfers, loops);
                System.out.printf(
                        "%d loops, %5d open: %d octets of heap each, %.1f MB resident, %.2f us of CPU for a block,"
                                + " %.1f us for a transfer, %.1f MB/s%n",
                        loops,
                        transfers,
                        cost.heapOctetsEach(),
                        cost.residentOctets() / 1e6,
                        cost.cpuMicrosPerBlock(),
                        cost.cpuMicrosPerTransfer(),
                        cost.load().megabytesPerSecond());
            }
        }
    }

    /**
     * Measures in new processes; takes some seconds.
     *
     * @param transfers how many are open at once, 1 to 10,000
     * @param loops the server's event loops, 1 or more
     * @throws IOException if a process cannot be started or the server does not answer
     */
    public static Cost measure(int transfers, int loops) throws IOException {
        return measure(transfers, loops, Math.max(transfers, LEAST_TRANSFERS), Duration.ofSeconds(2));
    }

    /**
     * Measures the heap alone, with one event loop: that of each open transfer, beyond one that was opened first. The load
     * before it has few clients: of many, some last ACKs are lost, and the server keeps those transfers open for most of a minute.
     *
     * @param transfers how many are open at once, 1 to 10,000
     * @throws IOException if a process cannot be started or the server does not answer
     */
    public static long heapOctetsEach(int transfers) throws IOException {
        checkCount(transfers);
        try (LoadProcess load = LoadProcess.start(loadCore(1), Duration.ZERO);
                OpenTransfersServer.Handle server = OpenTransfersServer.start(serverCore(1), 1)) {
            load.run(plan(server, Math.min(transfers, CLIENTS_BEFORE_HEAP), LEAST_TRANSFERS));
            return quiet(server, transfers).heapEach();
        }
    }

    /** As {@link #measure(int, int)}, with that many transfers for the CPU time and that much time to rehearse for the load. */
    static Cost measure(int transfers, int loops, int inAll, Duration rehearsal) throws IOException {
        checkCount(transfers);
        try (LoadProcess load = LoadProcess.start(loadCore(loops), rehearsal);
                OpenTransfersServer.Handle server = OpenTransfersServer.start(serverCore(loops), loops)) {
            LoadPlan plan = plan(server, transfers, inAll);
            // What the JVM compiles and what is made once is no transfer's cost.
            load.run(plan);
            long cpu = server.usage().cpuNanos();
            LoadResult result = load.run(plan);
            double micros = (server.usage().cpuNanos() - cpu) / 1e3;
            Memory memory = quiet(server, transfers);
            int ended = Math.max(1, result.ok());
            return new Cost(
                    transfers,
                    loops,
                    memory.heapEach(),
                    memory.resident(),
                    memory.growth(),
                    micros / ended / (OpenTransfersServer.SIZE / BLKSIZE + 1),
                    micros / ended,
                    result);
        }
    }

    private static void checkCount(int transfers) {
        if (transfers < 1 || transfers > OpenTransfersServer.MAX_TRANSFERS / 2) {
            throw new IllegalArgumentException(
                    "transfers: " + transfers + " (expected: 1.." + OpenTransfersServer.MAX_TRANSFERS / 2 + ")");
        }
    }

    private static OptionalInt serverCore(int loops) {
        return loops == 1 && cores() > 1 ? OptionalInt.of(0) : OptionalInt.empty();
    }

    private static OptionalInt loadCore(int loops) {
        return loops == 1 && cores() > 1 ? OptionalInt.of(cores() - 1) : OptionalInt.empty();
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static LoadPlan plan(OpenTransfersServer.Handle server, int clients, int transfers) {
        return LoadPlan.of(server.address(), OpenTransfersServer.FILE)
                .clients(clients)
                .transfers(transfers)
                .blksize(BLKSIZE)
                .tsize(true)
                .build();
    }

    private record Memory(long heapEach, long resident, long growth) {}

    private static Memory quiet(OpenTransfersServer.Handle server, int transfers) throws IOException {
        List<DatagramSocket> clients = new ArrayList<>();
        awaitEnd(server);
        try {
            for (int i = 0; i <= transfers; i++) {
                DatagramSocket client = new DatagramSocket(0, LOOPBACK);
                clients.add(client);
                client.setSoTimeout(WAIT_MILLIS);
            }
            open(clients.get(0), server.address());
            OpenTransfersServer.Usage before = server.usage();
            for (DatagramSocket client : clients.subList(1, clients.size())) {
                open(client, server.address());
            }
            OpenTransfersServer.Usage after = server.usage();
            if (after.openTransfers() != before.openTransfers() + transfers) {
                throw new IOException(after.openTransfers() + " transfers are open (expected: "
                        + (before.openTransfers() + transfers) + ")");
            }
            return new Memory(
                    (after.heap() - before.heap()) / transfers, after.resident(), after.resident() - before.resident());
        } finally {
            clients.forEach(DatagramSocket::close);
        }
    }

    /** Waits for the load's last transfers, which linger in case their last ACK is lost. */
    private static void awaitEnd(OpenTransfersServer.Handle server) throws IOException {
        long end = System.nanoTime() + LINGERING.toNanos();
        while (server.usage().openTransfers() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** Opens a transfer as far as its first block. */
    private static void open(DatagramSocket client, InetSocketAddress server) throws IOException {
        byte[] request = ("\0\1" + OpenTransfersServer.FILE + "\0octet\0blksize\0" + BLKSIZE + "\0tsize\0000\0")
                .getBytes(StandardCharsets.US_ASCII);
        client.send(new DatagramPacket(request, request.length, server));
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        client.receive(packet);
        client.send(new DatagramPacket(new byte[] {0, 4, 0, 0}, 4, packet.getSocketAddress()));
        // An OACK that comes again crossed the ACK.
        do {
            packet.setLength(2048);
            client.receive(packet);
        } while (packet.getData()[1] == 6);
        if (packet.getData()[1] != 3) {
            throw new IOException("expected DATA 1, got a packet with opcode " + packet.getData()[1]);
        }
    }
}
