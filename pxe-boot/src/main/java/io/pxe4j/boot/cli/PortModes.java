package io.pxe4j.boot.cli;

import io.pxe4j.tftp.server.PortMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ports that TFTP transfers are sent from, as options name them. */
final class PortModes {
    /** What may be given, for the help of an option. */
    static final String DESCRIPTION =
            "The ports that TFTP transfers are sent from: transfer-ports (any that are free), port-range=A-B, or"
                    + " single-port (the one that listens; for firewalls, NAT and containers). Default: ${DEFAULT-VALUE}.";

    /** What is meant where nothing is given. */
    static final String DEFAULT = "transfer-ports";

    private static final Pattern RANGE = Pattern.compile("port-range=(\\d{1,9})-(\\d{1,9})");

    private PortModes() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static PortMode of(String text) {
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            int first = Integer.parseInt(range.group(1));
            int last = Integer.parseInt(range.group(2));
            if (first < 1 || last < first || last > 65535) {
                throw new IllegalArgumentException(
                        "mode: " + text + " (expected: port-range=A-B with 1 <= A <= B <= 65535)");
            }
            return PortMode.portRange(first, last);
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "transfer-ports" -> PortMode.transferPorts();
            case "single-port" -> PortMode.singlePort();
            default ->
                throw new IllegalArgumentException(
                        "mode: " + text + " (expected: transfer-ports, single-port or port-range=A-B)");
        };
    }
}
