package io.pxe4j.ipxe.eval;

import java.util.HexFormat;

/** Percent-encoding as core/uri.c does it. */
final class UriText {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private UriText() {}

    /** A percent sign that no hex digit follows stays what it is. */
    static String decoded(String text) {
        StringBuilder bytes = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '%') {
                String digits = text.substring(at, Math.min(at + 2, text.length()));
                ParsedNumber number = ParsedNumber.read(digits, 0, 16);
                if (number.end() > 0) {
                    c = (char) (number.value() & 0xff);
                }
                at += number.end();
            }
            bytes.append(c);
        }
        return bytes.toString();
    }

    /** For a parameter of a query: all that means something to any parser is encoded. */
    static String encoded(String bytes, boolean withPlus) {
        return encoded(bytes, "/#:@?=&%" + (withPlus ? "+" : ""));
    }

    /** Encodes blanks, what cannot be printed, and these. */
    static String encoded(String bytes, String special) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (c <= ' ' || c > '~' || special.indexOf(c) >= 0) {
                text.append('%').append(HEX.toHexDigits((byte) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
