package io.pxe4j.tftp.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.SegmentedDatagramPacket;
import io.netty.channel.unix.UnixChannelOption;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Linux's io_uring: one ring for all sockets of a loop, and UDP_SEGMENT. Loaded only where Netty's optional classes for it are. */
final class IoUringTransport extends Transport {
    /** Receives that are posted at once. */
    private static final int READ_BATCH = 16;

    private static final int READ_BUFFER = 256 << 10;

    static boolean isAvailable() {
        return IoUring.isAvailable();
    }

    @Override
    EventLoopGroup newGroup(int threads, String name) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), IoUringIoHandler.newFactory());
    }

    @Override
    boolean fits(EventLoopGroup group) {
        return group instanceof IoEventLoopGroup io && io.isIoType(IoUringIoHandler.class);
    }

    @Override
    DatagramChannel newChannel(SocketProtocolFamily family) {
        return new IoUringDatagramChannel(family);
    }

    @Override
    void configure(Bootstrap bootstrap, boolean ipv6, int datagramSize) {
        bootstrap.option(IoUringChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, datagramSize);
        int batch = Math.max(1, Math.min(READ_BATCH, READ_BUFFER / datagramSize));
        bootstrap.option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(batch * datagramSize));
        if (!ipv6) {
            bootstrap.option(LinuxOptions.IP_MTU_DISCOVER, LinuxOptions.IP_PMTUDISC_DONT);
        }
    }

    @Override
    void forceReceiveBuffer(DatagramChannel channel, int octets) {
        LinuxOptions.forceReceiveBuffer(channel, octets);
    }

    @Override
    Optional<ChannelOption<Boolean>> reusePort() {
        return Optional.of(UnixChannelOption.SO_REUSEPORT);
    }

    @Override
    int maxSegments() {
        return IoUringDatagramChannel.isSegmentedDatagramPacketSupported() ? MAX_SEGMENTS : 1;
    }

    @Override
    DatagramPacket segmented(ByteBuf datagrams, int segment, InetSocketAddress recipient) {
        return new SegmentedDatagramPacket(datagrams, segment, recipient);
    }
}
