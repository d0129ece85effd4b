package io.pxe4j.bench.load;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One event loop and the sockets on it: Linux's epoll, and the JDK's where there is none. */
final class LoadNetwork implements AutoCloseable {
    /** More than the largest datagram, and than the kernel puts together. */
    static final int READ_BUFFER = 128 << 10;
    /** So that a window of any size fits. */
    static final int SOCKET_BUFFER = 4 << 20;

    private final IoEventLoopGroup group;
    private final IoEventLoop loop;
    private final Ports ports;

    private LoadNetwork(IoEventLoopGroup group, Ports ports) {
        this.group = group;
        this.loop = group.next();
        this.ports = ports;
    }

    /** How sockets are made. */
    interface Ports extends AutoCloseable {
        LoadPort open(
                IoEventLoop loop,
                Optional<InetSocketAddress> source,
                InetSocketAddress server,
                LoadPort.Receiver receiver)
                throws IOException;

        @Override
        void close();
    }

    /** The best that the machine has. */
    static LoadNetwork open() {
        return Epoll.isAvailable() ? epoll() : nio();
    }

    static LoadNetwork epoll() {
        return new LoadNetwork(
                new MultiThreadIoEventLoopGroup(
                        1, new DefaultThreadFactory("tftp-load", true), EpollIoHandler.newFactory()),
                new EpollPorts());
    }

    static LoadNetwork nio() {
        return new LoadNetwork(
                new MultiThreadIoEventLoopGroup(
                        1, new DefaultThreadFactory("tftp-load", true), NioIoHandler.newFactory()),
                new NioPorts());
    }

    /** The loop that all ports are used on. */
    IoEventLoop loop() {
        return loop;
    }

    /** Opens a port, on the loop; from any address without a source. */
    LoadPort open(Optional<InetSocketAddress> source, InetSocketAddress server, LoadPort.Receiver receiver)
            throws IOException {
        return ports.open(loop, source, server, receiver);
    }

    /** Ends the loop. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        ports.close();
    }
}
