package io.pxe4j.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A yardstick and no server: what Java and Netty can do when nothing but the sending of one file is asked of them. A server's cost is told as
 * a multiple of its cost, measured in the same run.
 *
 * <p>It agrees to blksize, windowsize and tsize as asked, keeps the file in memory with its headers already between the blocks, and sends each
 * window by one system call (UDP_SEGMENT), all from one port and one thread. It leaves out what makes a server: it sends nothing again
 * unless an ACK comes again, so that a client's timer is what a loss waits for; each ACK that comes twice makes a window go twice (RFC 1123
 * §4.2.3.1 forbids it); it forgets a client only when that one has all or says ERROR; it looks at no name, mode, address or limit, opens no file, checks no range
 * of an option, counts nothing and tells nobody. Only on loopback or a network that loses nothing. Linux only.
 */
public final class YardstickServer implements AutoCloseable {
    private static final int SOCKET_BUFFER = 4 << 20;
    private static final int DATAGRAM = 512;
    /** Datagrams read by one recvmmsg: each place costs, whether one comes or not. */
    private static final int READ_BATCH = 16;

    private final EventLoopGroup group;
    private final DatagramChannel channel;

    private YardstickServer(EventLoopGroup group, DatagramChannel channel) {
        this.group = group;
        this.channel = channel;
    }

    /**
     * Serves a file on loopback until the process ends.
     *
     * @param arguments the port, and the file
     * @throws Exception if the file cannot be read or the port is taken
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) {
            System.err.println("usage: YardstickServer PORT FILE");
            System.exit(2);
        }
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        try (YardstickServer server = start(address, Files.readAllBytes(Path.of(arguments[1])))) {
            System.out.println("listening on " + server.address());
            new CountDownLatch(1).await();
        }
    }

    /** Whether this machine can run it. */
    static boolean isAvailable() {
        return Epoll.isAvailable() && EpollDatagramChannel.isSegmentedDatagramPacketSupported();
    }

    /**
     * Serves that content, whatever name is asked for.
     *
     * @throws IOException if the port is taken
     * @throws IllegalStateException where there is no epoll or no UDP_SEGMENT
     */
    static YardstickServer start(InetSocketAddress address, byte[] content) throws IOException {
        if (!isAvailable()) {
            throw new IllegalStateException("yardstick: not available here (expected: Linux 4.18 or later)");
        }
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("yardstick", true), EpollIoHandler.newFactory());
        SocketProtocolFamily family =
                address.getAddress() instanceof Inet6Address ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
        var bound = new Bootstrap()
                .group(group)
                .channelFactory(() -> new EpollDatagramChannel(family))
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER)
                .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER)
                .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, DATAGRAM)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BATCH * DATAGRAM))
                .handler(new YardstickHandler(content))
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
            throw new IOException("cannot listen on " + address, bound.cause());
        }
        return new YardstickServer(group, (DatagramChannel) bound.channel());
    }

    /** Where it listens. */
    InetSocketAddress address() {
        return channel.localAddress();
    }

    /** Closes the socket and ends the thread. */
    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
