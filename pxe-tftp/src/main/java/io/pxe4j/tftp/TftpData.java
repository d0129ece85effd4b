package io.pxe4j.tftp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * A block of the file: a view, valid while its buffer is.
 *
 * @see TftpLayout
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc1350#section-5">RFC 1350 §5</a>
 */
public final class TftpData implements TftpPacket {
    private final int block;
    private final ByteBuf payload;

    private TftpData(int block, ByteBuf payload) {
        this.block = block;
        this.payload = payload;
    }

    /**
     * A block to encode; {@code payload} stays the caller's.
     *
     * @throws IllegalArgumentException if {@code block} is outside 0 to 65535
     */
    public static TftpData of(int block, ByteBuf payload) {
        if (block < 0 || block > 0xffff) {
            throw new IllegalArgumentException("block: " + block + " (expected: 0..65535)");
        }
        return new TftpData(block, payload);
    }

    static TftpData view(ByteBuf datagram) {
        int start = datagram.readerIndex() + TftpLayout.HEADER_LENGTH;
        return new TftpData(
                TftpLayout.block(datagram), datagram.slice(start, datagram.readableBytes() - TftpLayout.HEADER_LENGTH));
    }

    /** The low 16 bits of the block number, 0 to 65535. */
    public int block() {
        return block;
    }

    /** The octets of the file, shared with the packet's buffer and not retained. */
    public ByteBuf payload() {
        return payload;
    }

    @Override
    public TftpOpcode opcode() {
        return TftpOpcode.DATA;
    }

    @Override
    public ByteBuf encode(ByteBufAllocator allocator) {
        ByteBuf packet = allocator.buffer(TftpLayout.HEADER_LENGTH + payload.readableBytes());
        TftpLayout.writeDataHeader(packet, block);
        return packet.writeBytes(payload, payload.readerIndex(), payload.readableBytes());
    }

    /** {@code DATA 7, 512 octets}. */
    @Override
    public String toString() {
        return "DATA " + block + ", " + payload.readableBytes() + " octets";
    }
}
