package io.pxe4j.dhcp.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** Makes event loops and sockets of one of Netty's transports. */
interface Transport {
    /** A group with one thread. */
    EventLoopGroup newGroup();

    /** Whether sockets can be bound to an interface. */
    boolean bindsToDevices();

    /** How many datagrams one system call can read into a buffer. */
    int datagramsPerRead();

    /** Whether one write can hold several datagrams, for the system to cut. */
    default boolean canSegment() {
        return false;
    }

    /** What the system cuts into datagrams of {@code size} octets if it {@link #canSegment}; else it is a single one. */
    default DatagramPacket segmented(ByteBuf datagrams, int size, InetSocketAddress to) {
        return new DatagramPacket(datagrams, to);
    }

    /** An unbound IPv4 socket that will serve the plan, with receive buffers as the settings say. */
    DatagramChannel newChannel(BindPlan plan, SocketSettings settings);

    /**
     * What a socket needs.
     *
     * @param datagramSize the longest datagram read, in octets; longer ones are cut
     * @param receiveBuffer what the system shall queue, in octets
     */
    record SocketSettings(int datagramSize, int receiveBuffer) {}

    /** The transport that was chosen, or that the user's group runs. */
    static Transport choose(DhcpTransport choice, Optional<EventLoopGroup> users) {
        if (users.isPresent()) {
            return forGroup(choice, users.get());
        }
        return switch (choice) {
            case NIO -> NIO;
            case EPOLL -> EpollTransport.require();
            case AUTO -> EpollTransport.isAvailable() ? EpollTransport.require() : NIO;
        };
    }

    private static Transport forGroup(DhcpTransport choice, EventLoopGroup group) {
        boolean nio = group instanceof IoEventLoopGroup io && io.isIoType(NioIoHandler.class);
        boolean epoll = !nio && EpollTransport.isAvailable() && EpollTransport.runsOn(group);
        if (epoll && choice != DhcpTransport.NIO) {
            return EpollTransport.require();
        }
        if (nio && choice != DhcpTransport.EPOLL) {
            return NIO;
        }
        throw new DhcpServerException("The given event loop group does not run the transport " + choice
                + ": give one with an NioIoHandler or, where epoll is available, an EpollIoHandler.");
    }

    static ThreadFactory threads() {
        return new DefaultThreadFactory("pxe-dhcp", true);
    }

    /** Java's own sockets. */
    Transport NIO = new Transport() {
        @Override
        public EventLoopGroup newGroup() {
            return new MultiThreadIoEventLoopGroup(1, threads(), NioIoHandler.newFactory());
        }

        @Override
        public boolean bindsToDevices() {
            return false;
        }

        @Override
        public int datagramsPerRead() {
            return 1;
        }

        @Override
        public DatagramChannel newChannel(BindPlan plan, SocketSettings settings) {
            NioDatagramChannel channel = new NioDatagramChannel(SocketProtocolFamily.INET);
            channel.config().setReceiveBufferSize(settings.receiveBuffer());
            return channel;
        }
    };
}
