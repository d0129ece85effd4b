package io.pxe4j.tftp.server;

import io.netty.util.concurrent.Future;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Between Netty's futures and the JDK's. */
final class Futures {
    private Futures() {}

    /** Says in the code that nobody waits for it. */
    static void ignore(java.util.concurrent.Future<?> future) {}

    /** Done when the future is, well or not. */
    static CompletableFuture<Void> settled(Future<?> future) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        future.addListener(ignored -> done.complete(null));
        return done;
    }

    /** What a stage failed with, without the wrapping of the stages behind it. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Done when all are; fails when one does. */
    static <T> CompletableFuture<Void> all(Collection<? extends CompletionStage<T>> stages) {
        return CompletableFuture.allOf(
                stages.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
    }
}
