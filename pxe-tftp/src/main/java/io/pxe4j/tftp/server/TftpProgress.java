package io.pxe4j.tftp.server;

import java.util.OptionalLong;

/** Follows a download or an upload. */
@FunctionalInterface
public interface TftpProgress {
    /**
     * Called on the event loop while octets arrive, or are acknowledged, and at the end.
     *
     * @param octets octets so far
     * @param size octets in all, if known: for a download if the server told (option tsize)
     */
    void transferred(long octets, OptionalLong size);
}
