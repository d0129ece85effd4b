package io.pxe4j.tftp.server;

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

/** A read request that waits for its content. */
final class OpeningRead extends OpeningSession {
    OpeningRead(
            TransferLoop loop,
            TransferPort port,
            TftpRequest request,
            InetSocketAddress client,
            InetSocketAddress server,
            NegotiationLimits limits,
            long now) {
        super(loop, port, request, client, server, limits, now);
    }

    @Override
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
        if (isEnded()) {
            discard(answer);
            return;
        }
        if (answer instanceof TftpContent content) {
            opened();
            loop.onOpened(this, content);
        } else if (answer instanceof ContentRefusal refusal) {
            refuse(reasonOf(refusal.code()), refusal.code(), refusal.reason(), refusal.reason());
        } else {
            refuse(
                    RefusalReason.CONTENT_FAILED,
                    TftpErrorCode.UNDEFINED,
                    "the server cannot read the file",
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
    void onOpenTimeout() {
        refuse(
                RefusalReason.CONTENT_TIMEOUT,
                TftpErrorCode.UNDEFINED,
                "the server took too long to open the file",
                "the content source took longer than " + loop.config().openTimeout());
    }
}
