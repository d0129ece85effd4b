package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpLayout;
import io.pxe4j.tftp.TftpOack;
import io.pxe4j.tftp.TftpPacket;
import io.pxe4j.tftp.engine.AgreedOptions;
import io.pxe4j.tftp.engine.ReadOutcome;
import io.pxe4j.tftp.engine.ReadTransfer;
import io.pxe4j.tftp.engine.TftpContent;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A read transfer: joins its {@link ReadTransfer} with its content and its port. */
final class TransferSession extends Session implements ChannelFutureListener {
    private final TransferInfo info;
    private final ReadTransfer transfer;
    private final BlockSource blocks;
    private final int segment;
    private boolean segmentsPass;
    private @Nullable TftpError clientError;
    private boolean ended;

    TransferSession(OpeningSession opened, AgreedOptions agreed, TftpContent content) {
        super(opened);
        this.info = new TransferInfo(client, port.address(), request, agreed, content.size());
        this.transfer = ReadTransfer.start(agreed, content.size(), loop.config().timers(), loop.now());
        this.segment = agreed.blockSize() + TftpLayout.HEADER_LENGTH;
        this.blocks = BlockSource.of(content, agreed, loop, this::onContentLoaded);
    }

    TransferInfo info() {
        return info;
    }

    /** Sends what is pending and content is ready for. */
    void pump(long now) {
        try {
            while (transfer.pendingCount() > 0 && sendNext(now)) {
                // As long as something leaves.
            }
        } catch (IOException | RuntimeException e) {
            String detail = "cannot read the content: " + e.getMessage();
            sendError("the server cannot read the file any more");
            end(() -> loop.events().failed(info, TransferFailure.CONTENT_FAILED, detail, statistics()));
            return;
        }
        loop.deadlines().arm(this);
    }

    private boolean sendNext(long now) throws IOException {
        long first = transfer.pendingBlock();
        if (first == 0) {
            if (!maySend(now)) {
                return false;
            }
            port.write(new TftpOack(info.options().oack()), client);
            transfer.onSent(1, now);
            return true;
        }
        int count = transfer.pendingCount();
        if (count > 1) {
            count = Math.min(count, port.segmentsPerWrite(segment, client.getAddress()));
        }
        if (!blocks.isReady(first, count) || !maySend(now)) {
            return false;
        }
        ByteBuf datagrams = blocks.datagrams(first, count);
        if (count == 1) {
            port.write(datagrams, client);
        } else if (segmentsPass) {
            port.writeSegmented(datagrams, segment, client);
        } else {
            port.writeSegmented(datagrams, segment, client, this);
        }
        transfer.onSent(count, now);
        return true;
    }

    /**
     * A segmented write is done. A route may refuse it (no checksum offload, a small MTU); then blocks leave one by one. Once one has passed, nobody
     * waits for the others.
     */
    @Override
    public void operationComplete(ChannelFuture written) {
        segmentsPass = written.isSuccess();
        if (!segmentsPass && !ended) {
            loop.refusedSegments().add(client.getAddress(), segment);
            transfer.onNotSent();
            pump(loop.now());
        }
    }

    private void onContentLoaded() {
        if (!ended) {
            pump(loop.now());
        }
    }

    @Override
    void onPacket(ByteBuf packet, long now) {
        if (ended || packet.readableBytes() < TftpLayout.HEADER_LENGTH) {
            return;
        }
        switch (TftpLayout.opcode(packet)) {
            case 4 -> {
                transfer.onAck(TftpLayout.block(packet), now);
                if (!isConfirmed() && transfer.isAnswered()) {
                    confirm(now);
                }
            }
            case 5 -> {
                if (TftpPacket.decode(packet) instanceof TftpError error) {
                    clientError = error;
                    confirm(now);
                    transfer.onError(error.code());
                }
            }
            default -> {
                return;
            }
        }
        proceed(now);
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
    void onAlarm(long now) {
        // The route may have changed.
        segmentsPass = false;
        transfer.onTime(now);
        proceed(now);
    }

    @Override
    void onReleased(long now) {
        if (!ended) {
            pump(now);
        }
    }

    private void proceed(long now) {
        if (transfer.isOver()) {
            conclude();
        } else {
            pump(now);
        }
    }

    private void conclude() {
        ReadOutcome outcome = transfer.outcome().orElseThrow();
        TftpError error = clientError == null ? TftpError.of(TftpErrorCode.UNDEFINED, "") : clientError;
        end(() -> {
            switch (outcome) {
                case COMPLETED -> loop.events().finished(info, statistics(), true);
                case COMPLETED_UNCONFIRMED -> loop.events().finished(info, statistics(), false);
                case PROBED -> loop.events().probed(info, error, statistics());
                case NO_ANSWER -> fail(TransferFailure.NO_ANSWER, "the client never answered");
                case CLIENT_SILENT ->
                    fail(
                            TransferFailure.CLIENT_SILENT,
                            "the client fell silent after block " + transfer.acknowledgedBlocks() + " of "
                                    + transfer.lastBlock());
                case CLIENT_ERROR -> fail(TransferFailure.CLIENT_ERROR, "the client sent " + error);
            }
        });
    }

    private void fail(TransferFailure reason, String detail) {
        loop.events().failed(info, reason, detail, statistics());
    }

    @Override
    void cancel(TransferFailure reason, long now) {
        String detail = switch (reason) {
            case REPLACED -> "the client sent a new request";
            case SERVER_CLOSED -> "the server was closed";
            case TOO_LONG -> "it took longer than a transfer may (maxLife)";
            case EVICTED -> "the client never answered, and its place was needed (maxHalfOpen)";
            default -> "the client's address never answered";
        };
        if (reason == TransferFailure.SERVER_CLOSED) {
            sendError("the server is closing");
        } else if (reason == TransferFailure.TOO_LONG) {
            sendError("the transfer took too long");
        }
        end(() -> fail(reason, detail));
    }

    private void sendError(String message) {
        port.write(TftpError.of(TftpErrorCode.UNDEFINED, message), client);
    }

    private void end(Runnable event) {
        if (ended) {
            return;
        }
        ended = true;
        blocks.close();
        loop.remove(this);
        event.run();
    }

    private TransferStatistics statistics() {
        return new TransferStatistics(
                transfer.acknowledgedBytes(),
                transfer.acknowledgedBlocks(),
                transfer.datagrams(),
                transfer.retransmits(),
                transfer.timeouts(),
                Duration.ofNanos(loop.now() - startedAt));
    }

    @Override
    long alarm() {
        return transfer.deadline();
    }

    @Override
    boolean isEnded() {
        return ended;
    }
}
