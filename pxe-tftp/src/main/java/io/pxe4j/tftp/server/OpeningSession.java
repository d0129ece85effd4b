package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpMode;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.ContentAnswer;
import io.pxe4j.tftp.engine.ContentRefusal;
import io.pxe4j.tftp.engine.ContentRequest;
import io.pxe4j.tftp.engine.NegotiationLimits;
import io.pxe4j.tftp.engine.NetasciiContent;
import io.pxe4j.tftp.engine.TftpContent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** A request that waits for its content. Requests that the client repeats meanwhile are not answered: PXELINUX does so after 110 ms. */
final class OpeningSession extends Session {
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

    /** Asks the content source. */
    void open() {
        ContentRequest question = new ContentRequest(request, client, server, loop.worker());
        CompletionStage<ContentAnswer> answer;
        try {
            answer = loop.config().content().open(question);
            if (request.mode().equals(TftpMode.NETASCII)) {
                answer = answer.thenCompose(this::asNetascii);
            }
        } catch (RuntimeException e) {
            onAnswer(null, e);
            return;
        }
        answer.whenComplete((content, failure) -> loop.run(() -> onAnswer(content, failure), () -> discard(content)));
    }

    private CompletionStage<ContentAnswer> asNetascii(ContentAnswer answer) {
        if (!(answer instanceof TftpContent content)) {
            return CompletableFuture.completedFuture(answer);
        }
        CompletableFuture<ContentAnswer> converted = new CompletableFuture<>();
        try {
            loop.worker().execute(() -> {
                try {
                    converted.complete(NetasciiContent.of(content));
                } catch (IOException | RuntimeException e) {
                    converted.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            content.close();
            converted.completeExceptionally(e);
        }
        return converted;
    }

    private void onAnswer(@Nullable ContentAnswer answer, @Nullable Throwable failure) {
        if (ended) {
            discard(answer);
            return;
        }
        if (answer instanceof TftpContent content) {
            ended = true;
            loop.onOpened(this, content);
        } else if (answer instanceof ContentRefusal refusal) {
            refuse(reasonOf(refusal.code()), TftpError.of(refusal.code(), refusal.reason()), refusal.reason());
        } else {
            refuse(
                    RefusalReason.CONTENT_FAILED,
                    TftpError.of(TftpErrorCode.UNDEFINED, "the server cannot read the file"),
                    failure == null
                            ? "the content source gave null"
                            : "the content source failed: " + Futures.cause(failure));
        }
    }

    private static RefusalReason reasonOf(TftpErrorCode code) {
        if (code.equals(TftpErrorCode.FILE_NOT_FOUND)) {
            return RefusalReason.NOT_FOUND;
        }
        return code.equals(TftpErrorCode.ACCESS_VIOLATION) ? RefusalReason.DENIED : RefusalReason.CONTENT_REFUSED;
    }

    private void refuse(RefusalReason reason, TftpError error, String detail) {
        ended = true;
        loop.report(port, error, this);
        loop.remove(this);
        loop.events().refused(client, server, request.printableFile(), reason, detail);
    }

    /** Content that nobody waits for any more; closed on a worker, since that may block. */
    private void discard(@Nullable ContentAnswer answer) {
        if (answer instanceof TftpContent content) {
            try {
                loop.worker().execute(content::close);
            } catch (RejectedExecutionException e) {
                content.close();
            }
        }
    }

    @Override
    boolean onRequestAgain(long now) {
        return true;
    }

    @Override
    void onPacket(ByteBuf packet, long now) {
        // Nothing was sent yet that could be answered.
    }

    @Override
    void cancel(TransferFailure reason, long now) {
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
    void onReleased(long now) {
        // Nothing is held back.
    }

    @Override
    long alarm() {
        return deadline;
    }

    @Override
    void onAlarm(long now) {
        refuse(
                RefusalReason.CONTENT_TIMEOUT,
                TftpError.of(TftpErrorCode.UNDEFINED, "the server took too long to open the file"),
                "the content source took longer than " + loop.config().openTimeout());
    }

    @Override
    boolean isEnded() {
        return ended;
    }
}
