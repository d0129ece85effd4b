package io.pxe4j.ipxe;

import java.util.Locale;

/** Which characters iPXE treats specially, and how to show them in a message. */
final class Characters {
    private Characters() {}

    /** Whether iPXE would cut a token here, or a terminal act on the character instead of showing it. */
    static boolean isBlankOrControl(int character) {
        return character <= ' ' || character == 0x7f;
    }

    /** Refuses what cannot reach iPXE at all: NUL ends its C strings, and a lone surrogate has no UTF-8. */
    static String checked(String literal) {
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c == 0) {
                throw new IllegalArgumentException("text: " + quote(literal)
                        + " contains NUL (expected: none, iPXE's strings end at the first NUL)");
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < literal.length()
                    && Character.isLowSurrogate(literal.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new IllegalArgumentException(
                        "text: " + quote(literal) + " contains half a surrogate pair (expected: text that has UTF-8)");
            }
        }
        return literal;
    }

    /** The text in quotes, with what cannot be seen written as an escape, cut to a length that fits a message. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().limit(80).forEach(c -> {
            if (c < ' ' || c == 0x7f || Character.isSurrogate((char) c)) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append(text.length() > 80 ? "...\"" : "\"").toString();
    }
}
