package io.pxe4j.tftp.engine;

import io.netty.buffer.ByteBuf;

/**
 * Turns netascii into text as it streams by: CR LF becomes a line feed, CR NUL a carriage return.
 *
 * <p>A pair may be cut by the end of a block: a CR there waits for what comes next. What no sender of netascii may send is kept as it is, so
 * that a file sent in the wrong mode is damaged as little as can be: a bare line feed, a CR before anything else. Not thread-safe.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc764#page-10">RFC 764, the NVT printer</a>
 */
public final class NetasciiDecoder {
    private boolean afterReturn;

    private NetasciiDecoder() {}

    /** A decoder at the start of a text. */
    public static NetasciiDecoder create() {
        return new NetasciiDecoder();
    }

    /** Takes all octets of {@code netascii} and appends the text, at most one octet more than that, to {@code target}. */
    public void decode(ByteBuf netascii, ByteBuf target) {
        target.ensureWritable(netascii.readableBytes() + 1);
        while (netascii.isReadable()) {
            byte octet = netascii.readByte();
            if (afterReturn) {
                afterReturn = false;
                if (octet == '\n') {
                    target.writeByte('\n');
                    continue;
                }
                target.writeByte('\r');
                if (octet == 0) {
                    continue;
                }
            }
            if (octet == '\r') {
                afterReturn = true;
            } else {
                target.writeByte(octet);
            }
        }
    }

    /** The text has ended: appends the CR that still waited, if one did. */
    public void finish(ByteBuf target) {
        if (afterReturn) {
            afterReturn = false;
            target.writeByte('\r');
        }
    }
}
