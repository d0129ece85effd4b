package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.NegotiationLimits;
import java.net.InetSocketAddress;

/**
 * A request that waits for the user's answer. Requests that the client repeats meanwhile are not answered: PXELINUX does so after 110 ms.
 */
abstract class OpeningSession extends Session {
    /** What may be agreed on where the request arrived. */
    final NegotiationLimits limits;

    private final long deadline;
    private boolean ended;

    OpeningSession(
            TransferLoop loop,
            TransferPort port,
            TftpRequest request,
            InetSocketAddress client,
            InetSocketAddress server,
            NegotiationLimits limits,
            long now) {
        super(loop, port, request, client, server, now);
        this.limits = limits;
        this.deadline = now + loop.config().openTimeout().toNanos();
    }

    /** The session of a read or write request. */
    static OpeningSession of(
            TransferLoop loop,
            TransferPort port,
            TftpRequest request,
            InetSocketAddress client,
            InetSocketAddress server,
            NegotiationLimits limits,
            long now) {
        return request.isRead()
                ? new OpeningRead(loop, port, request, client, server, limits, now)
                : new OpeningWrite(loop, port, request, client, server, limits, now);
    }

    /** Asks the user. */
    abstract void open();

    /** The user took too long. */
    abstract void onOpenTimeout();

    /** The answer is there: a transfer takes the place of this. */
    final void opened() {
        ended = true;
    }

    final void refuse(RefusalReason reason, TftpErrorCode code, String message, String detail) {
        ended = true;
        loop.report(port, TftpError.of(code, message), this);
        loop.remove(this);
        loop.events().refused(client, server, request.printableFile(), reason, detail);
    }

    @Override
    final boolean onRequestAgain(long now) {
        return true;
    }

    @Override
    final void onPacket(ByteBuf packet, long now) {
        // Nothing was sent yet that could be answered.
    }

    @Override
    final void cancel(TransferFailure reason, long now) {
        ended = true;
        loop.remove(this);
        String file = request.printableFile();
        switch (reason) {
            case REPLACED ->
                loop.events().refused(client, server, file, RefusalReason.REPLACED, "the client sent a new request");
            case SERVER_CLOSED ->
                loop.events().refused(client, server, file, RefusalReason.SERVER_CLOSING, "the server is closing");
            default -> loop.events().refused(client, server, file, RefusalReason.EVICTED, "its place was needed");
        }
    }

    @Override
    final void onReleased(long now) {
        // Nothing is held back.
    }

    @Override
    final long alarm() {
        return deadline;
    }

    @Override
    final void onAlarm(long now) {
        onOpenTimeout();
    }

    @Override
    final boolean isEnded() {
        return ended;
    }
}
