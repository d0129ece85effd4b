package io.pxe4j.tftp.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
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
import io.netty.channel.unix.SegmentedDatagramPacket;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;

/** Linux's epoll: recvmmsg, sendmmsg and UDP_SEGMENT. Loaded only where Netty's optional classes for it are. */
final class EpollTransport extends Transport {
    /** Datagrams read by one recvmmsg, if they fit into the buffer. */
    private static final int READ_BATCH = 64;

    private static final int READ_BUFFER = 256 << 10;

    /** Not in Netty: IPPROTO_IP 0, IP_MTU_DISCOVER 10; the value 0 is IP_PMTUDISC_DONT. */
    private static final IntegerUnixChannelOption IP_MTU_DISCOVER =
            new IntegerUnixChannelOption("IP_MTU_DISCOVER", 0, 10);

    static boolean isAvailable() {
        return Epoll.isAvailable();
    }

    @Override
    EventLoopGroup newGroup(int threads, String name) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), EpollIoHandler.newFactory());
    }

    @Override
    boolean fits(EventLoopGroup group) {
        return group instanceof IoEventLoopGroup io && io.isIoType(EpollIoHandler.class);
    }

    @Override
    DatagramChannel newChannel(SocketProtocolFamily family) {
        return new EpollDatagramChannel(family);
    }

    @Override
    void configure(Bootstrap bootstrap, boolean ipv6, int datagramSize) {
        bootstrap.option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, datagramSize);
        int batch = Math.max(1, Math.min(READ_BATCH, READ_BUFFER / datagramSize));
        bootstrap.option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(batch * datagramSize));
        if (!ipv6) {
            // A block that is larger than a link on the way is cut into fragments, not lost: clients cannot tell us to
            // shrink.
            bootstrap.option(IP_MTU_DISCOVER, 0);
        }
    }

    @Override
    boolean canSegment() {
        return EpollDatagramChannel.isSegmentedDatagramPacketSupported();
    }

    @Override
    DatagramPacket segmented(ByteBuf datagrams, int segment, InetSocketAddress recipient) {
        return new SegmentedDatagramPacket(datagrams, segment, recipient);
    }
}
