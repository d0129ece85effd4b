package io.pxe4j.tftp.server;

/**
 * Hears what a {@link TftpServer} does. The methods run on event loops: they must not block. What they throw is logged and forgotten.
 */
public interface TftpListener {
    /** A listener that hears nothing. */
    TftpListener NONE = new TftpListener() {};

    /** A transfer starts. */
    default void started(TransferStarted event) {}

    /** A whole file was sent. */
    default void finished(TransferFinished event) {}

    /** A client asked for a size only. */
    default void probed(TransferProbed event) {}

    /** A transfer ended before its last block. */
    default void failed(TransferFailed event) {}

    /** A packet started no transfer. */
    default void refused(RequestRefused event) {}
}
