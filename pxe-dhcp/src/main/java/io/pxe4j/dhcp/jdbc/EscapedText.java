package io.pxe4j.dhcp.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * Text from strangers as printable ASCII: PostgreSQL takes no NUL, and whether a database keeps anything but ASCII is its
 * administrator's setting.
 */
final class EscapedText {
    private static final int ESCAPE_LENGTH = 6;

    private EscapedText() {}

    /** Everything but printable ASCII, and the backslash itself, as {@code \\u0000}. */
    static String write(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return escape(text, i);
            }
        }
        return text;
    }

    private static String escape(String text, int from) {
        StringBuilder out = new StringBuilder(text.length() + 32).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                out.append(c);
            } else {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(Character.forDigit(c >> shift & 0xf, 16));
                }
            }
        }
        return out.toString();
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7f && c != '\\';
    }

    /** The text again; a backslash that begins no escape, which somebody else must have written, stands for itself. */
    static @Nullable String read(@Nullable String column) {
        if (column == null || column.indexOf('\\') < 0) {
            return column;
        }
        StringBuilder out = new StringBuilder(column.length());
        for (int i = 0; i < column.length(); i++) {
            int code = column.charAt(i) == '\\' ? code(column, i) : -1;
            out.append(code < 0 ? column.charAt(i) : (char) code);
            i += code < 0 ? 0 : ESCAPE_LENGTH - 1;
        }
        return out.toString();
    }

    private static int code(String column, int at) {
        if (at + ESCAPE_LENGTH > column.length() || column.charAt(at + 1) != 'u') {
            return -1;
        }
        int code = 0;
        for (int i = at + 2; i < at + ESCAPE_LENGTH; i++) {
            int digit = Character.digit(column.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code;
    }
}
