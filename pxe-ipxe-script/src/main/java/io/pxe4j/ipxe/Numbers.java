package io.pxe4j.ipxe;

/** Numbers as options and arguments take them. */
final class Numbers {
    private Numbers() {}

    static long checked(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: " + least + ".." + most + ")");
        }
        return value;
    }
}
