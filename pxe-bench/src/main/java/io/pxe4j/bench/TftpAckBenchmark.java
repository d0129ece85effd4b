package io.pxe4j.bench;

import io.pxe4j.tftp.server.DirectoryContent;
import io.pxe4j.tftp.server.TftpServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * An ACK and the DATA that answers it, over loopback: all of the server's way, kernel included. One operation is one window, of a block or
 * of sixteen. What {@link #lockStep} and {@link #window16} allocate beyond {@link #nettyAlone} and {@link #nettyWindow16} is ours; the
 * client allocates nothing. Linux only.
 */
public class TftpAckBenchmark extends AbstractBenchmark {
    private static final int WINDOW = 16;
    /** So large that what a new transfer costs does not show; a hole of the file system. */
    private static final long SIZE = 60L << 20;

    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final ByteBuffer asking = ByteBuffer.allocateDirect(4);
    private final ByteBuffer data = ByteBuffer.allocateDirect(2048);
    private @Nullable Running running;

    /** What is open between start and stop. */
    private record Running(
            Path root,
            TftpServer server,
            BlockingReader reader,
            BlockingReader windowReader,
            BareSender bare,
            DatagramChannel pinger) {}

    /** Starts the server, and a bare one of Netty. */
    @Setup
    public void start() throws IOException {
        Path root = Files.createTempDirectory("pxe4j-bench");
        try (RandomAccessFile file = new RandomAccessFile(root.resolve("f").toFile(), "rw")) {
            file.setLength(SIZE);
        }
        TftpServer server = TftpServer.builder()
                .bind(LOOPBACK)
                .content(DirectoryContent.of(root))
                .build();
        server.start().toCompletableFuture().join();
        InetSocketAddress address = server.localAddresses().get(0);
        BareSender bare = new BareSender();
        running = new Running(
                root,
                server,
                BlockingReader.of(address, "f", 1),
                BlockingReader.of(address, "f", WINDOW),
                bare,
                DatagramChannel.open().bind(LOOPBACK).connect(bare.address()));
    }

    /** Closes all. */
    @TearDown
    public void stop() throws IOException {
        Running open = running();
        open.reader.close();
        open.windowReader.close();
        open.pinger.close();
        open.server.close();
        open.bare.close();
        Files.delete(open.root.resolve("f"));
        Files.delete(open.root);
    }

    /** A block from the server. */
    @Benchmark
    public int lockStep() throws IOException {
        return running().reader.nextWindow();
    }

    /** As many octets each way from Netty alone. */
    @Benchmark
    public int nettyAlone() throws IOException {
        return ask(1);
    }

    /** Sixteen blocks from the server. */
    @Benchmark
    public int window16() throws IOException {
        return running().windowReader.nextWindow();
    }

    /** As many octets each way from Netty alone. */
    @Benchmark
    public int nettyWindow16() throws IOException {
        return ask(WINDOW);
    }

    private int ask(int blocks) throws IOException {
        DatagramChannel pinger = running().pinger;
        asking.clear();
        asking.putShort(2, (short) blocks);
        pinger.write(asking);
        int octets = 0;
        for (int i = 0; i < blocks; i++) {
            data.clear();
            octets += pinger.read(data);
        }
        return octets;
    }

    private Running running() {
        if (running == null) {
            throw new IllegalStateException("not set up");
        }
        return running;
    }
}
