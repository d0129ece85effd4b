package io.pxe4j.ipxe.language;

import java.util.Locale;
import java.util.Objects;

/**
 * An argument of a command or of an option.
 *
 * @param name what iPXE's usage message calls it
 * @param kind what it is read as
 * @param least the smallest value of a number; 0 for all that is none
 * @param most the largest value of a number; 0 for all that is none
 */
public record ArgumentSpec(String name, ArgumentKind kind, long least, long most) {
    /** Checks that the range is one. */
    public ArgumentSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        if (least > most) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "range: %d..%d (expected: the smaller first)", least, most));
        }
    }

    /** Whether the value is a number. */
    public boolean isNumber() {
        return most > least;
    }

    static ArgumentSpec of(String name, ArgumentKind kind) {
        return switch (kind) {
            case INTEGER, TIMEOUT -> number(name, kind, 0, 0xffff_ffffL);
            case DRIVE -> number(name, kind, 0, 0xff);
            default -> new ArgumentSpec(name, kind, 0, 0);
        };
    }

    static ArgumentSpec integer(String name, long least, long most) {
        return number(name, ArgumentKind.INTEGER, least, most);
    }

    private static ArgumentSpec number(String name, ArgumentKind kind, long least, long most) {
        return new ArgumentSpec(name, kind, least, most);
    }
}
