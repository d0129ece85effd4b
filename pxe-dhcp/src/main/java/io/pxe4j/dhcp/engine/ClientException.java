package io.pxe4j.dhcp.engine;

import java.util.Objects;

/** An operation of a client did not succeed; the message says why in words for people. */
public final class ClientException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ClientFailure failure;

    /** A failure with its particulars, which may be empty. */
    public ClientException(ClientFailure failure, String detail) {
        super(detail.isEmpty() ? failure.text() : failure.text() + ": " + detail);
        this.failure = failure;
    }

    /** A failure with its particulars and its cause. */
    public ClientException(ClientFailure failure, String detail, Throwable cause) {
        this(failure, detail);
        initCause(Objects.requireNonNull(cause, "cause"));
    }

    /** What kind of failure it was. */
    public ClientFailure failure() {
        return failure;
    }
}
