package io.pxe4j.tftp.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/**
 * Decides what becomes of a write request: a sink takes the file, or the client hears an ERROR.
 *
 * <p>It is called on an event loop and must not block; work that blocks goes to {@link WriteRequest#worker()}. The server waits for the answer as
 * long as its open timeout allows, then refuses the request and aborts a sink that comes late. A stage that fails is answered with error 0.
 *
 * <p>A file travels in netascii if the client wants so; the sink gets its octets as they are here.
 */
@FunctionalInterface
public interface WriteTarget {
    /** Takes nothing: each write request gets error 2. The default of a server. */
    WriteTarget DENY = request -> CompletableFuture.completedFuture(WriteRefusal.denied("writing is not allowed"));

    /** The answer to that request. */
    CompletionStage<WriteAnswer> accept(WriteRequest request);

    /**
     * Gathers each file in memory and hands it over when it is whole. The client receives its last ACK after {@code whole} has returned, or error 0
     * if it throws.
     *
     * @param maxBytes the largest file; a larger one gets error 3
     * @param whole called on a worker, for several clients at once
     * @throws IllegalArgumentException if {@code maxBytes} is below 0
     */
    static WriteTarget toBytes(int maxBytes, BiConsumer<WriteRequest, byte[]> whole) {
        if (maxBytes < 0) {
            throw new IllegalArgumentException("maxBytes: " + maxBytes + " (expected: 0 or more)");
        }
        return request -> CompletableFuture.completedFuture(
                request.announcedSize().orElse(0) > maxBytes
                        ? BytesUpload.tooLarge(maxBytes)
                        : new BytesUpload(maxBytes, bytes -> whole.accept(request, bytes)));
    }
}
