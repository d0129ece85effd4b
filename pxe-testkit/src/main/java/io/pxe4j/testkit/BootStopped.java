package io.pxe4j.testkit;

import java.io.Serial;

/** The boot cannot go on: the message is the sentence for the result. Carries no stack trace; it is an outcome. */
final class BootStopped extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    BootStopped(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
