package io.pxe4j.tftp;

import java.util.Locale;

/**
 * The transfer mode of a request, an open set: {@link #of} keeps modes that no RFC names.
 *
 * @param name the mode in lower case, as modes compare without case
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc1350#section-5">RFC 1350 §5</a>
 */
public record TftpMode(String name) {
    /** Bytes as they are. */
    public static final TftpMode OCTET = new TftpMode("octet");
    /** Text with CR LF line ends and a bare CR as CR NUL. */
    public static final TftpMode NETASCII = new TftpMode("netascii");
    /** Obsolete since RFC 1350; servers refuse it. */
    public static final TftpMode MAIL = new TftpMode("mail");

    /**
     * Lowers the case of {@code name}.
     *
     * @throws IllegalArgumentException if {@code name} holds a NUL
     */
    public TftpMode {
        TftpStrings.checkNoNul("mode", name);
        name = name.toLowerCase(Locale.ROOT);
    }

    /** The mode of that name, in any case. */
    public static TftpMode of(String name) {
        return OCTET.name.equalsIgnoreCase(name) ? OCTET : new TftpMode(name);
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
