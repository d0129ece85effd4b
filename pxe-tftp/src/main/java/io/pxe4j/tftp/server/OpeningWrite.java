package io.pxe4j.tftp.server;

import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpMode;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.NegotiationLimits;
import io.pxe4j.tftp.engine.TftpSink;
import io.pxe4j.tftp.engine.WriteAnswer;
import io.pxe4j.tftp.engine.WriteRefusal;
import io.pxe4j.tftp.engine.WriteRequest;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** A write request that waits for what takes the file. */
final class OpeningWrite extends OpeningSession {
    OpeningWrite(
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
        WriteRequest question = new WriteRequest(request, client, server, loop.worker());
        CompletionStage<WriteAnswer> answer;
        try {
            answer = loop.config().writes().accept(question);
        } catch (RuntimeException e) {
            onAnswer(null, e);
            return;
        }
        answer.whenComplete((sink, failure) -> loop.run(() -> onAnswer(sink, failure), () -> discard(sink)));
    }

    private void onAnswer(@Nullable WriteAnswer answer, @Nullable Throwable failure) {
        if (isEnded()) {
            discard(answer);
            return;
        }
        if (answer instanceof TftpSink sink) {
            opened();
            loop.onAccepted(this, request.mode().equals(TftpMode.NETASCII) ? new NetasciiSink(sink) : sink);
        } else if (answer instanceof WriteRefusal refusal) {
            RefusalReason reason = refusal.code().equals(TftpErrorCode.ACCESS_VIOLATION)
                    ? RefusalReason.WRITE_DENIED
                    : RefusalReason.WRITE_REFUSED;
            refuse(reason, refusal.code(), refusal.reason(), refusal.reason());
        } else {
            refuse(
                    RefusalReason.TARGET_FAILED,
                    TftpErrorCode.UNDEFINED,
                    "the server cannot store the file",
                    failure == null
                            ? "the write target gave null"
                            : "the write target failed: " + Futures.cause(failure));
        }
    }

    /** A sink that nobody waits for any more; aborted on a worker, since that may block. */
    private void discard(@Nullable WriteAnswer answer) {
        if (answer instanceof TftpSink sink) {
            try {
                loop.worker().execute(sink::abort);
            } catch (RejectedExecutionException e) {
                sink.abort();
            }
        }
    }

    @Override
    void onOpenTimeout() {
        refuse(
                RefusalReason.TARGET_TIMEOUT,
                TftpErrorCode.UNDEFINED,
                "the server took too long to accept the file",
                "the write target took longer than " + loop.config().openTimeout());
    }
}
