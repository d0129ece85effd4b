package io.pxe4j.ipxe.eval;

import java.util.Optional;

/** Network addresses and domain lists as iPXE reads and shows them. */
final class Addresses {
    private static final int WORDS = 8;

    private Addresses() {}

    /** net/ipv4.c:inet_aton: four numbers of any base. */
    static Optional<String> parse4(String text, int longBytes) {
        StringBuilder bytes = new StringBuilder();
        int at = 0;
        while (true) {
            ParsedNumber number = ParsedNumber.read(text, at, 0);
            long value = longBytes == 4 ? number.value() & 0xffff_ffffL : number.value();
            if (number.end() == at || value < 0 || value > 0xff) {
                return Optional.empty();
            }
            bytes.append((char) value);
            boolean atEnd = number.end() == text.length();
            if (bytes.length() == 4) {
                return atEnd ? Optional.of(bytes.toString()) : Optional.empty();
            }
            if (atEnd || text.charAt(number.end()) != '.') {
                return Optional.empty();
            }
            at = number.end() + 1;
        }
    }

    static String format4(String bytes) {
        return (int) bytes.charAt(0) + "." + (int) bytes.charAt(1) + "." + (int) bytes.charAt(2) + "."
                + (int) bytes.charAt(3);
    }

    /** net/ipv6.c:inet6_aton. */
    static Optional<String> parse6(String text) {
        StringBuilder bytes = new StringBuilder();
        int pad = -1;
        int at = 0;
        while (true) {
            ParsedNumber number = ParsedNumber.read(text, at, 16);
            if (number.value() < 0 || number.value() > 0xffff) {
                return Optional.empty();
            }
            bytes.append((char) (number.value() >> 8)).append((char) (number.value() & 0xff));
            if (number.end() == text.length()) {
                break;
            }
            if (text.charAt(number.end()) != ':') {
                return Optional.empty();
            }
            if (number.end() == at && at != 0) {
                if (pad >= 0) {
                    return Optional.empty();
                }
                pad = bytes.length();
            }
            at = number.end() + 1;
            if (bytes.length() == 2 * WORDS) {
                return Optional.empty();
            }
        }
        if (pad >= 0) {
            bytes.insert(pad, "\0".repeat(2 * WORDS - bytes.length()));
        }
        return bytes.length() == 2 * WORDS ? Optional.of(bytes.toString()) : Optional.empty();
    }

    /** RFC 5952: the longest run of zeros is left out, the first of equals, and never a single one. */
    static String format6(String bytes) {
        int longest = 1;
        int longestStart = -1;
        int run = 0;
        for (int i = 0; i < WORDS; i++) {
            run = word(bytes, i) == 0 ? run + 1 : 0;
            if (run > longest) {
                longest = run;
                longestStart = i - run + 1;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < WORDS; i++) {
            if (i == longestStart) {
                text.append("::");
                i += longest - 1;
            } else {
                text.append(i == 0 || i == longestStart + longest && longestStart >= 0 ? "" : ":")
                        .append(Integer.toHexString(word(bytes, i)));
            }
        }
        return text.toString();
    }

    /** net/udp/dns.c: names one after another, each a row of labels; what is cut off is left out. */
    static String formatDomains(String bytes) {
        StringBuilder text = new StringBuilder();
        StringBuilder name = new StringBuilder();
        int at = 0;
        while (at < bytes.length()) {
            int length = bytes.charAt(at);
            if (length == 0) {
                text.append(text.length() == 0 ? "" : " ").append(name);
                name.setLength(0);
                at++;
                continue;
            }
            if (length > 63 || at + 1 + length > bytes.length()) {
                break;
            }
            name.append(name.length() == 0 ? "" : ".").append(bytes, at + 1, at + 1 + length);
            at += 1 + length;
        }
        return text.toString();
    }

    private static int word(String bytes, int index) {
        return bytes.charAt(2 * index) << 8 | bytes.charAt(2 * index + 1);
    }
}
