package io.pxe4j.tftp.server;

import java.util.regex.Pattern;

/** The file names that mean something else on Windows than the file of that name. */
final class WindowsNames {
    /** With any extension: {@code nul.txt} is the device. The digits may be superscript. */
    private static final Pattern DEVICE = Pattern.compile(
            "(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])\\s*(\\..*)?",
            Pattern.CASE_INSENSITIVE);

    private WindowsNames() {}

    /** Whether a name, without slashes, is a device, a stream of a file, or one whose end Windows drops. */
    static boolean isSpecial(String name) {
        return name.indexOf(':') >= 0
                || name.endsWith(".")
                || name.endsWith(" ")
                || DEVICE.matcher(name).matches();
    }
}
