package io.pxe4j.tftp;

/**
 * The first two octets of a TFTP packet, an open set: {@link #of} keeps opcodes that no RFC names.
 *
 * @param value the 16-bit number on the wire, 0 to 65535
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc1350#section-5">RFC 1350 §5</a>
 */
public record TftpOpcode(int value) {
    /** Read request. */
    public static final TftpOpcode RRQ = new TftpOpcode(1);
    /** Write request. */
    public static final TftpOpcode WRQ = new TftpOpcode(2);
    /** A block of the file. */
    public static final TftpOpcode DATA = new TftpOpcode(3);
    /** Acknowledgment. */
    public static final TftpOpcode ACK = new TftpOpcode(4);
    /** Error; it ends the transfer. */
    public static final TftpOpcode ERROR = new TftpOpcode(5);
    /** Option acknowledgment (RFC 2347). */
    public static final TftpOpcode OACK = new TftpOpcode(6);

    private static final TftpOpcode[] KNOWN = {RRQ, WRQ, DATA, ACK, ERROR, OACK};
    private static final String[] NAMES = {"RRQ", "WRQ", "DATA", "ACK", "ERROR", "OACK"};

    /**
     * The opcode of that number.
     *
     * @throws IllegalArgumentException outside 0 to 65535
     */
    public static TftpOpcode of(int value) {
        if (value < 0 || value > 0xffff) {
            throw new IllegalArgumentException("opcode: " + value + " (expected: 0..65535)");
        }
        return value >= 1 && value <= KNOWN.length ? KNOWN[value - 1] : new TftpOpcode(value);
    }

    /** The name of the RFC, or {@code UNKNOWN(n)}. */
    @Override
    public String toString() {
        return value >= 1 && value <= NAMES.length ? NAMES[value - 1] : "UNKNOWN(" + value + ")";
    }
}
