package io.pxe4j.tftp.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.pxe4j.tftp.TftpErrorCode;
import java.io.IOException;
import java.util.Arrays;

/**
 * Text in netascii: a line feed travels as CR LF, a carriage return as CR NUL.
 *
 * <p>The original is read through once when the content is made, to find its size and where each part of the result starts; parts can then be
 * read at random.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc764#page-10">RFC 764, the NVT printer</a>
 */
public final class NetasciiContent implements TftpContent {
    /** Netascii is for text; reading through something larger would keep a worker busy for too long. */
    public static final long MAX_SIZE = 64L << 20;

    private static final int PART = 16 << 10;

    private final TftpContent original;
    /** Where in the result each part of the original starts. */
    private final long[] starts;

    private final long size;

    private NetasciiContent(TftpContent original, long[] starts, long size) {
        this.original = original;
        this.starts = starts;
        this.size = size;
    }

    /**
     * Reads the original through and gives its netascii form, or refuses one larger than {@link #MAX_SIZE}. What is refused, or fails, is closed. Blocks
     * if the original does.
     *
     * @throws IOException if the original cannot be read
     */
    public static ContentAnswer of(TftpContent original) throws IOException {
        if (original.size() > MAX_SIZE) {
            original.close();
            return new ContentRefusal(TftpErrorCode.ILLEGAL_OPERATION, "too large for netascii: ask in mode octet");
        }
        long[] starts = new long[(int) ((original.size() + PART - 1) / PART)];
        long size = 0;
        ByteBuf part = Unpooled.buffer(PART, PART);
        boolean whole = false;
        try {
            for (int i = 0; i < starts.length; i++) {
                starts[i] = size;
                readPart(original, i, part);
                size += NetasciiEncoder.lengthOf(part);
            }
            whole = true;
        } finally {
            if (!whole) {
                original.close();
            }
        }
        return new NetasciiContent(original, starts, size);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long position, int length, ByteBuf target) throws IOException {
        ByteBuf part = Unpooled.buffer(PART, PART);
        ByteBuf converted = Unpooled.buffer(2 * PART, 2 * PART);
        int wanted = length;
        int index = Arrays.binarySearch(starts, position);
        index = index < 0 ? -index - 2 : index;
        while (wanted > 0) {
            if (index >= starts.length) {
                throw new IOException("content changed while it was read");
            }
            readPart(original, index, part);
            NetasciiEncoder.create().encode(part, converted.clear(), Integer.MAX_VALUE);
            int skip = (int) (position + length - wanted - starts[index]);
            int count = Math.min(wanted, Math.max(0, converted.readableBytes() - skip));
            target.writeBytes(converted, skip, count);
            wanted -= count;
            if (++index < starts.length && starts[index] != position + length - wanted && wanted > 0) {
                throw new IOException("content changed while it was read");
            }
        }
    }

    @Override
    public boolean mayBlock() {
        return original.mayBlock();
    }

    @Override
    public void close() {
        original.close();
    }

    private static void readPart(TftpContent original, int index, ByteBuf part) throws IOException {
        long position = (long) index * PART;
        original.read(position, (int) Math.min(PART, original.size() - position), part.clear());
    }
}
