package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where each option of a packet lies, in the order RFC 3396 joins them: options field, {@code file}, {@code sname}.
 *
 * <p>Made in one pass, reused from packet to packet, and bounded: a packet of thousands of tiny options is refused, so
 * that looking one up stays cheap whoever sent it. Only an option in pieces is ever copied, once.
 */
final class OptionIndex {
    /** Real packets hold below 40; RFC 3396 pieces of a jumbo datagram fit as well. */
    static final int MAX_ENTRIES = 512;

    private static final int ABSENT = -1;

    private ByteBuf in = Unpooled.EMPTY_BUFFER;
    private int start;
    // code (8 bits), length (8), offset from the packet's start (16).
    private int[] entries = new int[32];
    private int count;
    // One bit per code; the first entry of a code counts only where its bit is set, so that nothing need be cleared.
    private final long[] present = new long[4];
    private final long[] repeated = new long[4];
    private final short[] first = new short[256];
    private @Nullable Joined joined;

    /** Final fields, so that threads which read one packet may find each other's. */
    private static final class Joined {
        private final int code;
        private final byte[] octets;

        private Joined(int code, byte[] octets) {
            this.code = code;
            this.octets = octets;
        }
    }

    /** Starts over, for the packet that begins at {@code start} of {@code in}. */
    void clear(ByteBuf in, int start) {
        this.in = in;
        this.start = start;
        count = 0;
        joined = null;
        Arrays.fill(present, 0);
        Arrays.fill(repeated, 0);
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
        int at = from;
        while (at < to) {
            // Code and length at once, as each access to the buffer is checked.
            boolean last = at + 1 == to;
            int head = last ? in.getUnsignedByte(start + at) << 8 : in.getUnsignedShort(start + at);
            int code = head >>> 8;
            if (code == DhcpLayout.PAD) {
                at++;
                continue;
            }
            if (code == DhcpLayout.END) {
                return null;
            }
            if (last) {
                return new MalformedDhcp("option " + code + " has no length", at);
            }
            int length = head & 0xff;
            if (length > to - at - 2) {
                return new MalformedDhcp(
                        "option " + code + " has " + length + " octets, but " + (to - at - 2) + " are left", at);
            }
            if (count == MAX_ENTRIES) {
                return new MalformedDhcp("more than " + MAX_ENTRIES + " options", at);
            }
            add(code, length, at + 2);
            at += 2 + length;
        }
        // No END: what stands before the edge is whole, and firmware is known to leave it out.
        return null;
    }

    private void add(int code, int length, int offset) {
        if (count == entries.length) {
            entries = Arrays.copyOf(entries, 2 * count);
        }
        long bit = 1L << (code & 63);
        if ((present[code >> 6] & bit) == 0) {
            present[code >> 6] |= bit;
            first[code] = (short) count;
        } else {
            repeated[code >> 6] |= bit;
        }
        entries[count++] = code << 24 | length << 16 | offset;
    }

    boolean has(int code) {
        return (present[code >> 6 & 3] & 1L << (code & 63)) != 0;
    }

    /** Whether the option came in more than one piece. */
    boolean isRepeated(int code) {
        return (repeated[code >> 6 & 3] & 1L << (code & 63)) != 0;
    }

    int count() {
        return count;
    }

    /** The first entry of that code, or -1. */
    int first(int code) {
        return has(code) ? first[code] : ABSENT;
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
        return isRepeated(code) ? joined(code).length : length(first[code]);
    }

    /** One octet of the whole; -1 where there is none. */
    int octet(int code, int index) {
        if (index < 0 || index >= totalLength(code)) {
            return ABSENT;
        }
        return isRepeated(code) ? joined(code)[index] & 0xff : in.getUnsignedByte(start + offset(first[code]) + index);
    }

    /** One 16-bit number of a list of them; -1 where there is none. */
    int u16(int code, int index) {
        if (index < 0 || 2L * index + 1 >= totalLength(code)) {
            return ABSENT;
        }
        return isRepeated(code)
                ? octet(code, 2 * index) << 8 | octet(code, 2 * index + 1)
                : in.getUnsignedShort(start + offset(first[code]) + 2 * index);
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
            int at = start + offset(entry);
            return switch (size) {
                case 1 -> in.getUnsignedByte(at);
                case 2 -> in.getUnsignedShort(at);
                case 4 -> in.getUnsignedInt(at);
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
        if (isRepeated(code)) {
            return matchesInPieces(code, index, text);
        }
        int at = start + offset(first[code]) + index;
        for (int i = 0; i < text.length(); i++) {
            if (in.getUnsignedByte(at + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean matchesInPieces(int code, int index, String text) {
        byte[] octets = joined(code);
        for (int i = 0; i < text.length(); i++) {
            if ((octets[index + i] & 0xff) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether one of the octets is {@code octet}. */
    boolean contains(int code, int octet) {
        for (int entry = first(code); entry >= 0; entry = next(entry)) {
            int at = start + offset(entry);
            if (in.indexOf(at, at + length(entry), (byte) octet) >= 0) {
                return true;
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
        byte[] octets = new byte[size];
        int at = 0;
        for (int entry = 0; entry < count; entry++) {
            if (code(entry) == code) {
                in.getBytes(start + offset(entry), octets, at, length(entry));
                at += length(entry);
            }
        }
        return octets;
    }
}
