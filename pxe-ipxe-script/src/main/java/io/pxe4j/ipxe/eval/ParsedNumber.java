package io.pxe4j.ipxe.eval;

import java.util.OptionalLong;

/**
 * A number as core/string.c:strtoul reads it.
 *
 * @param value the value, modulo 2^64
 * @param end where reading stopped
 */
record ParsedNumber(long value, int end) {
    /** Reads one. A base of 0 lets the text tell: 0x is hexadecimal, a leading 0 octal. */
    static ParsedNumber read(String text, int start, int base) {
        int at = start;
        while (at < text.length() && Bytes.isSpace(text.charAt(at))) {
            at++;
        }
        boolean negative = charAt(text, at) == '-';
        if (negative || charAt(text, at) == '+') {
            at++;
        }
        int actual = base;
        if (base == 0) {
            actual = 10;
            if (charAt(text, at) == '0') {
                at++;
                actual = 8;
                if ((charAt(text, at) & ~0x20) == 'X') {
                    at++;
                    actual = 16;
                }
            }
        }
        long value = 0;
        for (int digit = digit(charAt(text, at)); digit < actual; digit = digit(charAt(text, at))) {
            value = value * actual + digit;
            at++;
        }
        return new ParsedNumber(negative ? -value : value, at);
    }

    /** The number that a whole text is; an empty one is 0. */
    static OptionalLong whole(String text) {
        ParsedNumber number = read(text, 0, 0);
        return number.end() == text.length() ? OptionalLong.of(number.value()) : OptionalLong.empty();
    }

    /** core/string.c:digit_value, where what is no digit has a value beyond every base. */
    static int digit(int c) {
        if (c >= 'a') {
            return c - ('a' - 10);
        }
        if (c >= 'A') {
            return c - ('A' - 10);
        }
        return c >= '0' && c <= '9' ? c - '0' : Integer.MAX_VALUE;
    }

    private static int charAt(String text, int index) {
        return index < text.length() ? text.charAt(index) : 0;
    }
}
