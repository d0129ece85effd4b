package io.pxe4j.dhcp.engine;

import java.util.concurrent.CompletableFuture;

/** Something that a client has been asked to do, or does by itself. */
final class ClientOperation<T> {
    private final String name;
    private final boolean automatic;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    ClientOperation(String name, boolean automatic) {
        this.name = name;
        this.automatic = automatic;
    }

    /** For messages. */
    String name() {
        return name;
    }

    /** Whether nobody asked for it, so that it gives way to who does. */
    boolean automatic() {
        return automatic;
    }

    /** Completes on the client's thread. */
    CompletableFuture<T> result() {
        return result;
    }
}
