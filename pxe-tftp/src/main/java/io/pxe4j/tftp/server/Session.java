package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.pxe4j.tftp.TftpRequest;
import java.net.InetSocketAddress;

/** What a loop knows about one client's address and port: a request whose content is being opened, or a transfer. Used on the loop only. */
abstract class Session extends Deadlines.Timed {
    final TransferLoop loop;
    final TransferPort port;
    final TftpRequest request;
    final InetSocketAddress client;
    /** Where the request arrived. */
    final InetSocketAddress server;

    final long startedAt;

    Session(
            TransferLoop loop,
            TransferPort port,
            TftpRequest request,
            InetSocketAddress client,
            InetSocketAddress server,
            long startedAt) {
        this.loop = loop;
        this.port = port;
        this.request = request;
        this.client = client;
        this.server = server;
        this.startedAt = startedAt;
    }

    /** The same request came again. Whether this session stays the answer to it. */
    abstract boolean onRequestAgain(long now);

    /** A packet of the client came to the transfer port. */
    abstract void onPacket(ByteBuf packet, long now);

    /** Ends it from outside. */
    abstract void cancel(TransferFailure reason, long now);
}
