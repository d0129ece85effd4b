package io.pxe4j.boot;

import org.jspecify.annotations.Nullable;

/** A boot server could not start; the message is one sentence that says what to do. */
public final class BootException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** A failure with that explanation. */
    public BootException(String message) {
        this(message, null);
    }

    /** A failure with that explanation and what caused it. */
    public BootException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
