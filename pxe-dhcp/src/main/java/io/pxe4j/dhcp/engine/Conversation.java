package io.pxe4j.dhcp.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on its way through policy and store: each step on the engine's thread, and an outcome in every case. */
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final Conversations all;
    private final long deadlineNanos;
    private final CompletableFuture<DhcpOutcome> outcome = new CompletableFuture<>();
    private DropReason ifLate = DropReason.INTERNAL_ERROR;
    private boolean waiting;

    Conversation(Conversations all, long deadlineNanos) {
        this.all = all;
        this.deadlineNanos = deadlineNanos;
    }

    CompletionStage<DhcpOutcome> outcome() {
        return outcome;
    }

    boolean isEnded() {
        return outcome.isDone();
    }

    boolean isLate(long nowNanos) {
        return nowNanos - deadlineNanos >= 0;
    }

    void dropLate() {
        drop(ifLate, "");
    }

    /**
     * Waits for user code and goes on with its result; its failure or a passed deadline ends the conversation.
     *
     * @param what starts the user's work
     * @param failed the reason if it fails
     * @param late the reason if it comes too late
     * @param next the next step, called on the engine's thread
     */
    <T> void await(Supplier<CompletionStage<T>> what, DropReason failed, DropReason late, Consumer<? super T> next) {
        ifLate = late;
        CompletionStage<T> stage;
        try {
            stage = what.get();
            if (stage == null) {
                drop(failed, "it returned null");
                return;
            }
        } catch (RuntimeException e) {
            fail(failed, e);
            return;
        }
        if (isDone(stage)) {
            resumeNow(stage.toCompletableFuture(), failed, next);
        } else if (all.admit(this)) {
            waiting = true;
            stage.whenCompleteAsync((value, error) -> resume(value, error, failed, next), all.executor());
        } else {
            drop(DropReason.BUSY, "");
        }
    }

    /** Whether its value can be had without waiting. Other stages, such as a minimal one, may refuse the question. */
    static boolean isDone(CompletionStage<?> stage) {
        return stage.getClass() == CompletableFuture.class && ((CompletableFuture<?>) stage).isDone();
    }

    private <T> void resumeNow(CompletableFuture<T> done, DropReason failed, Consumer<? super T> next) {
        T value;
        try {
            value = done.join();
        } catch (RuntimeException e) {
            resume(null, e, failed, next);
            return;
        }
        resume(value, null, failed, next);
    }

    private <T> void resume(@Nullable T value, @Nullable Throwable error, DropReason failed, Consumer<? super T> next) {
        if (outcome.isDone()) {
            return;
        }
        if (isLate(all.now())) {
            dropLate();
        } else if (error != null) {
            fail(failed, error);
        } else if (value == null) {
            drop(failed, "it answered null");
        } else {
            step(() -> next.accept(value));
        }
    }

    /** Runs a step of the engine; a fault in it ends this conversation and no other. */
    void step(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.error("Fault while answering a DHCP request", e);
            drop(DropReason.INTERNAL_ERROR, e.getClass().getSimpleName());
        }
    }

    void end(DhcpOutcome with) {
        if (waiting) {
            all.forget(this);
        }
        outcome.complete(with);
    }

    void drop(DropReason reason, String detail) {
        end(new DhcpDrop(reason, detail));
    }

    private void fail(DropReason reason, Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        LOG.debug("{}", reason.text(), cause);
        drop(reason, Text.escape(cause.toString()));
    }
}
