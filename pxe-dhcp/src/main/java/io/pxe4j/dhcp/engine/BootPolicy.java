package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.BootClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Decides what a client boots.
 *
 * <p>It is called on the server's event loop and must not block it; whoever needs a database or a file completes the stage later,
 * from any thread. A decision that comes after the engine's deadline is not sent: the client asks again by itself.
 */
@FunctionalInterface
public interface BootPolicy {
    /** The boot offer for one client. Called for each of its messages, so the same client gets the same answer. */
    CompletionStage<BootOffer> offerFor(BootClient client);

    /** A policy that decides at once, without blocking. */
    static BootPolicy of(Function<? super BootClient, BootOffer> decision) {
        return client -> CompletableFuture.completedFuture(decision.apply(client));
    }
}
