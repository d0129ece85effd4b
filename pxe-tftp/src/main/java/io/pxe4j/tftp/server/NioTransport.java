package io.pxe4j.tftp.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;

/** The transport of the JDK. */
final class NioTransport extends Transport {
    @Override
    EventLoopGroup newGroup(int threads, String name) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }

    @Override
    boolean fits(EventLoopGroup group) {
        return group instanceof IoEventLoopGroup io && io.isIoType(NioIoHandler.class);
    }

    @Override
    DatagramChannel newChannel(SocketProtocolFamily family) {
        return new NioDatagramChannel(family);
    }

    @Override
    void configure(Bootstrap bootstrap, boolean ipv6, int datagramSize) {
        bootstrap.option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(datagramSize));
    }

    @Override
    boolean canSegment() {
        return false;
    }

    @Override
    DatagramPacket segmented(ByteBuf datagrams, int segment, InetSocketAddress recipient) {
        throw new UnsupportedOperationException("NIO cannot segment");
    }
}
