package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpLayout;
import io.pxe4j.tftp.TftpOack;
import io.pxe4j.tftp.TftpOpcode;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpPacket;
import io.pxe4j.tftp.engine.AgreedOptions;
import io.pxe4j.tftp.engine.TftpSink;
import io.pxe4j.tftp.engine.WriteException;
import io.pxe4j.tftp.engine.WriteOutcome;
import io.pxe4j.tftp.engine.WriteTransfer;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A write transfer: joins its {@link WriteTransfer} with its sink and its port. */
final class WriteSession extends Session {
    private final TransferInfo info;
    private final WriteTransfer transfer;
    private final WriteBehind store;
    private @Nullable TftpError clientError;
    private boolean ended;

    WriteSession(OpeningWrite opened, AgreedOptions agreed, TftpSink sink) {
        super(opened);
        this.info = new TransferInfo(
                client,
                port.address(),
                request,
                agreed,
                request.options().number(TftpOptions.TSIZE).orElse(-1));
        this.transfer = WriteTransfer.start(agreed, loop.config().timers(), loop.now());
        this.store = new WriteBehind(
                sink,
                (long) agreed.windowSize() * agreed.blockSize(),
                loop.worker(),
                loop.eventLoop(),
                loop.allocator(),
                this::onStoreChanged);
    }

    TransferInfo info() {
        return info;
    }

    @Override
    void onPacket(ByteBuf packet, long now) {
        if (ended || packet.readableBytes() < TftpLayout.HEADER_LENGTH) {
            return;
        }
        switch (TftpLayout.opcode(packet)) {
            case 3 -> onData(packet, now);
            case 5 -> {
                if (TftpPacket.decode(packet) instanceof TftpError error) {
                    clientError = error;
                    transfer.onError();
                    confirmOnce(now);
                }
            }
            default -> {
                return;
            }
        }
        proceed(now);
    }

    private void onData(ByteBuf packet, long now) {
        int number = TftpLayout.block(packet);
        if (transfer.onData(number, packet.readableBytes() - TftpLayout.HEADER_LENGTH, now)) {
            store.add(packet.skipBytes(TftpLayout.HEADER_LENGTH));
        }
        if (transfer.isAnswered()) {
            confirmOnce(now);
        }
    }

    private void confirmOnce(long now) {
        if (!isConfirmed()) {
            confirm(now);
        }
    }

    private void onStoreChanged() {
        if (!ended) {
            proceed(loop.now());
        }
    }

    private void proceed(long now) {
        if (transfer.isOver()) {
            conclude();
            return;
        }
        if (transfer.isWhole()) {
            store.finish();
        }
        IOException failure = store.failure();
        if (failure != null) {
            onStoreFailed(failure);
            return;
        }
        if (store.isStored() && !transfer.isStored()) {
            transfer.onStored(now);
            loop.events().finished(info, statistics(), true);
        } else if (store.hasRoom()) {
            transfer.proceed(now);
        } else {
            transfer.hold();
        }
        pump(now);
    }

    /** Sends the ACK that is pending. */
    void pump(long now) {
        if (transfer.isAckPending() && maySend(now)) {
            if (transfer.isFirst() && info.options().hasOack()) {
                port.write(new TftpOack(info.options().oack()), client);
            } else {
                ByteBuf ack = loop.allocator().directBuffer(TftpLayout.HEADER_LENGTH);
                port.write(ack.writeShort(TftpOpcode.ACK.value()).writeShort(transfer.ackNumber()), client);
            }
            transfer.onSent(now);
        }
        if (transfer.isStored() && loop.isDraining()) {
            // A closing server does not wait for a client that has what it needs.
            end();
        } else {
            loop.deadlines().arm(this);
        }
    }

    @Override
    boolean isLingering() {
        return transfer.isStored();
    }

    @Override
    boolean onRequestAgain(long now) {
        boolean stays = transfer.onRequestAgain(now);
        if (stays) {
            pump(now);
        }
        return stays;
    }

    @Override
    long alarm() {
        return transfer.deadline();
    }

    @Override
    void onAlarm(long now) {
        transfer.onTime(now);
        proceed(now);
    }

    @Override
    void onReleased(long now) {
        if (!ended) {
            pump(now);
        }
    }

    private void onStoreFailed(IOException failure) {
        TftpError error = failure instanceof WriteException refused
                ? TftpError.of(refused.refusal().code(), refused.refusal().reason())
                : TftpError.of(TftpErrorCode.UNDEFINED, "the server cannot store the file");
        port.write(error, client);
        Throwable cause = failure.getCause();
        end(
                TransferFailure.STORE_FAILED,
                "cannot store it: " + failure.getMessage() + (cause == null ? "" : ": " + cause));
    }

    private void conclude() {
        WriteOutcome outcome = transfer.outcome().orElseThrow();
        switch (outcome) {
            case STORED -> end();
            case NO_ANSWER -> end(TransferFailure.NO_ANSWER, "the client never sent a block");
            case SENDER_SILENT ->
                end(TransferFailure.CLIENT_SILENT, "the client fell silent after block " + transfer.blocks());
            case SENDER_ERROR ->
                end(
                        TransferFailure.CLIENT_ERROR,
                        "the client sent " + (clientError == null ? "an ERROR" : clientError));
            case BLOCK_TOO_LONG -> {
                sendError(TftpErrorCode.ILLEGAL_OPERATION, "block longer than agreed");
                end(
                        TransferFailure.BLOCK_TOO_LONG,
                        "a block is longer than the agreed " + info.options().blockSize() + " octets");
            }
            case STORE_SILENT -> {
                sendError(TftpErrorCode.UNDEFINED, "the server took too long to store the file");
                end(TransferFailure.STORE_FAILED, "nothing could be stored for too long");
            }
        }
    }

    @Override
    void cancel(TransferFailure reason, long now) {
        if (transfer.isStored()) {
            end();
            return;
        }
        String detail = switch (reason) {
            case REPLACED -> "the client sent a new request";
            case SERVER_CLOSED -> "the server was closed";
            case TOO_LONG -> "it took longer than a transfer may (maxLife)";
            case EVICTED -> "the client never answered, and its place was needed (maxHalfOpen)";
            default -> "the client's address never answered";
        };
        if (reason == TransferFailure.SERVER_CLOSED) {
            sendError(TftpErrorCode.UNDEFINED, "the server is closing");
        } else if (reason == TransferFailure.TOO_LONG) {
            sendError(TftpErrorCode.UNDEFINED, "the transfer took too long");
        }
        end(reason, detail);
    }

    private void sendError(TftpErrorCode code, String message) {
        port.write(TftpError.of(code, message), client);
    }

    private void end(TransferFailure reason, String detail) {
        if (!ended) {
            end();
            loop.events().failed(info, reason, detail, statistics());
        }
    }

    private void end() {
        ended = true;
        Futures.ignore(store.close());
        loop.remove(this);
    }

    private TransferStatistics statistics() {
        return new TransferStatistics(
                transfer.bytes(),
                transfer.blocks(),
                transfer.datagrams(),
                transfer.retransmits(),
                transfer.timeouts(),
                Duration.ofNanos(loop.now() - startedAt));
    }

    @Override
    boolean isEnded() {
        return ended;
    }
}
