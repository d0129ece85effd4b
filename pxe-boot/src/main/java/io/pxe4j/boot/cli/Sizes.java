package io.pxe4j.boot.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sizes as administrators write them: {@code 4096}, {@code 512k}, {@code 64m}, {@code 2g}. */
final class Sizes {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})([kmg]?)", Pattern.CASE_INSENSITIVE);

    private Sizes() {}

    /** The octets. */
    static long of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("size: " + text + " (expected: like 4096, 512k, 64m or 2g)");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "k", "K" -> number << 10;
            case "m", "M" -> number << 20;
            case "g", "G" -> number << 30;
            default -> number;
        };
    }
}
