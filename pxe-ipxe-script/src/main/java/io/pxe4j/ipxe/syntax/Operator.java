package io.pxe4j.ipxe.syntax;

import java.util.Optional;

/** What joins a command to the one before it in its line. All have the same rank (core/exec.c:system). */
public enum Operator {
    /** {@code &&}: runs if the last command that ran succeeded. */
    AND("&&"),
    /** {@code ||}: runs if the last command that ran failed. */
    OR("||"),
    /** {@code ;}: runs in any case. */
    ALWAYS(";");

    private final String text;

    Operator(String text) {
        this.text = text;
    }

    /** As scripts write it. */
    public String text() {
        return text;
    }

    /** Whether the next command runs after a status: 0 is success. */
    public boolean runsAfter(int status) {
        return this == ALWAYS || (this == AND) == (status == 0);
    }

    /** The operator that a word is. */
    static Optional<Operator> of(byte[] data, int start, int end) {
        if (end - start == 1 && data[start] == ';') {
            return Optional.of(ALWAYS);
        }
        if (end - start != 2 || data[start] != data[start + 1]) {
            return Optional.empty();
        }
        return data[start] == '&' ? Optional.of(AND) : data[start] == '|' ? Optional.of(OR) : Optional.empty();
    }
}
