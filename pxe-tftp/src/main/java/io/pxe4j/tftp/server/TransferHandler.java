package io.pxe4j.tftp.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a transfer port: hands what comes to its loop. */
final class TransferHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(TftpServer.class);

    private final TransferLoop loop;
    /** Set before the first packet can be for a transfer. */
    private @Nullable TransferPort port;

    private volatile @Nullable ChannelHandlerContext own;

    TransferHandler(TransferLoop loop) {
        this.loop = loop;
    }

    void serve(TransferPort transferPort) {
        this.port = transferPort;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        own = context;
    }

    /** Its place in the pipeline, once the socket is open. */
    ChannelHandlerContext context() {
        if (own == null) {
            throw new IllegalStateException("the socket is not open");
        }
        return own;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket datagram = (DatagramPacket) message;
        try {
            TransferPort to = port;
            if (to != null) {
                loop.beginBatch();
                if (!loop.onPacket(to, datagram.sender(), datagram.content())) {
                    loop.onStray(to, datagram.sender(), datagram.content());
                }
            }
        } finally {
            datagram.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        loop.endBatch();
    }

    /** A write that failed (no route, a full buffer) is a lost packet; the transfer's timer sends it again. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("on transfer port {}", context.channel(), cause);
    }
}
