package io.pxe4j.tftp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * The server's answer to the options of a request. Garbage after the last whole option is let pass, as iPXE does for IBM Tivoli.
 *
 * @param options the options that the server agreed to
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2347">RFC 2347</a>
 */
public record TftpOack(TftpOptions options) implements TftpPacket {
    static TftpDecoded decode(ByteBuf datagram) {
        TftpOptions options = TftpOptions.decode(datagram, datagram.readerIndex() + Short.BYTES);
        return options == null
                ? new MalformedTftp(TftpOpcode.OACK, TftpOptions.TOO_MANY, Short.BYTES)
                : new TftpOack(options);
    }

    @Override
    public TftpOpcode opcode() {
        return TftpOpcode.OACK;
    }

    @Override
    public ByteBuf encode(ByteBufAllocator allocator) {
        ByteBuf packet = allocator.buffer(64);
        packet.writeShort(TftpOpcode.OACK.value());
        options.write(packet);
        return packet;
    }

    /** As an administrator reads it: {@code OACK blksize=1432 tsize=85}. */
    @Override
    public String toString() {
        return options.isEmpty() ? "OACK" : "OACK " + options;
    }
}
