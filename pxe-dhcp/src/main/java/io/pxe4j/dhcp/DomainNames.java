package io.pxe4j.dhcp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Domain names as text: labels with dots between, and what is no printable ASCII, a dot or a backslash inside a label
 * escaped as in DNS's master files (<a href="https://datatracker.ietf.org/doc/html/rfc1035#section-5.1">RFC 1035,
 * section 5.1</a>): {@code a\.b}, {@code \007}. So any name survives the way to text and back.
 */
final class DomainNames {
    /** RFC 1035 section 2.3.4; longer labels overran a well-known server. */
    static final int MAX_LABEL = 63;
    /** With its length octets and the root's zero. */
    static final int MAX_NAME = 255;

    private DomainNames() {}

    /** Whether the name ends with the root's dot, which makes it fully qualified. */
    static boolean isQualified(String name) {
        int backslashes = 0;
        while (name.length() - 2 - backslashes >= 0 && name.charAt(name.length() - 2 - backslashes) == '\\') {
            backslashes++;
        }
        return name.endsWith(".") && backslashes % 2 == 0;
    }

    /**
     * Takes a name to pieces; a dot at its end does not count.
     *
     * @throws IllegalArgumentException if a label is empty or too long, or the whole is
     */
    static List<byte[]> labels(String name) {
        List<byte[]> labels = new ArrayList<>();
        ByteArrayOutputStream label = new ByteArrayOutputStream();
        String text = isQualified(name) ? name.substring(0, name.length() - 1) : name;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '.') {
                labels.add(label(name, label));
                label.reset();
                at++;
            } else if (c == '\\') {
                at += unescape(name, text, at, label);
            } else {
                Check.that(c < 0x80, "domain name: " + OctetText.quote(name) + " (expected: ASCII)");
                label.write(c);
                at++;
            }
        }
        labels.add(label(name, label));
        int size = 1;
        for (byte[] one : labels) {
            size += 1 + one.length;
        }
        Check.that(size <= MAX_NAME, "domain name: " + size + " octets (expected: at most " + MAX_NAME + ")");
        return labels;
    }

    private static byte[] label(String name, ByteArrayOutputStream label) {
        Check.that(
                label.size() >= 1 && label.size() <= MAX_LABEL,
                "domain name: " + OctetText.quote(name) + " (expected: labels of 1.." + MAX_LABEL + " octets)");
        return label.toByteArray();
    }

    // Returns how many characters the escape takes.
    private static int unescape(String name, String text, int at, ByteArrayOutputStream label) {
        String three = text.substring(at + 1, Math.min(at + 4, text.length()));
        boolean digits = three.length() == 3 && three.chars().allMatch(c -> c >= '0' && c <= '9');
        int octet = digits ? Integer.parseInt(three) : three.isEmpty() ? -1 : three.charAt(0);
        Check.that(
                octet >= 0 && octet <= (digits ? 255 : 127),
                "domain name: " + OctetText.quote(name) + " (expected: \\ before a character or three digits to 255)");
        label.write(octet);
        return digits ? 4 : 2;
    }

    static void append(byte[] label, StringBuilder out) {
        for (byte octet : label) {
            int c = octet & 0xff;
            if (c == '.' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c > 0x20 && c < 0x7f) {
                out.append((char) c);
            } else {
                String digits = Integer.toString(1000 + c);
                out.append('\\').append(digits, 1, 4);
            }
        }
    }

    /** The rest of a name from one of its labels on, as a key for compression. */
    static String suffix(List<byte[]> labels, int from) {
        StringBuilder key = new StringBuilder();
        for (byte[] label : labels.subList(from, labels.size())) {
            key.append((char) label.length).append(new String(label, StandardCharsets.ISO_8859_1));
        }
        return key.toString();
    }
}
