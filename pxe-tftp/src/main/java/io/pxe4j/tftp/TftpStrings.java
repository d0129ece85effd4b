package io.pxe4j.tftp;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** NUL-terminated strings of TFTP packets, and their safe form for logs. */
final class TftpStrings {
    private TftpStrings() {}

    /** The index of the first NUL at or after {@code from}, or -1. */
    static int nul(ByteBuf packet, int from) {
        return packet.indexOf(from, packet.writerIndex(), (byte) 0);
    }

    /** The text from {@code from} to {@code to}: UTF-8, or Latin-1 where it is not valid UTF-8, so that no name is lost. */
    static String text(ByteBuf packet, int from, int to) {
        byte[] bytes = new byte[to - from];
        packet.getBytes(from, bytes);
        if (isAscii(bytes)) {
            return new String(bytes, StandardCharsets.US_ASCII);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte octet : bytes) {
            if (octet < 0) {
                return false;
            }
        }
        return true;
    }

    static void write(ByteBuf packet, String text) {
        packet.writeCharSequence(text, StandardCharsets.UTF_8);
        packet.writeByte(0);
    }

    static void checkNoNul(String what, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(what + ": " + escape(text) + " (expected: no NUL)");
        }
    }

    /** The text with control characters as {@code \x1b}: a client must not write to an administrator's terminal. */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == 0x2028 || c == 0x2029) {
                safe.append(c < 0x100 ? String.format("\\x%02x", c) : String.format("\\u%04x", c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }
}
