package io.pxe4j.ipxe.eval;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Bytes as hex, base64 and UUIDs. */
final class Binary {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int UUID_BYTES = 16;

    private Binary() {}

    /** core/base16.c:hex_decode; no separator is NUL. */
    static Optional<String> hexDecoded(String text, char separator, boolean optional) {
        StringBuilder bytes = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (bytes.length() > 0 && separator != 0) {
                if (text.charAt(at) == separator) {
                    at++;
                } else if (!optional) {
                    return Optional.empty();
                }
            }
            int high = digit(text, at);
            int low = digit(text, at + 1);
            if (high >= 16 || low >= 16) {
                return Optional.empty();
            }
            bytes.append((char) (high << 4 | low));
            at += 2;
        }
        return Optional.of(bytes.toString());
    }

    static String hexEncoded(String bytes, String separator) {
        return HexFormat.ofDelimiter(separator).formatHex(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** core/base64.c:base64_decode: blanks are skipped, at most two pads end the text, bits must make whole bytes. */
    static Optional<String> base64Decoded(String text) {
        StringBuilder bytes = new StringBuilder();
        int pads = 0;
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Bytes.isSpace(c)) {
                continue;
            }
            if (c == '=') {
                pads++;
                continue;
            }
            int value = ALPHABET.indexOf(c);
            if (value < 0 || pads > 0) {
                return Optional.empty();
            }
            buffer = (buffer << 6 | value) & 0xffff;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                bytes.append((char) (buffer >> bits & 0xff));
            }
        }
        boolean whole = pads <= 2 && bits == 2 * pads;
        return whole ? Optional.of(bytes.toString()) : Optional.empty();
    }

    static String base64Encoded(String bytes) {
        return new String(
                Base64.getEncoder().encode(bytes.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1);
    }

    /** core/uuid.c:uuid_aton, which minds no hyphens. */
    static Optional<String> uuidDecoded(String text, boolean mangled) {
        return hexDecoded(text, '-', true)
                .filter(bytes -> bytes.length() == UUID_BYTES)
                .map(bytes -> mangled ? mangle(bytes) : bytes);
    }

    /** The error for a text that is no UUID. */
    static int uuidRefusal(String text) {
        return Errno.EINVAL.from(hexDecoded(text, '-', true).isEmpty() ? Origin.BASE16 : Origin.UUID);
    }

    static Optional<String> uuidEncoded(String bytes, boolean mangled) {
        if (bytes.length() != UUID_BYTES) {
            return Optional.empty();
        }
        String hex = hexEncoded(mangled ? mangle(bytes) : bytes, "");
        return Optional.of(hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-" + hex.substring(12, 16) + "-"
                + hex.substring(16, 20) + "-" + hex.substring(20));
    }

    /** The first three fields the other way round. */
    private static String mangle(String b) {
        return reversed(b.substring(0, 4)) + reversed(b.substring(4, 6)) + reversed(b.substring(6, 8)) + b.substring(8);
    }

    private static String reversed(String bytes) {
        return new StringBuilder(bytes).reverse().toString();
    }

    private static int digit(String text, int at) {
        return at < text.length() ? ParsedNumber.digit(text.charAt(at)) : Integer.MAX_VALUE;
    }
}
