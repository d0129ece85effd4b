package io.pxe4j.tftp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.OptionalInt;

/**
 * An acknowledgment.
 *
 * @param block the low 16 bits of the last block that arrived in order, 0 to 65535; 0 answers an OACK
 * @param nextWindow the fifth octet of Windows' variable window ({@code msftwindow}): how many blocks may follow, 0 to 255
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc1350#section-5">RFC 1350 §5</a>
 */
@SuppressWarnings("OptionalUsedAsFieldOrParameterType")
public record TftpAck(int block, OptionalInt nextWindow) implements TftpPacket {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException outside 0 to 65535 and 0 to 255
     */
    public TftpAck {
        if (block < 0 || block > 0xffff) {
            throw new IllegalArgumentException("block: " + block + " (expected: 0..65535)");
        }
        if (nextWindow.isPresent() && (nextWindow.getAsInt() < 0 || nextWindow.getAsInt() > 0xff)) {
            throw new IllegalArgumentException("nextWindow: " + nextWindow.getAsInt() + " (expected: 0..255)");
        }
    }

    /**
     * The acknowledgment of RFC 1350, four octets.
     *
     * @throws IllegalArgumentException outside 0 to 65535
     */
    public TftpAck(int block) {
        this(block, OptionalInt.empty());
    }

    /** Longer ones than Windows' are read for their first four octets. */
    static TftpAck decode(ByteBuf datagram) {
        boolean variable = datagram.readableBytes() == TftpLayout.NEXT_WINDOW_OFFSET + 1;
        return new TftpAck(
                TftpLayout.block(datagram),
                variable
                        ? OptionalInt.of(
                                datagram.getUnsignedByte(datagram.readerIndex() + TftpLayout.NEXT_WINDOW_OFFSET))
                        : OptionalInt.empty());
    }

    @Override
    public TftpOpcode opcode() {
        return TftpOpcode.ACK;
    }

    @Override
    public ByteBuf encode(ByteBufAllocator allocator) {
        ByteBuf packet = allocator.buffer(TftpLayout.NEXT_WINDOW_OFFSET + 1);
        packet.writeShort(TftpOpcode.ACK.value()).writeShort(block);
        if (nextWindow.isPresent()) {
            packet.writeByte(nextWindow.getAsInt());
        }
        return packet;
    }

    /** {@code ACK 7}, or {@code ACK 7, next window 4}. */
    @Override
    public String toString() {
        return "ACK " + block + (nextWindow.isPresent() ? ", next window " + nextWindow.getAsInt() : "");
    }
}
