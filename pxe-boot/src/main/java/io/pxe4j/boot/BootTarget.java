package io.pxe4j.boot;

import io.pxe4j.boot.explain.Printable;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A boot file as it is configured: a file of the content root, or a URL.
 *
 * @param setting which setting it came from, for messages: {@code bios}
 * @param text the name or URL
 * @param isUrl which of the two
 */
record BootTarget(String setting, String text, boolean isUrl) {
    // No stricter: iPXE expands ${...} in a URL.
    private static final Pattern URL = Pattern.compile("(https?|tftp|ftp|nfs)://[^/\\s]+(/\\S*)?");
    private static final Pattern HTTP_URL = Pattern.compile("https?://[^/\\s]+/\\S+");

    /** A file for a PXE client, which has no use for a URL. */
    static BootTarget file(String setting, String name) {
        if (looksLikeUrl(name)) {
            throw new IllegalArgumentException(
                    setting + ": " + name + " (expected: a file name, since PXE firmware loads no URLs)");
        }
        return new BootTarget(setting, checked(setting, name), false);
    }

    /** A file name or a URL that iPXE understands. */
    static BootTarget fileOrUrl(String setting, String text) {
        return fileOrUrl(setting, text, URL, "a file name or a URL like http://10.0.0.1/boot.ipxe");
    }

    /** A file name or a URL that UEFI HTTP boot understands. */
    static BootTarget fileOrHttpUrl(String setting, String text) {
        return fileOrUrl(setting, text, HTTP_URL, "a file name or a URL like http://10.0.0.1/snponly.efi");
    }

    private static BootTarget fileOrUrl(String setting, String text, Pattern pattern, String expected) {
        if (!looksLikeUrl(text)) {
            return new BootTarget(setting, checked(setting, text), false);
        }
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(setting + ": " + text + " (expected: " + expected + ")");
        }
        return new BootTarget(setting, checked(setting, text), true);
    }

    /** {@code http:/x} and {@code htp://x} are misspelt URLs, not files. */
    private static boolean looksLikeUrl(String text) {
        return text.contains("://") || text.toLowerCase(Locale.ROOT).matches("(https?|tftp|ftp|nfs):.*");
    }

    private static String checked(String setting, String text) {
        if (text.isBlank() || text.length() > 255 || text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException(
                    setting + ": \"" + Printable.of(text) + "\" (expected: 1 to 255 printable characters)");
        }
        return text;
    }

    /** The name below the content root, as TFTP and HTTP will look for it. */
    String relativeName() {
        return text.replace('\\', '/').replaceFirst("^/+", "");
    }
}
