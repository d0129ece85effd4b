package io.pxe4j.dhcp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where each option of a packet lies, in the order RFC 3396 joins them: options field, {@code file}, {@code sname}.
 *
 * <p>Made in one pass, reused from packet to packet, and bounded: a packet of thousands of tiny options is refused, so
 * that looking one up stays cheap whoever sent it. It reads an array: every access to a buffer is checked for bounds and
 * reference count, which would be most of the time. Of options only those in pieces are ever copied, once.
 */
final class OptionIndex {
    /** Real packets hold below 40; RFC 3396 pieces of a jumbo datagram fit as well. */
    static final int MAX_ENTRIES = 512;

    private static final int ABSENT = -1;
    // More than there are entries.
    private static final int GENERATION = 1 << 10;

    private static final byte[] NOTHING = {};

    private byte[] octets = NOTHING;
    private int start;
    // code (8 bits), length (8), offset from the packet's start (16).
    private int[] entries = new int[32];
    private int count;
    // By code: {generation (22 bits), number of its first entry (10)}; another generation is another packet's.
    private final int[] slots = new int[256];
    private int generation;
    // One bit per code.
    private final long[] repeated = new long[4];
    private boolean anyRepeated;
    private @Nullable Joined joined;

    OptionIndex() {
        this(GENERATION);
    }

    /** @param generation where to begin counting, for a test of what happens after four million packets */
    OptionIndex(int generation) {
        this.generation = generation;
    }

    /** Final fields, so that threads which read one packet may find each other's. */
    private static final class Joined {
        private final int code;
        private final byte[] octets;

        private Joined(int code, byte[] octets) {
            this.code = code;
            this.octets = octets;
        }
    }

    /** Starts over, for the packet that begins at {@code start} of {@code octets}. */
    void clear(byte[] octets, int start) {
        this.octets = octets;
        this.start = start;
        count = 0;
        joined = null;
        // Rather than clear the slots for each packet.
        generation += GENERATION;
        if (generation == 0) {
            Arrays.fill(slots, 0);
            generation = GENERATION;
        }
        if (anyRepeated) {
            Arrays.fill(repeated, 0);
            anyRepeated = false;
        }
    }

    /**
     * Walks one region and adds its options.
     *
     * @param from the region's first octet, counted from the packet's start
     * @param to the octet after its last
     * @return what is wrong, or null
     */
    @Nullable
    MalformedDhcp walk(int from, int to) {
        byte[] in = octets;
        int base = start;
        int at = from;
        while (at < to) {
            int code = in[base + at] & 0xff;
            if (code == DhcpLayout.PAD) {
                at++;
                continue;
            }
            if (code == DhcpLayout.END) {
                return null;
            }
            int left = to - at - 2;
            int length = left < 0 ? 0 : in[base + at + 1] & 0xff;
            if (length > left || count == MAX_ENTRIES) {
                return problem(code, length, left, at);
            }
            add(code, length, at + 2);
            at += 2 + length;
        }
        // No END: what stands before the edge is whole, and firmware is known to leave it out.
        return null;
    }

    private static MalformedDhcp problem(int code, int length, int left, int at) {
        if (left < 0) {
            return new MalformedDhcp("option " + code + " has no length", at);
        }
        return length > left
                ? new MalformedDhcp("option " + code + " has " + length + " octets, but " + left + " are left", at)
                : new MalformedDhcp("more than " + MAX_ENTRIES + " options", at);
    }

    private void add(int code, int length, int offset) {
        int entry = count++;
        if (entry == entries.length) {
            entries = Arrays.copyOf(entries, 2 * entry);
        }
        entries[entry] = code << 24 | length << 16 | offset;
        if ((slots[code] & -GENERATION) != generation) {
            slots[code] = generation | entry;
        } else {
            repeated[code >> 6] |= 1L << code;
            anyRepeated = true;
        }
    }

    boolean has(int code) {
        return (slots[code & 0xff] & -GENERATION) == generation;
    }

    /** Whether the option came in more than one piece. */
    boolean isRepeated(int code) {
        return anyRepeated && (repeated[code >> 6 & 3] & 1L << code) != 0;
    }

    int count() {
        return count;
    }

