package io.pxe4j.boot.cli;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.tftp.TftpAck;
import io.pxe4j.tftp.TftpData;
import io.pxe4j.tftp.TftpDecoded;
import io.pxe4j.tftp.TftpOack;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpPacket;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.server.DirectoryContent;
import io.pxe4j.tftp.server.TftpServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches a file from a server of its own on loopback, again and again, so that the JVM has compiled the way of a packet before the first
 * storm of booting machines.
 */
final class TftpRehearsal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TftpRehearsal.class);

    private static final String FILE = "file";
    private static final int FILE_SIZE = 1 << 20;
    /** Small, so that transfers begin and end often. */
    private static final String CONFIGURATION = "configuration";

    private static final int CONFIGURATION_SIZE = 20_000;
    /** Lock-step, as most firmware is, and EDK2's window, both fetching the file; and a large window, fetching the configuration. */
    private static final int[] WINDOWS = {1, 4, 16, 1};
    /** As many at once, so that packets come in batches. */
    private static final int CLIENTS = 16;

    private static final int WAIT_MILLIS = 200;

    private final Supplier<TftpServer.Builder> servers;
    private final long nanos;
    private final Thread thread = new Thread(this::run, "pxe4j-tftp-rehearsal");
    private volatile boolean over;
    private final AtomicLong blocks = new AtomicLong();

    private TftpRehearsal(Supplier<TftpServer.Builder> servers, Duration time) {
        this.servers = servers;
        this.nanos = time.toNanos();
    }

    /**
     * Starts one, on a thread of its own.
     *
     * @param servers makes the builder of a server like the real one, without address and content
     * @param time how long it takes; zero for none
     */
    static TftpRehearsal start(Supplier<TftpServer.Builder> servers, Duration time) {
        TftpRehearsal made = new TftpRehearsal(servers, time);
        if (!time.isZero()) {
            made.thread.setDaemon(true);
            made.thread.start();
        }
        return made;
    }

    /** How many blocks came so far. */
    long blocks() {
        return blocks.get();
    }

    private void run() {
        long end = System.nanoTime() + nanos;
        try {
            Path root = Files.createTempDirectory("pxe-boot-rehearsal");
            Path file = Files.write(root.resolve(FILE), new byte[FILE_SIZE]);
            Path configuration = Files.write(root.resolve(CONFIGURATION), new byte[CONFIGURATION_SIZE]);
            try {
                play(root, end);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(configuration);
                Files.deleteIfExists(root);
            }
        } catch (Exception e) {
            // Without it the server is only slower at first.
            LOG.debug("No rehearsal", e);
        }
    }

    private void play(Path root, long end) throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        List<Player> players = new ArrayList<>();
        try (TftpServer server = servers.get()
                .bind(new InetSocketAddress(loopback, 0))
                .content(DirectoryContent.of(root))
                .build()) {
            server.start().toCompletableFuture().get();
            for (int i = 0; i < CLIENTS; i++) {
                players.add(new Player(server.localAddresses().get(0), WINDOWS[i % WINDOWS.length]));
            }
            while (!over && System.nanoTime() < end) {
                for (Player player : players) {
                    player.turn();
                }
            }
            LOG.debug("{} blocks rehearsed", blocks);
        } finally {
            players.forEach(Player::close);
        }
    }

    /** A client that takes one window at a time. */
    private final class Player {
        private final DatagramSocket socket;
        private final SocketAddress server;
        private final int window;
        private final DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        private int expected;
        private boolean running;

        Player(SocketAddress server, int window) throws IOException {
            this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            this.socket.setSoTimeout(WAIT_MILLIS);
            this.server = server;
            this.window = window;
        }

        void turn() throws IOException {
            try {
                if (running) {
                    receive();
                } else {
                    request();
                }
            } catch (SocketTimeoutException e) {
                // Something was lost: from the beginning.
                running = false;
            }
        }

        private void request() throws IOException {
            TftpOptions options = window == 1
                    ? TftpOptions.of("blksize", "1428", "tsize", "0")
                    : TftpOptions.of("blksize", "1428", "windowsize", Integer.toString(window));
            send(TftpRequest.read(window > 4 ? CONFIGURATION : FILE, options), server);
            expected = 0;
            running = true;
        }

        private void receive() throws IOException {
            for (int got = 0; got < window && running; got++) {
                packet.setLength(packet.getData().length);
                socket.receive(packet);
                ByteBuf octets = Unpooled.wrappedBuffer(packet.getData(), 0, packet.getLength());
                TftpDecoded decoded = TftpPacket.decode(octets);
                if (decoded instanceof TftpOack) {
                    break;
                }
                if (decoded instanceof TftpData data && data.block() == (expected + 1 & 0xffff)) {
                    expected = data.block();
                    blocks.incrementAndGet();
                    running = data.payload().readableBytes() == 1428;
                } else {
                    running = false;
                    return;
                }
            }
            send(new TftpAck(expected), packet.getSocketAddress());
        }

        private void send(TftpPacket message, SocketAddress recipient) throws IOException {
            ByteBuf encoded = message.encode(UnpooledByteBufAllocator.DEFAULT);
            try {
                byte[] octets = ByteBufUtil.getBytes(encoded);
                socket.send(new DatagramPacket(octets, octets.length, recipient));
            } finally {
                encoded.release();
            }
        }

        void close() {
            socket.close();
        }
    }

    /** Ends it, if it is not over yet. */
    @Override
    public void close() throws InterruptedException {
        over = true;
        thread.join();
    }
}
