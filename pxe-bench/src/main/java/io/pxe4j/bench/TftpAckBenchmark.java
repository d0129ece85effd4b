package io.pxe4j.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.pxe4j.tftp.server.DirectoryContent;
import io.pxe4j.tftp.server.TftpServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * An ACK and the DATA that answers it, over loopback, in lock-step: all of the server's way, kernel included. With {@code -prof gc}, what
 * {@link #lockStep} allocates beyond {@link #nettyAlone} is ours; the client allocates nothing. Linux only.
 */
public class TftpAckBenchmark extends AbstractBenchmark {
    private static final int BLOCK = 1428;
    /** So large that what a new transfer costs does not show; a hole of the file system. */
    private static final long SIZE = 60L << 20;

    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private Path root = Path.of("");
    private TftpServer server = TftpServer.builder()
            .content(request -> {
                throw new IllegalStateException("not set up");
            })
            .build();
    private EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private SocketAddress echo = LOOPBACK;

    private final ByteBuffer ack = ByteBuffer.allocateDirect(4).putInt(0, 4 << 16);
    private final ByteBuffer data = ByteBuffer.allocateDirect(2048);
    private Client reader = new Client();
    private Client pinger = new Client();

    /** A blocking socket. */
    private static final class Client {
        private DatagramChannel channel = open();
        private int block;
        private boolean running;

        private static DatagramChannel open() {
            try {
                return DatagramChannel.open().bind(LOOPBACK);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Starts anew; connected to its peer, since then a socket of the JDK makes no object. */
        void connect(SocketAddress peer) throws IOException {
            channel.connect(peer);
        }

        void close() throws IOException {
            channel.close();
        }
    }

    /** Starts the server, and a bare one of Netty. */
    @Setup
    public void start() throws IOException {
        root = Files.createTempDirectory("pxe4j-bench");
        try (RandomAccessFile file = new RandomAccessFile(root.resolve("f").toFile(), "rw")) {
            file.setLength(SIZE);
        }
        server = TftpServer.builder()
                .bind(LOOPBACK)
                .content(DirectoryContent.of(root))
                .build();
        server.start().toCompletableFuture().join();
        echo = new Bootstrap()
                .group(group)
                .channelFactory(() -> new EpollDatagramChannel(SocketProtocolFamily.INET))
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, 512)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(4 * 512))
                .handler(new Answering())
                .bind(LOOPBACK)
                .syncUninterruptibly()
                .channel()
                .localAddress();
        pinger.connect(echo);
    }

    /** The least that a server on Netty does: a slice of an image for each datagram. */
    private static final class Answering extends ChannelInboundHandlerAdapter {
        private final ByteBuf image =
                PooledByteBufAllocator.DEFAULT.directBuffer(BLOCK + 4).writeZero(BLOCK + 4);

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            DatagramPacket ack = (DatagramPacket) message;
            var unused = context.write(
                    new DatagramPacket(image.retainedSlice(), ack.sender()),
                    context.channel().voidPromise());
            ack.release();
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext context) {
            image.release();
        }
    }

    /** Closes all. */
    @TearDown
    public void stop() throws IOException {
        reader.close();
        pinger.close();
        server.close();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        Files.delete(root.resolve("f"));
        Files.delete(root);
    }

    /** A block from the server. */
    @Benchmark
    public int lockStep() throws IOException {
        if (!reader.running) {
            request();
        }
        ack.clear();
        ack.putShort(2, (short) reader.block);
        reader.channel.write(ack);
        data.clear();
        int length = reader.channel.read(data);
        reader.block = data.getShort(2) & 0xffff;
        reader.running = length == BLOCK + 4;
        return length;
    }

    private void request() throws IOException {
        reader.close();
        reader = new Client();
        byte[] request = "\0\1f\0octet\0blksize\0001428\0".getBytes(StandardCharsets.US_ASCII);
        reader.channel.send(ByteBuffer.wrap(request), server.localAddresses().get(0));
        data.clear();
        reader.connect(reader.channel.receive(data));
        reader.block = 0;
        reader.running = true;
    }

    /** As many octets each way from Netty alone. */
    @Benchmark
    public int nettyAlone() throws IOException {
        ack.clear();
        pinger.channel.write(ack);
        data.clear();
        return pinger.channel.read(data);
    }
}
