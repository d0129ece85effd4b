package io.pxe4j.tftp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * An acknowledgment.
 *
 * @param block the low 16 bits of the last block that arrived in order, 0 to 65535; 0 answers an OACK
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc1350#section-5">RFC 1350 §5</a>
 */
public record TftpAck(int block) implements TftpPacket {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException outside 0 to 65535
     */
    public TftpAck {
        if (block < 0 || block > 0xffff) {
            throw new IllegalArgumentException("block: " + block + " (expected: 0..65535)");
        }
    }

    @Override
    public TftpOpcode opcode() {
        return TftpOpcode.ACK;
    }

    @Override
    public ByteBuf encode(ByteBufAllocator allocator) {
        return allocator
                .buffer(TftpLayout.HEADER_LENGTH)
                .writeShort(TftpOpcode.ACK.value())
                .writeShort(block);
    }

    /** {@code ACK 7}. */
    @Override
    public String toString() {
        return "ACK " + block;
    }
}
