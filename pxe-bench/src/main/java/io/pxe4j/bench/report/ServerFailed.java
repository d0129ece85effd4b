package io.pxe4j.bench.report;

import java.io.IOException;

/** A server that did not start, or does not answer; the message says why. */
final class ServerFailed extends IOException {
    private static final long serialVersionUID = 1;

    ServerFailed(String message) {
        super(message);
    }
}
