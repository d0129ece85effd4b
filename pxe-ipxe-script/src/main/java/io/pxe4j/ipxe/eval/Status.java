package io.pxe4j.ipxe.eval;

import java.util.Map;

/**
 * What commands return: 0 for success, above it what a script gave to {@code exit}, below it an error.
 *
 * <p>An error of iPXE has 32 bits: the highest eight are the POSIX error, the others the file and place. Only the
 * first are modelled, so that {@code ${errno}} has zeros where a machine shows the place.
 */
final class Status {
    static final int OK = 0;
    static final int EACCES = error(0x02);
    static final int ECANCELED = error(0x0b);
    static final int EINVAL = error(0x1c);
    static final int EIO = error(0x1d);
    static final int ENODEV = error(0x2c);
    static final int ENOENT = error(0x2d);
    static final int ENOEXEC = error(0x2e);
    static final int ENOTSUP = error(0x3c);
    static final int ENOTTY = error(0x3a);
    static final int ERANGE = error(0x44);
    static final int ETIMEDOUT = error(0x4c);

    private static final Map<Integer, String> TEXTS = Map.ofEntries(
            Map.entry(EACCES, "Permission denied"),
            Map.entry(ECANCELED, "Operation canceled"),
            Map.entry(EINVAL, "Invalid argument"),
            Map.entry(EIO, "Input/output error"),
            Map.entry(ENODEV, "No such device"),
            Map.entry(ENOENT, "No such file or directory"),
            Map.entry(ENOEXEC, "Exec format error"),
            Map.entry(ENOTSUP, "Operation not supported"),
            Map.entry(ENOTTY, "Inappropriate I/O control operation"),
            Map.entry(ERANGE, "Result too large"),
            Map.entry(ETIMEDOUT, "Connection timed out"));

    private Status() {}

    /** In words, as iPXE prints it. */
    static String text(int status) {
        String known = TEXTS.get(status);
        return known == null ? String.format(java.util.Locale.ROOT, "Error 0x%08x", status) : known;
    }

    private static int error(int posix) {
        return -(posix << 24);
    }
}
