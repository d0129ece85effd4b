package io.pxe4j.ipxe.language;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoding as iPXE does it: {@code core/uri.c:uri_decode()} and {@code uri_encode()}. */
public final class PercentEncoding {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PercentEncoding() {}

    /** Decodes a text; a percent sign takes one or two hex digits, and stands for itself before anything else. */
    public static String decode(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int first = bytes[i] == '%' ? digit(bytes, i + 1) : -1;
            int second = first < 0 ? -1 : digit(bytes, i + 2);
            if (first < 0) {
                decoded.write(bytes[i]);
            } else if (second < 0) {
                decoded.write(first);
                i++;
            } else {
                decoded.write(first << 4 | second);
                i += 2;
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    /** Encodes the bytes of a text that cannot be shown, blanks, and the given characters. */
    public static String encode(String text, String more) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c <= ' ' || c > '~' || more.indexOf(c) >= 0) {
                encoded.append('%').append(HEX.toHexDigits(b));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }

    private static int digit(byte[] bytes, int index) {
        return index < bytes.length ? Character.digit(bytes[index], 16) : -1;
    }
}
