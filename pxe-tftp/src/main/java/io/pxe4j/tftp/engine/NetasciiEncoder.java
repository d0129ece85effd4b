package io.pxe4j.tftp.engine;

import io.netty.buffer.ByteBuf;

/**
 * Turns text into netascii as it streams by: a line feed travels as CR LF, a carriage return as CR NUL.
 *
 * <p>A pair may be cut by the end of a block: its second octet then opens the next one. Not thread-safe.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc764#page-10">RFC 764, the NVT printer</a>
 */
public final class NetasciiEncoder {
    private static final int NOTHING = -1;

    private int carried = NOTHING;

    private NetasciiEncoder() {}

    /** An encoder at the start of a text. */
    public static NetasciiEncoder create() {
        return new NetasciiEncoder();
    }

    /** How many octets this text becomes. */
    static int lengthOf(ByteBuf text) {
        int length = text.readableBytes();
        for (int i = text.readerIndex(); i < text.writerIndex(); i++) {
            byte octet = text.getByte(i);
            length += octet == '\n' || octet == '\r' ? 1 : 0;
        }
        return length;
    }

    /**
     * Takes octets from {@code text} and appends at most {@code most} octets to {@code target}; ends when the text does or {@code most} is
     * reached. Gives how many it has appended.
     */
    public int encode(ByteBuf text, ByteBuf target, int most) {
        int count = 0;
        while (count < most) {
            if (carried != NOTHING) {
                target.writeByte(carried);
                carried = NOTHING;
            } else if (text.isReadable()) {
                byte octet = text.readByte();
                if (octet == '\n') {
                    target.writeByte('\r');
                    carried = '\n';
                } else {
                    target.writeByte(octet);
                    carried = octet == '\r' ? 0 : NOTHING;
                }
            } else {
                return count;
            }
            count++;
        }
        return count;
    }

    /** Whether the second octet of a pair waits for the next call. */
    public boolean hasCarried() {
        return carried != NOTHING;
    }
}
