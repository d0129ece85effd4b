package io.pxe4j.tftp.server;

import io.pxe4j.tftp.TftpError;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a {@link TftpClient} got no file, or could not store one. */
public final class TftpException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable TftpError error;

    /** A failure on this side, such as a server that does not answer. */
    public TftpException(String message) {
        super(message);
        this.error = null;
    }

    /** An ERROR that the server sent. */
    public TftpException(TftpError error) {
        super("server answered " + error);
        this.error = error;
    }

    /** The ERROR that the server sent; empty if the failure is on this side. */
    public Optional<TftpError> error() {
        return Optional.ofNullable(error);
    }
}
