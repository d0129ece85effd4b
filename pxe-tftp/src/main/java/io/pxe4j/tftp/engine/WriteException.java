package io.pxe4j.tftp.engine;

import java.io.IOException;

/** A {@link TftpSink} cannot take the file, and says what the peer hears of it. */
public final class WriteException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient WriteRefusal refusal;

    /** A failure that the peer receives as an ERROR with that code and text. */
    public WriteException(WriteRefusal refusal) {
        super(refusal.reason());
        this.refusal = refusal;
    }

    /** As {@link #WriteException(WriteRefusal)}, with what caused it, for the log. */
    public WriteException(WriteRefusal refusal, Throwable cause) {
        super(refusal.reason(), cause);
        this.refusal = refusal;
    }

    /** What the peer hears. */
    public WriteRefusal refusal() {
        return refusal;
    }
}
