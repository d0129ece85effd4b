package io.pxe4j.tftp.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One of Netty's transports: how its groups and sockets are made. */
abstract class Transport {
    private static final int SOCKET_BUFFER = 4 << 20;

    /**
     * The transport of that name, or the one of the group if there is one.
     *
     * @throws IllegalStateException if the machine has not got it, or the group is of another one
     */
    static Transport of(TftpTransport wanted, @Nullable EventLoopGroup group) {
        Transport epoll = wanted == TftpTransport.NIO ? null : epoll();
        if (wanted == TftpTransport.EPOLL && epoll == null) {
            throw new IllegalStateException("transport: EPOLL is not available here (it needs Linux and"
                    + " netty-transport-native-epoll on the class path)");
        }
        if (group == null) {
            return epoll == null ? new NioTransport() : epoll;
        }
        if (epoll != null && epoll.fits(group)) {
            return epoll;
        }
        Transport nio = new NioTransport();
        if (wanted == TftpTransport.EPOLL || !nio.fits(group)) {
            throw new IllegalStateException(
                    "eventLoopGroup: " + group.getClass().getSimpleName()
                            + " does not fit (expected: a group of the transport " + wanted + ")");
        }
        return nio;
    }

    private static @Nullable Transport epoll() {
        try {
            return EpollTransport.isAvailable() ? new EpollTransport() : null;
        } catch (LinkageError e) {
            // The optional dependency is not there.
            return null;
        }
    }

    abstract EventLoopGroup newGroup(int threads, String name);

    abstract boolean fits(EventLoopGroup group);

    abstract DatagramChannel newChannel(SocketProtocolFamily family);

    /** Sets what lets many datagrams of at most {@code datagramSize} octets be read at once. */
    abstract void configure(Bootstrap bootstrap, boolean ipv6, int datagramSize);

    /** Whether one write can carry several datagrams (UDP_SEGMENT). */
    abstract boolean canSegment();

    /** A write of several datagrams of {@code segment} octets, the last one possibly shorter. */
    abstract DatagramPacket segmented(ByteBuf datagrams, int segment, InetSocketAddress recipient);

    /** Opens a socket on that loop; fails with a {@link TftpBindException}. */
    CompletionStage<DatagramChannel> bind(
            EventLoop loop, InetSocketAddress address, int datagramSize, ChannelHandler handler) {
        InetAddress ip = address.getAddress();
        boolean ipv6 = ip instanceof Inet6Address;
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(() -> newChannel(ipv6 ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET))
                .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER)
                .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER)
                .handler(handler);
        configure(bootstrap, ipv6, datagramSize);
        CompletableFuture<DatagramChannel> opened = new CompletableFuture<>();
        bootstrap.bind(address).addListener((io.netty.channel.ChannelFuture bound) -> {
            if (bound.isSuccess()) {
                opened.complete((DatagramChannel) bound.channel());
            } else {
                opened.completeExceptionally(TftpBindException.of(address, bound.cause()));
            }
        });
        return opened;
    }
}
