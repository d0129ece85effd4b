package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import io.pxe4j.tftp.MalformedTftp;
import io.pxe4j.tftp.TftpDecoded;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpLayout;
import io.pxe4j.tftp.TftpMode;
import io.pxe4j.tftp.TftpPacket;
import io.pxe4j.tftp.TftpRequest;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a listening socket: gives requests to the loop of their client and turns away the rest. In single-port mode transfers share the socket.
 *
 * <p>Only requests are ever answered with an ERROR, so that two servers cannot keep each other busy.
 */
final class RequestHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(TftpServer.class);

    private final RequestPort port;
    /** The loop that reads this socket. */
    private final TransferLoop loop;

    /** In single-port mode, once the server answers. */
    private @Nullable TransferPort shared;

    private volatile @Nullable ChannelHandlerContext own;

    RequestHandler(RequestPort port, TransferLoop loop) {
        this.port = port;
        this.loop = loop;
    }

    /** From now on transfers use this socket; called on the loop. */
    void share(TransferPort transferPort) {
        this.shared = transferPort;
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
        try {
            if (message instanceof DatagramPacket datagram) {
                loop.beginBatch();
                read(context, datagram.content(), datagram.sender());
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(ChannelHandlerContext context, ByteBuf packet, InetSocketAddress client) {
        TransferPort transfers = shared;
        if (transfers == null || isRequest(packet)) {
            onDatagram(context, packet, client);
        } else if (!loop.onPacket(transfers, client, packet)) {
            port.forward(packet, client, loop);
        }
    }

    private static boolean isRequest(ByteBuf packet) {
        return packet.readableBytes() < Short.BYTES || TftpLayout.isRequest(TftpLayout.opcode(packet));
    }

    private void onDatagram(ChannelHandlerContext context, ByteBuf packet, InetSocketAddress client) {
        InetSocketAddress server = (InetSocketAddress) context.channel().localAddress();
        loop.events().counters().count(TftpCounter.REQUESTS);
        Optional<RefusalReason> unheard = loop.admission().hear(client, loop.now());
        if (unheard.isPresent()) {
            refuse(client, server, "", unheard.get(), detailOf(unheard.get()));
            return;
        }
        TftpDecoded decoded = TftpPacket.decode(packet);
        if (decoded instanceof TftpRequest request) {
            onRequest(context, request, client, server);
        } else if (decoded instanceof MalformedTftp malformed
                && TftpLayout.isRequest(malformed.opcode().value())) {
            refuse(client, server, "", RefusalReason.MALFORMED, words("", malformed));
            answer(context, client, TftpErrorCode.ILLEGAL_OPERATION, malformed.problem());
        } else {
            refuse(client, server, "", RefusalReason.NOT_A_REQUEST, words("not a request: ", decoded));
        }
    }

    private String words(String before, TftpDecoded decoded) {
        return loop.events().isHeard() ? before + decoded : "";
    }

    private static String detailOf(RefusalReason reason) {
        return switch (reason) {
            case BAD_SOURCE -> "no client could be answered at its address and port";
            case ADDRESS_DENIED -> "the address is not allowed";
            case ADDRESS_RATE -> "the address asks too often (requestsPerAddress)";
            case PREFIX_RATE -> "the /24 or /64 of the address asks too often (requestsPerPrefix)";
            default -> "all clients together ask too often (requests)";
        };
    }

    private void onRequest(
            ChannelHandlerContext context, TftpRequest request, InetSocketAddress client, InetSocketAddress server) {
        String file = request.printableFile();
        if (!request.mode().equals(TftpMode.OCTET) && !request.mode().equals(TftpMode.NETASCII)) {
            refuse(client, server, file, RefusalReason.UNSUPPORTED_MODE, "unsupported mode in " + request);
            answer(context, client, TftpErrorCode.ILLEGAL_OPERATION, "unsupported mode");
        } else {
            port.dispatch(request, client, server, loop);
        }
    }

    private void refuse(
            InetSocketAddress client, InetSocketAddress server, String file, RefusalReason reason, String detail) {
        loop.events().refused(client, server, file, reason, detail);
    }

    private void answer(ChannelHandlerContext context, InetSocketAddress client, TftpErrorCode code, String message) {
        if (!loop.admission().mayReport(client, loop.now())) {
            loop.events().counters().count(TftpCounter.ERRORS_HELD_BACK);
            return;
        }
        loop.events().counters().count(TftpCounter.ERRORS_SENT);
        ByteBuf error = TftpError.of(code, message).encode(context.alloc());
        Futures.ignore(context.write(
                new DatagramPacket(error, client), context.channel().voidPromise()));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
        loop.endBatch();
    }

    /** A write that failed is a lost packet; the client asks again. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("on request port {}", context.channel(), cause);
    }
}
