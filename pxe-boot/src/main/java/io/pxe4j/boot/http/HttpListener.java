package io.pxe4j.boot.http;

import java.net.InetSocketAddress;

/** Hears what an HTTP server did. Called on event loops: return quickly. */
public interface HttpListener {
    /** Hears nothing. */
    HttpListener NONE = new HttpListener() {};

    /** A request was answered, or broke off on the way. */
    default void ended(HttpTransfer transfer) {}

    /** A connection was closed at once, because {@link HttpServer.Builder#maxConnections} were open. */
    default void refused(InetSocketAddress peer) {}
}
