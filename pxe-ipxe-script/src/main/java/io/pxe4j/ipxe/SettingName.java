package io.pxe4j.ipxe;

import java.util.Optional;
import java.util.regex.Pattern;

/** The names that settings and their scopes may have. */
final class SettingName {
    private static final Pattern HELPER = Pattern.compile("char[0-9a-f]{2}");

    private SettingName() {}

    /** The number that iPXE reads a name as, when it is one: a DHCP option, {@code 67} or {@code 175.3}. */
    static Optional<Long> tag(String name) {
        long tag = 0;
        for (String part : name.split("\\.", -1)) {
            try {
                // strtoul(..., 0): 0x is hex, a leading zero is octal, and nothing at all is 0.
                tag = tag << 8 | (part.isEmpty() ? 0 : Long.decode(part));
            } catch (NumberFormatException aName) {
                return Optional.empty();
            }
            if (part.startsWith("-") || part.startsWith("+") || part.startsWith("#")) {
                return Optional.empty();
            }
        }
        return Optional.of(tag);
    }

    /** Refuses a name that iPXE would cut, expand or read as something else. */
    static String checked(String what, String name) {
        boolean clean = !name.isEmpty()
                && name.chars().noneMatch(c -> Characters.isBlankOrControl(c) || "/:${}\\".indexOf(c) >= 0);
        if (!clean) {
            throw new IllegalArgumentException(what + ": " + Characters.quote(name)
                    + " (expected: at least one character, none of them a blank, / : $ { } or a backslash)");
        }
        if (HELPER.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    what + ": " + name + " (expected: another name, this one holds a character for texts with blanks)");
        }
        return Characters.checked(name);
    }
}
