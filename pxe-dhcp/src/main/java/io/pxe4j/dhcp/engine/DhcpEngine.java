package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpPacket;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Answers requests: the protocol without the sockets.
 *
 * <p>An engine belongs to one thread, that of {@link EngineContext#executor()}: all methods are called there, and stages complete
 * there. It never blocks and never throws on any packet.
 */
public interface DhcpEngine {
    /**
     * Decides about one request.
     *
     * @param request must stay valid until the stage is complete and a reply has been encoded
     * @return completes with the answer or the reason for silence; never exceptionally
     */
    CompletionStage<DhcpOutcome> handle(DhcpPacket request, DhcpArrival arrival);

    /** Ends requests whose deadline has passed. To be called every tenth of a second or so while stages are incomplete. */
    default void tick() {}

    /** Ends all requests that are being worked on, without an answer. */
    default void close() {}

    /**
     * Asks the engines one after the other until one answers: put {@link DhcpLeasing} first and {@link ProxyDhcp} behind it to serve
     * port 4011 too.
     *
     * @throws IllegalArgumentException if {@code engines} is empty
     */
    static DhcpEngine firstOf(DhcpEngine... engines) {
        return new FirstAnswer(List.of(engines));
    }

    /**
     * An engine for each port: {@link DhcpLeasing} on 67 and {@link ProxyDhcp} on 4011. Unlike with {@link #firstOf}, a DISCOVER that
     * finds no free address is not answered with boot information alone.
     */
    static DhcpEngine byPort(DhcpEngine onDhcp, DhcpEngine onPxe) {
        return new ByPort(onDhcp, onPxe);
    }
}
