package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;

/**
 * The options of a packet being written: their octets one after the other in one heap buffer.
 *
 * <p>An option is set by writing its value behind {@link #mark} to {@link #values} and then {@link #commit}; until then
 * nothing has changed, and {@link #rollback} forgets it.
 */
final class OptionStore {
    private static final int BITS = 28;
    private static final int MASK = (1 << BITS) - 1;

    private final ByteBuf values = Unpooled.buffer(192);
    // code (8 bits), offset (28), length (28)
    private long[] entries = new long[16];
    private int count;

    ByteBuf values() {
        return values;
    }

    int mark() {
        return values.writerIndex();
    }

    void rollback(int mark) {
        values.writerIndex(mark);
    }

    /**
     * Makes what was written since {@code mark} the option's value.
     *
     * @throws IllegalArgumentException if it is longer than {@code limit}; nothing has changed then
     */
    void commit(int code, int mark, int limit) {
        int length = values.writerIndex() - mark;
        if (length > limit) {
            rollback(mark);
            throw new IllegalArgumentException("option " + code + ": " + length + " octets (expected: at most " + limit
                    + "; boot ROMs do not join pieces, see splitLongOptions)");
        }
        int entry = find(code);
        if (entry < 0) {
            entry = append();
        }
        entries[entry] = (long) code << 2 * BITS | (long) mark << BITS | length;
    }

    void remove(int code) {
        int entry = find(code);
        if (entry >= 0) {
            entries[entry] = entries[--count];
        }
    }

    boolean has(int code) {
        return find(code) >= 0;
    }

    int count() {
        return count;
    }

    int code(int entry) {
        return (int) (entries[entry] >>> 2 * BITS);
    }

    int length(int entry) {
        return (int) entries[entry] & MASK;
    }

    private int offset(int entry) {
        return (int) (entries[entry] >>> BITS) & MASK;
    }

    /** Appends the option, in pieces of at most 255 octets (RFC 3396). */
    void write(int entry, ByteBuf out) {
        int at = offset(entry);
        int left = length(entry);
        do {
            int piece = Math.min(left, 255);
            out.writeByte(code(entry)).writeByte(piece).writeBytes(values, at, piece);
            at += piece;
            left -= piece;
        } while (left > 0);
    }

    /** How many octets {@link #write} takes. */
    int encodedLength(int entry) {
        int length = length(entry);
        return length <= 255 ? 2 + length : length + 2 * ((length + 254) / 255);
    }

    private int find(int code) {
        for (int entry = 0; entry < count; entry++) {
            if (code(entry) == code) {
                return entry;
            }
        }
        return -1;
    }

    private int append() {
        if (count == entries.length) {
            entries = Arrays.copyOf(entries, 2 * count);
        }
        return count++;
    }
}
