package io.pxe4j.ipxe.eval;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Strings that hold a byte in each char, as iPXE's C strings do, and how they come from text and become text. */
final class Bytes {
    private Bytes() {}

    static String of(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    static String text(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    static List<String> texts(List<String> bytes) {
        return bytes.stream().map(Bytes::text).toList();
    }

    /** What a C function sees: the string up to its first NUL. */
    static String untilNul(String bytes) {
        int nul = bytes.indexOf(0);
        return nul < 0 ? bytes : bytes.substring(0, nul);
    }

    /** core/exec.c:concat_args. */
    static String join(List<String> words) {
        return String.join(" ", words);
    }

    /** core/ctype.c:isspace. */
    static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
