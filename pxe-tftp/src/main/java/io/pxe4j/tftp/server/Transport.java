package io.pxe4j.tftp.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of Netty's transports: how its groups and sockets are made. */
abstract class Transport {
    /** The kernel's UDP_MAX_SEGMENTS. */
    static final int MAX_SEGMENTS = 64;

    private static final Logger LOG = LoggerFactory.getLogger(TftpServer.class);

    private static final int SOCKET_BUFFER = 4 << 20;
    /** Nobody asks whether a socket is writable: what the kernel does not take is lost, and sent again by a timer. */
    private static final WriteBufferWaterMark NO_WATER_MARK = new WriteBufferWaterMark(1 << 29, 1 << 30);

    private final AtomicBoolean smallBufferTold = new AtomicBoolean();

    /**
     * The transport of that name, or the one of the group if there is one.
     *
     * @throws IllegalStateException if the machine has not got it, or the group is of another one
     */
    static Transport of(TftpTransport wanted, @Nullable EventLoopGroup group) {
        List<Transport> choice = choice(wanted);
        if (group == null) {
            return choice.get(0);
        }
        for (Transport transport : choice) {
            if (transport.fits(group)) {
                return transport;
            }
        }
        throw new IllegalStateException("eventLoopGroup: " + group.getClass().getSimpleName()
                + " does not fit (expected: a group of the transport " + wanted + ")");
    }

    /** What may be taken, the best first. */
    private static List<Transport> choice(TftpTransport wanted) {
        return switch (wanted) {
            case NIO -> List.of(new NioTransport());
            case EPOLL -> List.of(epoll().orElseThrow(() -> notHere(wanted, "Linux and netty-transport-native-epoll")));
            case IO_URING ->
                List.of(ioUring()
                        .orElseThrow(() -> notHere(
                                wanted,
                                "Linux 5.14 or later that allows it, and" + " netty-transport-native-io_uring")));
            case AUTO -> {
                List<Transport> all = new ArrayList<>();
                epoll().ifPresent(all::add);
                all.add(new NioTransport());
                ioUring().ifPresent(all::add);
                yield all;
            }
        };
    }

    private static IllegalStateException notHere(TftpTransport wanted, String needs) {
        return new IllegalStateException(
                "transport: " + wanted + " is not available here (it needs " + needs + " on the class path)");
    }

    private static Optional<Transport> epoll() {
        try {
            return EpollTransport.isAvailable() ? Optional.of(new EpollTransport()) : Optional.empty();
        } catch (LinkageError e) {
            // The optional dependency is not there.
            return Optional.empty();
        }
    }

    private static Optional<Transport> ioUring() {
        try {
            return IoUringTransport.isAvailable() ? Optional.of(new IoUringTransport()) : Optional.empty();
        } catch (LinkageError e) {
            // The optional dependency is not there.
            return Optional.empty();
        }
    }

    abstract EventLoopGroup newGroup(int threads, String name);

    abstract boolean fits(EventLoopGroup group);

    abstract DatagramChannel newChannel(SocketProtocolFamily family);

    /** Sets what lets many datagrams of at most {@code datagramSize} octets be read at once. */
    abstract void configure(Bootstrap bootstrap, boolean ipv6, int datagramSize);

    /** Makes the receive buffer that large past the system's limit, where a process may be allowed to. */
    void forceReceiveBuffer(DatagramChannel channel, int octets) {
        // Only Linux has it.
    }

    /** How many datagrams one write can carry: more than one with UDP_SEGMENT. */
    int maxSegments() {
        return 1;
    }

    /** A write of at most {@link #maxSegments} datagrams of {@code segment} octets, the last one possibly shorter. */
    DatagramPacket segmented(ByteBuf datagrams, int segment, InetSocketAddress recipient) {
        return new DatagramPacket(datagrams, recipient);
    }

    /** The option that lets several sockets share one port, each with its part of the clients (SO_REUSEPORT); none if they cannot. */
    Optional<ChannelOption<Boolean>> reusePort() {
        return Optional.empty();
    }

    /** Opens a socket on that loop; fails with a {@link TftpBindException}. */
    CompletionStage<DatagramChannel> bind(
            EventLoop loop, InetSocketAddress address, int datagramSize, ChannelHandler handler) {
        return bind(bootstrap(loop, address, datagramSize, handler), address);
    }

    /** As {@link #bind}, beside other sockets of the same port; only where there is {@link #reusePort}. */
    CompletionStage<DatagramChannel> bindShard(
            EventLoop loop, InetSocketAddress address, int datagramSize, ChannelHandler handler) {
        Bootstrap bootstrap = bootstrap(loop, address, datagramSize, handler);
        reusePort().ifPresent(option -> bootstrap.option(option, true));
        return bind(bootstrap, address);
    }

    private Bootstrap bootstrap(EventLoop loop, InetSocketAddress address, int datagramSize, ChannelHandler handler) {
        InetAddress ip = address.getAddress();
        boolean ipv6 = ip instanceof Inet6Address;
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(() -> newChannel(ipv6 ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET))
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, NO_WATER_MARK)
                .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER)
                .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER)
                .handler(handler);
        configure(bootstrap, ipv6, datagramSize);
        return bootstrap;
    }

    private CompletionStage<DatagramChannel> bind(Bootstrap bootstrap, InetSocketAddress address) {
        CompletableFuture<DatagramChannel> opened = new CompletableFuture<>();
        bootstrap.bind(address).addListener((ChannelFuture bound) -> {
            if (bound.isSuccess()) {
                DatagramChannel channel = (DatagramChannel) bound.channel();
                try {
                    enlargeReceiveBuffer(channel);
                } catch (ChannelException e) {
                    // Closed already: whoever waits for it is told the next time it is used.
                    LOG.debug("the receive buffer of {} stays as it is", channel, e);
                }
                opened.complete(channel);
            } else {
                opened.completeExceptionally(TftpBindException.of(address, bound.cause()));
            }
        });
        return opened;
    }

    /** What a storm of requests overflows is asked for again seconds later. */
    private void enlargeReceiveBuffer(DatagramChannel channel) {
        if (channel.config().getReceiveBufferSize() >= SOCKET_BUFFER) {
            return;
        }
        forceReceiveBuffer(channel, SOCKET_BUFFER);
        int octets = channel.config().getReceiveBufferSize();
        if (octets < SOCKET_BUFFER && smallBufferTold.compareAndSet(false, true)) {
            LOG.info(
                    "the system queues {} octets for a socket, {} were asked for: for many machines at once, raise"
                            + " net.core.rmem_max or allow CAP_NET_ADMIN",
                    octets,
                    SOCKET_BUFFER);
        }
    }
}
