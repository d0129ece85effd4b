package io.pxe4j.tftp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * A read or write request.
 *
 * <pre>
 *   2 octets   string     1   string     1   string   1   string   1
 *  +---------+----------+---+----------+---+--------+---+--------+---+
 *  | 01 / 02 | filename | 0 |   mode   | 0 |  opt1  | 0 | value1 | 0 | ...
 *  +---------+----------+---+----------+---+--------+---+--------+---+
 * </pre>
 *
 * @param opcode {@link TftpOpcode#RRQ} or {@link TftpOpcode#WRQ}
 * @param file the name as sent, without NUL; may be empty, and may hold anything else
 * @param mode the transfer mode
 * @param options the options in the order of the request
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2347">RFC 2347</a>
 */
public record TftpRequest(TftpOpcode opcode, String file, TftpMode mode, TftpOptions options) implements TftpPacket {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException for another opcode, or a NUL in the file name
     */
    public TftpRequest {
        if (opcode.value() != 1 && opcode.value() != 2) {
            throw new IllegalArgumentException("opcode: " + opcode + " (expected: RRQ or WRQ)");
        }
        TftpStrings.checkNoNul("file", file);
    }

    /** A read request in octet mode. */
    public static TftpRequest read(String file, TftpOptions options) {
        return new TftpRequest(TftpOpcode.RRQ, file, TftpMode.OCTET, options);
    }

    /** A write request in octet mode. */
    public static TftpRequest write(String file, TftpOptions options) {
        return new TftpRequest(TftpOpcode.WRQ, file, TftpMode.OCTET, options);
    }

    static TftpDecoded decode(TftpOpcode opcode, ByteBuf datagram) {
        int start = datagram.readerIndex();
        int file = start + Short.BYTES;
        int fileEnd = TftpStrings.nul(datagram, file);
        if (fileEnd < 0) {
            return new MalformedTftp(opcode, "file name has no end", Short.BYTES);
        }
        int mode = fileEnd + 1;
        int modeEnd = TftpStrings.nul(datagram, mode);
        if (modeEnd < 0) {
            return new MalformedTftp(opcode, "mode has no end", mode - start);
        }
        if (modeEnd == mode) {
            return new MalformedTftp(opcode, "mode is empty", mode - start);
        }
        TftpOptions options = TftpOptions.decode(datagram, modeEnd + 1);
        if (options == null) {
            return new MalformedTftp(opcode, TftpOptions.TOO_MANY, modeEnd + 1 - start);
        }
        return new TftpRequest(
                opcode,
                TftpStrings.text(datagram, file, fileEnd),
                TftpMode.of(TftpStrings.text(datagram, mode, modeEnd)),
                options);
    }

    /** Whether this asks to read. */
    public boolean isRead() {
        return opcode.value() == 1;
    }

    /** The file name with control characters escaped, for logs and terminals. */
    public String printableFile() {
        return TftpStrings.escape(file);
    }

    @Override
    public ByteBuf encode(ByteBufAllocator allocator) {
        ByteBuf packet = allocator.buffer(Short.BYTES + file.length() + 64);
        packet.writeShort(opcode.value());
        TftpStrings.write(packet, file);
        TftpStrings.write(packet, mode.name());
        options.write(packet);
        return packet;
    }

    /** As an administrator reads it: {@code RRQ "boot.ipxe" octet blksize=1432 tsize=0}. */
    @Override
    public String toString() {
        return opcode + " \"" + printableFile() + "\" " + TftpStrings.escape(mode.name())
                + (options.isEmpty() ? "" : " " + options);
    }
}
