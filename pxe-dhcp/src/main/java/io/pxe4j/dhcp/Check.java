package io.pxe4j.dhcp;

/** Argument checks whose messages name the value and what would have been right. */
final class Check {
    private Check() {}

    static int range(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + min + ".." + max + ")");
        }
        return value;
    }

    static long range(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + min + ".." + max + ")");
        }
        return value;
    }

    /** Names, value and what would have been right; the words are made only when it fails. */
    static void that(boolean ok, String name, Object value, String expected) {
        if (!ok) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }

    /** The same for text, which is quoted. */
    static void text(boolean ok, String name, String value, String expected) {
        if (!ok) {
            throw new IllegalArgumentException(name + ": " + OctetText.quote(value) + " (expected: " + expected + ")");
        }
    }

    static void that(boolean ok, String problem) {
        if (!ok) {
            throw new IllegalArgumentException(problem);
        }
    }
}
