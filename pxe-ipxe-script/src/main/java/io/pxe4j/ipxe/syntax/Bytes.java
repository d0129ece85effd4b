package io.pxe4j.ipxe.syntax;

import java.nio.charset.StandardCharsets;

/** Bytes as text, and iPXE's idea of a blank. */
final class Bytes {
    private Bytes() {}

    /** core/ctype.c:isspace: these six and no others. */
    static boolean isSpace(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r';
    }

    static String decode(byte[] data, int start, int end) {
        return new String(data, start, end - start, StandardCharsets.UTF_8);
    }
}