    /** The first entry of that code, or -1. */
    int first(int code) {
        int slot = slots[code & 0xff];
        return (slot & -GENERATION) == generation ? slot & GENERATION - 1 : ABSENT;
    }

    /** The next entry of the same code, or -1. */
    int next(int entry) {
        if (!isRepeated(code(entry))) {
            return ABSENT;
        }
        for (int i = entry + 1; i < count; i++) {
            if (entries[i] >>> 24 == code(entry)) {
                return i;
            }
        }
        return ABSENT;
    }

    int code(int entry) {
        return entries[entry] >>> 24;
    }

    int length(int entry) {
        return entries[entry] >>> 16 & 0xff;
    }

    /** Of the value, from the packet's start. */
    int offset(int entry) {
        return entries[entry] & 0xffff;
    }

    /** How many octets the option has in all its pieces; -1 if it is absent. */
    int totalLength(int code) {
        if (!has(code)) {
            return ABSENT;
        }
        return isRepeated(code) ? joined(code).length : length(first(code));
    }

    /** One octet of the whole; -1 where there is none. */
    int octet(int code, int index) {
        if (index < 0 || index >= totalLength(code)) {
            return ABSENT;
        }
        return isRepeated(code) ? joined(code)[index] & 0xff : at(offset(first(code)) + index);
    }

    /** One 16-bit number of a list of them; -1 where there is none. */
    int u16(int code, int index) {
        if (index < 0 || 2L * index + 1 >= totalLength(code)) {
            return ABSENT;
        }
        return isRepeated(code)
                ? octet(code, 2 * index) << 8 | octet(code, 2 * index + 1)
                : u16(offset(first(code)) + 2 * index);
    }

    /**
     * The big-endian number that the option is.
     *
     * @param size how many octets it must have: 1, 2 or 4; of two values of that size the first counts
     */
    long number(int code, int size, long otherwise) {
        int entry = first(code);
        if (entry < 0) {
            return otherwise;
        }
        if (length(entry) == size) {
            int at = offset(entry);
            return switch (size) {
                case 1 -> at(at);
                case 2 -> u16(at);
                case 4 -> int32(at) & 0xffff_ffffL;
                default -> otherwise;
            };
        }
        return totalLength(code) == size ? numberInPieces(code, size) : otherwise;
    }

    private long numberInPieces(int code, int size) {
        long number = 0;
        for (int i = 0; i < size; i++) {
            number = number << 8 | octet(code, i);
        }
        return number;
    }

    /** Whether the octets from {@code index} on are the characters of {@code text}, each below 256. */
    boolean matches(int code, int index, String text) {
        if (text.length() > totalLength(code) - index) {
            return false;
        }
        byte[] from = isRepeated(code) ? joined(code) : octets;
        int at = isRepeated(code) ? index : start + offset(first(code)) + index;
        for (int i = 0; i < text.length(); i++) {
            if ((from[at + i] & 0xff) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether one of the octets is {@code octet}. */
    boolean contains(int code, int octet) {
        for (int entry = first(code); entry >= 0; entry = next(entry)) {
            int end = offset(entry) + length(entry);
            for (int at = offset(entry); at < end; at++) {
                if (at(at) == octet) {
                    return true;
                }
            }
        }
        return false;
    }

    /** All pieces one after the other; not to be changed. */
    byte[] joined(int code) {
        Joined last = joined;
        if (last == null || last.code != code) {
            last = new Joined(code, join(code));
            joined = last;
        }
        return last.octets;
    }

    private byte[] join(int code) {
        int size = 0;
        for (int entry = 0; entry < count; entry++) {
            size += code(entry) == code ? length(entry) : 0;
        }
        byte[] whole = new byte[size];
        int at = 0;
        for (int entry = 0; entry < count; entry++) {
            if (code(entry) == code) {
                System.arraycopy(octets, start + offset(entry), whole, at, length(entry));
                at += length(entry);
            }
        }
        return whole;
    }

    /** The octet there, counted from the packet's start, of the header too. */
    int at(int offset) {
        return octets[start + offset] & 0xff;
    }

    int u16(int offset) {
        return at(offset) << 8 | at(offset + 1);
    }

    int int32(int offset) {
        return u16(offset) << 16 | u16(offset + 2);
    }
}
