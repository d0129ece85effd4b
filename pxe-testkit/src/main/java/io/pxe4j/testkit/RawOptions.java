package io.pxe4j.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The options of one region of a DHCP packet (or inside option 43 or 175), as they lie there: nothing joined, nothing
 * interpreted, because each firmware does that in its own way.
 */
record RawOptions(List<Option> options, boolean ended, Optional<String> problem) {
    static final RawOptions NONE = new RawOptions(List.of(), false, Optional.empty());

    /** One option: its code and its value, not to be changed. */
    static final class Option {
        private final int code;
        private final byte[] value;

        private Option(int code, byte[] value) {
            this.code = code;
            this.value = value;
        }

        int code() {
            return code;
        }

        byte[] value() {
            return value;
        }
    }

    static RawOptions parse(byte[] data, int from, int to) {
        List<Option> options = new ArrayList<>();
        int at = from;
        while (at < to) {
            int code = data[at] & 0xff;
            if (code == 255) {
                return new RawOptions(List.copyOf(options), true, Optional.empty());
            }
            if (code == 0) {
                at++;
                continue;
            }
            if (at + 1 >= to) {
                return new RawOptions(List.copyOf(options), false, Optional.of("option " + code + " has no length"));
            }
            int length = data[at + 1] & 0xff;
            if (at + 2 + length > to) {
                String text = "option " + code + " of " + length + " bytes runs past the end";
                return new RawOptions(List.copyOf(options), false, Optional.of(text));
            }
            options.add(new Option(code, Arrays.copyOfRange(data, at + 2, at + 2 + length)));
            at += 2 + length;
        }
        return new RawOptions(List.copyOf(options), false, Optional.empty());
    }

    /** The first instance; boot ROMs do not join repeated options (RFC 3396). */
    Optional<byte[]> first(int code) {
        for (Option option : options) {
            if (option.code == code) {
                return Optional.of(option.value);
            }
        }
        return Optional.empty();
    }

    boolean has(int code) {
        return first(code).isPresent();
    }
}
