package io.pxe4j.tftp.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what comes to a transfer port to its loop. */
final class TransferHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(TftpServer.class);

    private final TransferLoop loop;
    /** Set before the first packet can be for a transfer. */
    private @Nullable TransferPort port;

    TransferHandler(TransferLoop loop) {
        this.loop = loop;
    }

    void serve(TransferPort transferPort) {
        this.port = transferPort;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            TransferPort to = port;
            if (to != null && message instanceof DatagramPacket datagram) {
                loop.beginBatch();
                loop.onPacket(to, datagram.sender(), datagram.content());
            }
        } finally {
            ReferenceCountUtil.release(message);
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
