package io.pxe4j.bench;

import io.pxe4j.tftp.engine.ContentSource;
import io.pxe4j.tftp.limits.RequestRate;
import io.pxe4j.tftp.limits.TftpLimits;
import io.pxe4j.tftp.server.DirectoryContent;
import io.pxe4j.tftp.server.TftpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How much heap an open transfer takes: opens many of the same file, each as far as its first block, and compares the heap before and after.
 * Run it with {@code -XX:+UseSerialGC}; needs as many file descriptors as transfers and some more.
 */
public final class TransferMemory {
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private TransferMemory() {}

    /** Prints the octets of heap for each of so many transfers; the only argument, 10000 without one. */
    public static void main(String[] arguments) throws IOException {
        int transfers = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        System.out.println(measure(transfers) + " octets of heap for each of " + transfers + " open transfers");
    }

    /** The octets of heap for each of so many transfers. */
    static long measure(int transfers) throws IOException {
        Path root = Files.createTempDirectory("pxe4j-memory");
        Files.write(root.resolve("f"), new byte[1 << 20]);
        List<DatagramChannel> clients = new ArrayList<>();
        try (TftpServer server = server(DirectoryContent.of(root), transfers)) {
            server.start().toCompletableFuture().join();
            SocketAddress address = server.localAddresses().get(0);
            ByteBuffer packet = ByteBuffer.allocateDirect(2048);
            for (int i = 0; i < transfers; i++) {
                clients.add(DatagramChannel.open().bind(LOOPBACK));
            }
            // What is made once, is made for the first.
            open(clients.get(0), address, packet);
            long before = heap();
            for (DatagramChannel client : clients.subList(1, transfers)) {
                open(client, address, packet);
            }
            if (server.activeTransfers() != transfers) {
                throw new IllegalStateException(server.activeTransfers() + " transfers are open");
            }
            return (heap() - before) / (transfers - 1);
        } finally {
            for (DatagramChannel client : clients) {
                client.close();
            }
            Files.delete(root.resolve("f"));
            Files.delete(root);
        }
    }

    private static TftpServer server(ContentSource content, int transfers) {
        return TftpServer.builder()
                .bind(LOOPBACK)
                .content(content)
                .limits(TftpLimits.builder()
                        .maxTransfers(transfers)
                        .maxTransfersPerAddress(transfers)
                        .maxTransfersPerPrefix(transfers)
                        .requestsPerAddress(RequestRate.UNLIMITED)
                        .build())
                .build();
    }

    private static void open(DatagramChannel client, SocketAddress server, ByteBuffer packet) throws IOException {
        byte[] request = "\0\1f\0octet\0blksize\0001428\0tsize\0000\0".getBytes(StandardCharsets.US_ASCII);
        client.send(ByteBuffer.wrap(request), server);
        packet.clear();
        SocketAddress transfer = client.receive(packet);
        client.send(ByteBuffer.wrap(new byte[] {0, 4, 0, 0}), transfer);
        packet.clear();
        client.receive(packet);
        packet.flip();
        if (packet.remaining() != 1432) {
            throw new IllegalStateException("expected DATA 1, got " + packet);
        }
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
}
