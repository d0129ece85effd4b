package io.pxe4j.tftp;

import io.netty.buffer.ByteBuf;

/**
 * Where the fixed fields of DATA, ACK and ERROR lie; for code that handles many packets and wants no object for each.
 *
 * <pre>
 *         2 octets    2 octets     n octets
 *        +----------+-----------+------------+
 *  DATA  | 00 03    |  block #  |  data      |
 *        +----------+-----------+------------+
 *  ACK   | 00 04    |  block #  |               (Windows may append one octet: its next window)
 *        +----------+-----------+------------+----+
 *  ERROR | 00 05    |  code     |  message   | 00 |
 *        +----------+-----------+------------+----+
 * </pre>
 *
 * <p>All positions are relative to the reader index. Callers check {@code readableBytes()} first.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc1350#section-5">RFC 1350 §5</a>
 */
public final class TftpLayout {
    /** Of the opcode. */
    public static final int OPCODE_OFFSET = 0;
    /** Of the block number in DATA and ACK. */
    public static final int BLOCK_OFFSET = OPCODE_OFFSET + Short.BYTES;
    /** Of the code in ERROR. */
    public static final int ERROR_CODE_OFFSET = OPCODE_OFFSET + Short.BYTES;
    /** Of the payload in DATA, of the message in ERROR; the length of a plain ACK. */
    public static final int HEADER_LENGTH = BLOCK_OFFSET + Short.BYTES;
    /** Of the next window in an ACK of five octets. */
    public static final int NEXT_WINDOW_OFFSET = HEADER_LENGTH;

    private TftpLayout() {}

    /** The opcode, 0 to 65535; needs 2 readable bytes. */
    public static int opcode(ByteBuf packet) {
        return packet.getUnsignedShort(packet.readerIndex() + OPCODE_OFFSET);
    }

    /** Whether that opcode starts a transfer: RRQ or WRQ. */
    public static boolean isRequest(int opcode) {
        return opcode == 1 || opcode == 2;
    }

    /** The block number of a DATA or ACK, 0 to 65535; needs 4 readable bytes. */
    public static int block(ByteBuf packet) {
        return packet.getUnsignedShort(packet.readerIndex() + BLOCK_OFFSET);
    }

    /** Writes the four octets in front of the payload of a DATA; only the low 16 bits of {@code block} travel. */
    public static void writeDataHeader(ByteBuf target, long block) {
        target.writeInt(3 << 16 | (int) (block & 0xffff));
    }
}
