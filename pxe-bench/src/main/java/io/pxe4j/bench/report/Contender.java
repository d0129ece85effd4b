package io.pxe4j.bench.report;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TFTP server that takes part.
 *
 * @param name in tables and plots
 * @param command a shell's command with {@code {port}}, {@code {root}} and, for a server of one file, {@code {file}}; stays in the
 *     foreground
 * @param fixedPort of a server whose port cannot be chosen
 * @param java whether Java compiles it while it runs, so that it needs a warm-up
 */
record Contender(String name, String command, OptionalInt fixedPort, boolean java) {
    static final String OURS = "pxe4j";
    static final String YARDSTICK = "yardstick";

    private static final Pattern NAMED =
            Pattern.compile("([A-Za-z][A-Za-z0-9._-]*)(?:@(\\d{1,5}))?=(.*\\S.*)", Pattern.DOTALL);

    /**
     * One that a user adds.
     *
     * @param text {@code NAME=COMMAND}, or {@code NAME@PORT=COMMAND} for a server whose port cannot be chosen
     */
    static Contender of(String text) {
        Matcher named = NAMED.matcher(text);
        if (!named.matches()) {
            throw new IllegalArgumentException("server: " + text
                    + " (expected: NAME=COMMAND or NAME@PORT=COMMAND, with {port} and {root} in the command)");
        }
        OptionalInt port =
                named.group(2) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(named.group(2)));
        if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65_535)) {
            throw new IllegalArgumentException(
                    "port of " + named.group(1) + ": " + port.getAsInt() + " (expected: 1..65535)");
        }
        if (port.isEmpty() && !named.group(3).contains("{port}")) {
            throw new IllegalArgumentException("server: " + text
                    + " (expected: {port} in the command, or NAME@PORT=COMMAND if its port cannot be chosen)");
        }
        return new Contender(named.group(1), named.group(3), port, false);
    }
}
