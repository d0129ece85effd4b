package io.pxe4j.tftp;

/**
 * The code of a TFTP ERROR packet, an open set: {@link #of} keeps codes that no RFC names.
 *
 * @param value the 16-bit number on the wire, 0 to 65535
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc1350#page-10">RFC 1350, error codes</a>
 */
public record TftpErrorCode(int value) {
    /** Not defined; the message tells. */
    public static final TftpErrorCode UNDEFINED = new TftpErrorCode(0);
    /** File not found. U-Boot gives up on it; any other code but {@link #ACCESS_VIOLATION} makes it start again. */
    public static final TftpErrorCode FILE_NOT_FOUND = new TftpErrorCode(1);
    /** Access violation. */
    public static final TftpErrorCode ACCESS_VIOLATION = new TftpErrorCode(2);
    /** Disk full or allocation exceeded. */
    public static final TftpErrorCode DISK_FULL = new TftpErrorCode(3);
    /** Illegal TFTP operation. */
    public static final TftpErrorCode ILLEGAL_OPERATION = new TftpErrorCode(4);
    /** Unknown transfer ID. */
    public static final TftpErrorCode UNKNOWN_TRANSFER_ID = new TftpErrorCode(5);
    /** File already exists. */
    public static final TftpErrorCode FILE_EXISTS = new TftpErrorCode(6);
    /** No such user. */
    public static final TftpErrorCode NO_SUCH_USER = new TftpErrorCode(7);
    /** Option negotiation failed (RFC 2347). */
    public static final TftpErrorCode OPTION_NEGOTIATION = new TftpErrorCode(8);

    private static final TftpErrorCode[] KNOWN = {
        UNDEFINED,
        FILE_NOT_FOUND,
        ACCESS_VIOLATION,
        DISK_FULL,
        ILLEGAL_OPERATION,
        UNKNOWN_TRANSFER_ID,
        FILE_EXISTS,
        NO_SUCH_USER,
        OPTION_NEGOTIATION
    };
    private static final String[] NAMES = {
        "undefined",
        "file not found",
        "access violation",
        "disk full",
        "illegal operation",
        "unknown transfer ID",
        "file exists",
        "no such user",
        "option negotiation"
    };

    /**
     * The code of that number.
     *
     * @throws IllegalArgumentException outside 0 to 65535
     */
    public static TftpErrorCode of(int value) {
        if (value < 0 || value > 0xffff) {
            throw new IllegalArgumentException("error code: " + value + " (expected: 0..65535)");
        }
        return value < KNOWN.length ? KNOWN[value] : new TftpErrorCode(value);
    }

    /** The name of the RFC, or {@code UNKNOWN(n)}. */
    @Override
    public String toString() {
        return value < NAMES.length ? NAMES[value] : "UNKNOWN(" + value + ")";
    }
}
