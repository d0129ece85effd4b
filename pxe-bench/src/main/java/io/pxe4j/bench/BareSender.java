package io.pxe4j.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * The least that a server on Netty does: for each datagram it sends a slice of an image, of so many blocks as the datagram's second pair
 * of octets says, as one segmented datagram. It knows no client and checks nothing. Linux only.
 */
final class BareSender implements AutoCloseable {
    private static final int DATAGRAM = BlockingReader.BLOCK + 4;
    private static final int MOST = 16;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final SocketAddress address = new Bootstrap()
            .group(group)
            .channelFactory(() -> new EpollDatagramChannel(SocketProtocolFamily.INET))
            .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, 512)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(4 * 512))
            .handler(new Answering())
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel()
            .localAddress();

    /** Where it listens. */
    SocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static final class Answering extends ChannelInboundHandlerAdapter {
        private final ByteBuf image =
                PooledByteBufAllocator.DEFAULT.directBuffer(MOST * DATAGRAM).writeZero(MOST * DATAGRAM);

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            DatagramPacket asked = (DatagramPacket) message;
            int blocks = asked.content().getUnsignedShort(asked.content().readerIndex() + 2);
            ByteBuf slice = image.retainedSlice(0, blocks * DATAGRAM);
            var unused = context.write(
                    blocks == 1
                            ? new DatagramPacket(slice, asked.sender())
                            : new SegmentedDatagramPacket(slice, DATAGRAM, asked.sender()),
                    context.channel().voidPromise());
            asked.release();
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext context) {
            image.release();
        }
    }
}
