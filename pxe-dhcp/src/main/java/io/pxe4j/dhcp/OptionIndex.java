package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where each option of a packet lies, in the order RFC 3396 joins them: options field, {@code file}, {@code sname}.
 *
 * <p>Made in one pass, reused from packet to packet, and bounded: a packet of thousands of tiny options is refused, so
 * that looking one up stays cheap whoever sent it.
 */
final class OptionIndex {
    /** Real packets hold below 40; RFC 3396 pieces of a jumbo datagram fit as well. */
    static final int MAX_ENTRIES = 512;

    // code (8 bits), length (8), offset from the packet's start (16).
    private int[] entries = new int[32];
    private int count;
    // One bit per code: a quick no for the options that are not there.
    private final long[] present = new long[4];

    void clear() {
        count = 0;
        Arrays.fill(present, 0);
    }

    /**
     * Walks one region and adds its options.
     *
     * @param start the packet's start in {@code in}
     * @param from the region's first octet, counted from {@code start}
     * @param to the octet after its last
     * @return what is wrong, or null
     */
    @Nullable
    MalformedDhcp walk(ByteBuf in, int start, int from, int to) {
        int at = from;
        while (at < to) {
            int code = in.getUnsignedByte(start + at);
            if (code == DhcpLayout.PAD) {
                at++;
                continue;
            }
            if (code == DhcpLayout.END) {
                return null;
            }
            if (at + 1 == to) {
                return new MalformedDhcp("option " + code + " has no length", at);
            }
            int length = in.getUnsignedByte(start + at + 1);
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
        entries[count++] = code << 24 | length << 16 | offset;
        present[code >> 6] |= 1L << (code & 63);
    }

    boolean has(int code) {
        return (present[code >> 6 & 3] & 1L << (code & 63)) != 0;
    }

    int count() {
        return count;
    }

    /** The first entry of that code from entry {@code from} on, or -1. */
    int find(int code, int from) {
        if (!has(code)) {
            return -1;
        }
        for (int i = from; i < count; i++) {
            if (entries[i] >>> 24 == code) {
                return i;
            }
        }
        return -1;
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
}
