package io.pxe4j.boot.http;

/**
 * Which part of a representation a {@code Range} header selects.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc9110#section-14">RFC 9110 §14</a>
 */
sealed interface ByteRange {
    /** All of it: no range, one that must be ignored, or several. */
    record Whole() implements ByteRange {}

    /** The octets from {@code first} to {@code last}, both included. */
    record Part(long first, long last) implements ByteRange {
        long length() {
            return last - first + 1;
        }
    }

    /** A valid range with nothing in it: status 416. */
    record Unsatisfiable() implements ByteRange {}

    /** All of it. */
    ByteRange WHOLE = new Whole();
    /** Status 416. */
    ByteRange UNSATISFIABLE = new Unsatisfiable();

    /** The selection of {@code header} in {@code length} octets. Several ranges are answered with the whole, as §14.2 allows. */
    static ByteRange parse(String header, long length) {
        String text = header.trim();
        int equals = text.indexOf('=');
        if (equals < 0 || !text.substring(0, equals).trim().equalsIgnoreCase("bytes")) {
            return WHOLE;
        }
        String range = text.substring(equals + 1).trim();
        int dash = range.indexOf('-');
        if (dash < 0) {
            return WHOLE;
        }
        String from = range.substring(0, dash).trim();
        String to = range.substring(dash + 1).trim();
        if (!isNumber(from) || !isNumber(to) || from.isEmpty() && to.isEmpty()) {
            return WHOLE;
        }
        return from.isEmpty() ? suffix(number(to), length) : interval(number(from), to, length);
    }

    private static ByteRange suffix(long wanted, long length) {
        if (wanted == 0) {
            return UNSATISFIABLE;
        }
        return length == 0 ? WHOLE : new Part(Math.max(0, length - wanted), length - 1);
    }

    private static ByteRange interval(long first, String to, long length) {
        long last = to.isEmpty() ? Long.MAX_VALUE : number(to);
        if (last < first) {
            return WHOLE;
        }
        return first >= length ? UNSATISFIABLE : new Part(first, Math.min(last, length - 1));
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Saturates: a number that does not fit lies behind the end of everything. */
    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
