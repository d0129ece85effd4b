package io.pxe4j.tftp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * A TFTP packet: {@link TftpRequest}, {@link TftpData}, {@link TftpAck}, {@link TftpError} or {@link TftpOack}.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc1350#section-5">RFC 1350 §5</a>
 */
public sealed interface TftpPacket extends TftpDecoded permits TftpRequest, TftpData, TftpAck, TftpError, TftpOack {
    /**
     * Reads one datagram, from the reader index to the end. The buffer's indexes and reference count stay as they are; a {@link TftpData} is
     * a view of it. Never throws for what a peer sent.
     */
    static TftpDecoded decode(ByteBuf datagram) {
        int length = datagram.readableBytes();
        if (length < Short.BYTES) {
            return new MalformedTftp(TftpOpcode.of(0), "datagram of " + length + " octets has no opcode", length);
        }
        TftpOpcode opcode = TftpOpcode.of(TftpLayout.opcode(datagram));
        return switch (opcode.value()) {
            case 1, 2 -> TftpRequest.decode(opcode, datagram);
            case 3, 4, 5 ->
                length < TftpLayout.HEADER_LENGTH
                        ? new MalformedTftp(opcode, opcode + " of " + length + " octets is cut off", length)
                        : decodeNumbered(opcode, datagram);
            case 6 -> TftpOack.decode(datagram);
            default -> new MalformedTftp(opcode, "unknown opcode " + opcode.value(), TftpLayout.OPCODE_OFFSET);
        };
    }

    private static TftpPacket decodeNumbered(TftpOpcode opcode, ByteBuf datagram) {
        return switch (opcode.value()) {
            case 3 -> TftpData.view(datagram);
            case 4 -> TftpAck.decode(datagram);
            default -> TftpError.decode(datagram);
        };
    }

    /** The opcode. */
    TftpOpcode opcode();

    /** The packet as a new buffer, which the caller releases. */
    ByteBuf encode(ByteBufAllocator allocator);
}
