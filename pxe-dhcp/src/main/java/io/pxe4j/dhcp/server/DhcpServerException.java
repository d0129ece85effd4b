package io.pxe4j.dhcp.server;

import org.jspecify.annotations.Nullable;

/** The server could not start; the message is one sentence that says what to do. */
public final class DhcpServerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** A failure with that explanation. */
    public DhcpServerException(String message) {
        this(message, null);
    }

    /** A failure with that explanation and what caused it. */
    public DhcpServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
