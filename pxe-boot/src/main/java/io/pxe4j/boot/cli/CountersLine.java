package io.pxe4j.boot.cli;

import java.util.Locale;

/** A server's counters as one line for a terminal. */
final class CountersLine {
    private CountersLine() {}

    /** {@code counters: requests 7, reads finished 5}, of what the counters' own text says in capitals. */
    static String of(Object counters) {
        String text = counters.toString();
        return "counters: "
                + (text.isEmpty()
                        ? "nothing yet"
                        : text.toLowerCase(Locale.ROOT).replace('_', ' '));
    }
}
