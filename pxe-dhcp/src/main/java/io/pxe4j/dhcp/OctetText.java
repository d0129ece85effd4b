package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text as DHCP carries it: UTF-8 where it is, else one character per octet; never with control characters in a log. */
final class OctetText {
    private OctetText() {}

    /** Reads to the first NUL: boot ROMs send and read such fields as C strings. */
    static String read(ByteBuf in, int offset, int length) {
        int end = in.indexOf(offset, offset + length, (byte) 0);
        byte[] octets = new byte[end < 0 ? length : end - offset];
        in.getBytes(offset, octets);
        return read(octets);
    }

    static byte[] octets(ByteBuf in, int offset, int length) {
        byte[] octets = new byte[length];
        in.getBytes(offset, octets);
        return octets;
    }

    static String read(byte[] octets) {
        if (isAscii(octets)) {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
    }

    // Nearly all text is; a decoder of UTF-8 costs ten times as much.
    private static boolean isAscii(byte[] octets) {
        for (byte octet : octets) {
            if (octet < 0) {
                return false;
            }
        }
        return true;
    }

    static byte[] write(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** For logs: control and formatting characters become escapes, so that a client cannot forge lines or colours. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' || c == '"') {
                out.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7f || c > 0x9f && Character.isLetterOrDigit(c)) {
                out.append(c);
            } else {
                out.append(c < 0x100 ? String.format("\\x%02x", (int) c) : String.format("\\u%04x", (int) c));
            }
        }
        return out.toString();
    }

    static String quote(String text) {
        return '"' + escape(text) + '"';
    }

    static String hex(byte[] octets) {
        StringBuilder out = new StringBuilder(octets.length * 2);
        for (byte octet : octets) {
            out.append(Character.forDigit(octet >> 4 & 0xf, 16)).append(Character.forDigit(octet & 0xf, 16));
        }
        return out.toString();
    }
}
