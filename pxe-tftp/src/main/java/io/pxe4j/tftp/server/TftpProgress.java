package io.pxe4j.tftp.server;

import java.util.OptionalLong;

/** Follows a download. */
@FunctionalInterface
public interface TftpProgress {
    /**
     * Called on the event loop, after each batch of packets and at the end.
     *
     * @param received octets so far
     * @param size octets in all, if the server told (option tsize)
     */
    void received(long received, OptionalLong size);
}
