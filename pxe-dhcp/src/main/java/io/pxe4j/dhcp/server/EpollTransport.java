package io.pxe4j.dhcp.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Linux's sockets, bound to an interface each, so that broadcasts come and go by the right one; many packets a system call. */
final class EpollTransport implements Transport {
    // <asm-generic/socket.h> and <linux/if.h>; the name takes 15 octets and a NUL.
    private static final int SOL_SOCKET = 1;
    private static final int SO_BINDTODEVICE = 25;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int IFNAMSIZ = 16;

    // More would only make the first answers of a burst wait for the last.
    private static final int DATAGRAMS_PER_READ = 64;

    /** Apart and by their general types, so that {@link #isAvailable} can be asked where the epoll classes are missing. */
    private static final class Options {
        static final ChannelOption<ByteBuffer> BIND_TO_DEVICE =
                new RawUnixChannelOption("SO_BINDTODEVICE", SOL_SOCKET, SO_BINDTODEVICE, IFNAMSIZ);
        static final ChannelOption<Integer> FORCE_RECEIVE_BUFFER =
                new IntegerUnixChannelOption("SO_RCVBUFFORCE", SOL_SOCKET, SO_RCVBUFFORCE);
    }

    /** Apart, since the verifier loads the class of what a method returns as its superclass. */
    private static final class Segments {
        static DatagramPacket of(ByteBuf datagrams, int size, InetSocketAddress to) {
            return new SegmentedDatagramPacket(datagrams, size, to);
        }
    }

    private EpollTransport() {}

    static boolean isAvailable() {
        try {
            return Epoll.isAvailable();
        } catch (NoClassDefFoundError e) {
            // The epoll classes are an optional dependency.
            return false;
        }
    }

    static boolean runsOn(EventLoopGroup group) {
        return group instanceof IoEventLoopGroup io && io.isIoType(EpollIoHandler.class);
    }

    static Transport require() {
        Throwable cause = isAvailable() ? null : whyNot();
        if (cause != null) {
            throw new DhcpServerException(
                    "The epoll transport is not available: add netty-transport-native-epoll for this platform, or choose NIO.",
                    cause);
        }
        return new EpollTransport();
    }

    private static @Nullable Throwable whyNot() {
        try {
            return Epoll.unavailabilityCause();
        } catch (NoClassDefFoundError e) {
            return e;
        }
    }

    @Override
    public EventLoopGroup newGroup() {
        return new MultiThreadIoEventLoopGroup(1, Transport.threads(), EpollIoHandler.newFactory());
    }

    @Override
    public boolean bindsToDevices() {
        return true;
    }

    @Override
    public int datagramsPerRead() {
        return DATAGRAMS_PER_READ;
    }

    @Override
    public boolean canSegment() {
        return EpollDatagramChannel.isSegmentedDatagramPacketSupported();
    }

    @Override
    public DatagramPacket segmented(ByteBuf datagrams, int size, InetSocketAddress to) {
        return Segments.of(datagrams, size, to);
    }

    @Override
    public DatagramChannel newChannel(BindPlan plan, SocketSettings settings) {
        EpollDatagramChannel channel = new EpollDatagramChannel(SocketProtocolFamily.INET);
        try {
            // recvmmsg. Not to be joined with IP_RECVORIGDSTADDR, whose addresses Netty then loses.
            channel.config().setOption(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, settings.datagramSize());
            setReceiveBuffer(channel, settings.receiveBuffer());
            if (plan.toDevice()) {
                bindToDevice(channel, plan.interfaceName());
            }
            return channel;
        } catch (RuntimeException e) {
            channel.unsafe().closeForcibly();
            throw e;
        }
    }

    private static void setReceiveBuffer(EpollDatagramChannel channel, int octets) {
        try {
            // Past the limit net.core.rmem_max; takes CAP_NET_ADMIN.
            channel.config().setOption(Options.FORCE_RECEIVE_BUFFER, octets);
        } catch (ChannelException e) {
            channel.config().setReceiveBufferSize(octets);
        }
    }

    private static void bindToDevice(EpollDatagramChannel channel, String name) {
        byte[] octets = name.getBytes(StandardCharsets.UTF_8);
        if (octets.length >= IFNAMSIZ) {
            throw new DhcpServerException("Interface name " + name + " is too long: the system takes 15 octets.");
        }
        ByteBuffer value = ByteBuffer.allocateDirect(IFNAMSIZ);
        value.put(octets).clear();
        try {
            channel.config().setOption(Options.BIND_TO_DEVICE, value);
        } catch (ChannelException e) {
            throw new DhcpServerException(
                    "A socket could not be bound to interface " + name
                            + ": run as root, or give java the capability CAP_NET_RAW (needed before Linux 5.7).",
                    e);
        }
    }
}
