package io.pxe4j.tftp.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.SocketOption;
import java.util.Optional;

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
        if (!ipv6) {
            fragments().ifPresent(option -> bootstrap.option(option, false));
        }
    }

    /** The JDK's IP_DONTFRAGMENT, which it has since 19 and in a module that may be left out. */
    private static Optional<ChannelOption<Boolean>> fragments() {
        try (java.nio.channels.DatagramChannel probe = java.nio.channels.DatagramChannel.open()) {
            for (SocketOption<?> option : probe.supportedOptions()) {
                if (option.name().equals("IP_DONTFRAGMENT") && option.type() == Boolean.class) {
                    @SuppressWarnings("unchecked")
                    SocketOption<Boolean> checked = (SocketOption<Boolean>) option;
                    return Optional.of(NioChannelOption.of(checked));
                }
            }
        } catch (IOException e) {
            // Opening the real socket will say so.
        }
        return Optional.empty();
    }
}
