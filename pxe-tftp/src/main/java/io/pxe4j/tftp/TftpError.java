package io.pxe4j.tftp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * An error; it ends the transfer and is never answered.
 *
 * @param code the code
 * @param message the text, without NUL; may be empty
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc1350#section-5">RFC 1350 §5</a>
 */
public record TftpError(TftpErrorCode code, String message) implements TftpPacket {
    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException for a NUL in the message
     */
    public TftpError {
        TftpStrings.checkNoNul("message", message);
    }

    /** The error of that code and text. */
    public static TftpError of(TftpErrorCode code, String message) {
        return new TftpError(code, message);
    }

    static TftpError decode(ByteBuf datagram) {
        int start = datagram.readerIndex() + TftpLayout.HEADER_LENGTH;
        int end = TftpStrings.nul(datagram, start);
        return new TftpError(
                TftpErrorCode.of(datagram.getUnsignedShort(datagram.readerIndex() + TftpLayout.ERROR_CODE_OFFSET)),
                // Some ROMs send no NUL.
                TftpStrings.text(datagram, start, end < 0 ? datagram.writerIndex() : end));
    }

    @Override
    public TftpOpcode opcode() {
        return TftpOpcode.ERROR;
    }

    @Override
    public ByteBuf encode(ByteBufAllocator allocator) {
        ByteBuf packet = allocator.buffer(TftpLayout.HEADER_LENGTH + message.length() + 1);
        packet.writeShort(TftpOpcode.ERROR.value()).writeShort(code.value());
        TftpStrings.write(packet, message);
        return packet;
    }

    /** As an administrator reads it: {@code ERROR 8 (option negotiation): User aborted the transfer}. */
    @Override
    public String toString() {
        return "ERROR " + code.value() + " (" + code + ")"
                + (message.isEmpty() ? "" : ": " + TftpStrings.escape(message));
    }
}
