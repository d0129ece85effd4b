package io.pxe4j.boot;

import io.pxe4j.dhcp.BootClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Decides what a client boots.
 *
 * <p>It is called on an event loop and must not block it; whoever asks a database completes the stage later, from any thread, within a
 * second. A decision that fails or comes late gives the client no answer; the client asks again by itself.
 */
@FunctionalInterface
public interface BootDecider {
    /** The decision for one client. Called for each of its messages, several times in one boot. */
    CompletionStage<BootDecision> decide(BootClient client);

    /** A decider that decides at once, without blocking. */
    static BootDecider of(Function<? super BootClient, ? extends BootDecision> decision) {
        return client -> CompletableFuture.completedFuture(decision.apply(client));
    }
}
