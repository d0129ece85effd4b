package io.pxe4j.ipxe;

import java.util.HexFormat;

/**
 * The settings that bring a blank or a control character into a word: <code>${char20:string}</code> is a space. iPXE
 * cuts a line into words before it expands them ({@code core/exec.c:split_command}), so such a character survives.
 *
 * <p>A set of them is a {@code long} with one bit for each character: 0..0x20 and, as bit 33, 0x7f.
 */
final class Helpers {
    private static final String START = "${char";
    private static final String END = ":string}";
    private static final int DELETE = 0x7f;
    private static final int DELETE_BIT = 0x21;

    private Helpers() {}

    /** Writes the character into a word and returns the set that holds it alone. */
    static long append(StringBuilder word, char character) {
        word.append(START).append(HexFormat.of().toHexDigits((byte) character)).append(END);
        return 1L << (character == DELETE ? DELETE_BIT : character);
    }

    /** Those that a text written by hand mentions. */
    static long in(String text) {
        long found = 0;
        for (int at = text.indexOf(START); at >= 0; at = text.indexOf(START, at + 1)) {
            int digits = at + START.length();
            for (int bit = 1; bit <= DELETE_BIT; bit++) {
                if (text.startsWith(hex(bit) + END, digits)) {
                    found |= 1L << bit;
                }
            }
        }
        return found;
    }

    /** The lines that give these settings their values. */
    static void declare(long helpers, StringBuilder script) {
        for (int bit = 1; bit <= DELETE_BIT; bit++) {
            if ((helpers & 1L << bit) != 0) {
                script.append("set char")
                        .append(hex(bit))
                        .append(":hex ")
                        .append(hex(bit))
                        .append('\n');
            }
        }
    }

    private static String hex(int bit) {
        return HexFormat.of().toHexDigits((byte) (bit == DELETE_BIT ? DELETE : bit));
    }
}
