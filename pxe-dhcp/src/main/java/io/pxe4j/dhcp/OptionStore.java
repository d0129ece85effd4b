package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;

/** The options of a packet being written: their octets one after the other in one heap buffer. */
final class OptionStore {
    private final ByteBuf values = Unpooled.buffer(256);
    private int[] codes = new int[24];
    private int[] offsets = new int[24];
    private int[] lengths = new int[24];
    private int count;

    interface Source {
        void writeTo(ByteBuf out);
    }

    /** Replaces the option; if {@code source} throws or writes more than {@code limit}, nothing has changed. */
    void put(int code, int limit, Source source) {
        int offset = values.writerIndex();
        int length;
        try {
            source.writeTo(values);
            length = values.writerIndex() - offset;
            if (length > limit) {
                throw new IllegalArgumentException("option " + code + ": " + length + " octets (expected: at most "
                        + limit + "; boot ROMs do not join pieces, see splitLongOptions)");
            }
        } catch (RuntimeException e) {
            values.writerIndex(offset);
            throw e;
        }
        int entry = find(code);
        if (entry < 0) {
            entry = append();
        }
        codes[entry] = code;
        offsets[entry] = offset;
        lengths[entry] = length;
    }

    void remove(int code) {
        int entry = find(code);
        if (entry >= 0) {
            count--;
            codes[entry] = codes[count];
            offsets[entry] = offsets[count];
            lengths[entry] = lengths[count];
        }
    }

    boolean has(int code) {
        return find(code) >= 0;
    }

    int count() {
        return count;
    }

    int code(int entry) {
        return codes[entry];
    }

    int length(int entry) {
        return lengths[entry];
    }

    /** Appends the option, in pieces of at most 255 octets (RFC 3396). */
    void write(int entry, ByteBuf out) {
        int at = offsets[entry];
        int left = lengths[entry];
        do {
            int piece = Math.min(left, 255);
            out.writeByte(codes[entry]).writeByte(piece).writeBytes(values, at, piece);
            at += piece;
            left -= piece;
        } while (left > 0);
    }

    /** How many octets {@link #write} takes. */
    int encodedLength(int entry) {
        return lengths[entry] + 2 * Math.max(1, (lengths[entry] + 254) / 255);
    }

    private int find(int code) {
        for (int entry = 0; entry < count; entry++) {
            if (codes[entry] == code) {
                return entry;
            }
        }
        return -1;
    }

    private int append() {
        if (count == codes.length) {
            codes = Arrays.copyOf(codes, 2 * count);
            offsets = Arrays.copyOf(offsets, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        return count++;
    }
}
