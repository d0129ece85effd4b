package io.pxe4j.dhcp.jdbc;

import java.util.concurrent.CompletableFuture;

/** What a store was asked, waiting for its turn, and the stage that its caller holds. */
abstract class Operation<T> {
    final CompletableFuture<T> result = new CompletableFuture<>();
    private long bornNanos;

    void born(long nanos) {
        bornNanos = nanos;
    }

    long ageNanos(long now) {
        return now - bornNanos;
    }

    /** Whether the caller has its answer; the clock may have given it. */
    boolean isAnswered() {
        return result.isDone();
    }

    /** Tells the caller how it went. */
    abstract void answer();

    void fail(LeaseStoreException why) {
        result.completeExceptionally(why);
    }
}
