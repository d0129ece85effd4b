package io.pxe4j.boot.explain;

import java.io.IOException;

/** A capture that cannot be read, or not further; the message is a clause that says why. */
public final class CaptureException extends IOException {
    private static final long serialVersionUID = 1;

    CaptureException(String message) {
        super(message);
    }
}
