package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.pxe4j.tftp.MalformedTftp;
import io.pxe4j.tftp.TftpDecoded;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpMode;
import io.pxe4j.tftp.TftpPacket;
import io.pxe4j.tftp.TftpRequest;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the request port: gives read requests to the loop of their client and turns away the rest.
 *
 * <p>Only requests are ever answered with an ERROR, so that two servers cannot keep each other busy.
 */
final class RequestHandler extends SimpleChannelInboundHandler<DatagramPacket> {
    private static final Logger LOG = LoggerFactory.getLogger(TftpServer.class);

    private final RequestPort port;

    RequestHandler(RequestPort port) {
        this.port = port;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
        InetSocketAddress client = datagram.sender();
        InetSocketAddress server = (InetSocketAddress) context.channel().localAddress();
        port.events().counters().count(TftpCounter.REQUESTS);
        if (!Sources.isAnswerable(client)) {
            refuse(client, server, "", RefusalReason.BAD_SOURCE, "nobody could be answered at " + client);
            return;
        }
        Optional<RefusalReason> unheard = port.admission().hear(client, System.nanoTime());
        if (unheard.isPresent()) {
            refuse(client, server, "", unheard.get(), detailOf(unheard.get()));
            return;
        }
        TftpDecoded decoded = TftpPacket.decode(datagram.content());
        if (decoded instanceof TftpRequest request) {
            onRequest(context, request, client, server);
        } else if (decoded instanceof MalformedTftp malformed && isRequest(malformed)) {
            refuse(client, server, "", RefusalReason.MALFORMED, malformed.toString());
            answer(context, client, TftpErrorCode.ILLEGAL_OPERATION, malformed.problem());
        } else {
            refuse(client, server, "", RefusalReason.NOT_A_REQUEST, "not a request: " + decoded);
        }
    }

    private static String detailOf(RefusalReason reason) {
        return switch (reason) {
            case BAD_SOURCE -> "its port belongs to a service that answers whatever it gets";
            case ADDRESS_DENIED -> "the address is not allowed";
            case ADDRESS_RATE -> "the address asks too often (requestsPerAddress)";
            case PREFIX_RATE -> "the /24 or /64 of the address asks too often (requestsPerPrefix)";
            default -> "all clients together ask too often (requests)";
        };
    }

    private void onRequest(
            ChannelHandlerContext context, TftpRequest request, InetSocketAddress client, InetSocketAddress server) {
        String file = request.printableFile();
        if (!request.isRead()) {
            refuse(client, server, file, RefusalReason.WRITE_DENIED, "writing is off");
            answer(context, client, TftpErrorCode.ACCESS_VIOLATION, "writing is not allowed");
        } else if (!request.mode().equals(TftpMode.OCTET) && !request.mode().equals(TftpMode.NETASCII)) {
            refuse(client, server, file, RefusalReason.UNSUPPORTED_MODE, "unsupported mode in " + request);
            answer(context, client, TftpErrorCode.ILLEGAL_OPERATION, "unsupported mode");
        } else {
            port.dispatch(request, client, server);
        }
    }

    private static boolean isRequest(MalformedTftp malformed) {
        int opcode = malformed.opcode().value();
        return opcode == 1 || opcode == 2;
    }

    private void refuse(
            InetSocketAddress client, InetSocketAddress server, String file, RefusalReason reason, String detail) {
        port.events().refused(client, server, file, reason, detail);
    }

    private void answer(ChannelHandlerContext context, InetSocketAddress client, TftpErrorCode code, String message) {
        if (!port.admission().mayReport(client, System.nanoTime())) {
            port.events().counters().count(TftpCounter.ERRORS_HELD_BACK);
            return;
        }
        port.events().counters().count(TftpCounter.ERRORS_SENT);
        ByteBuf error = TftpError.of(code, message).encode(context.alloc());
        Futures.ignore(context.write(
                new DatagramPacket(error, client), context.channel().voidPromise()));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    /** A write that failed is a lost packet; the client asks again. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("on request port {}", context.channel(), cause);
    }
}
