package io.pxe4j.dhcp;

/**
 * The DHCP message type, option 53: an open set, {@link #of} keeps numbers that no RFC names.
 *
 * @param value the octet on the wire, 0 to 255
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2132#section-9.6">RFC 2132, section 9.6</a>
 */
public record DhcpMessageType(int value) {
    /** A client looks for servers. */
    public static final DhcpMessageType DISCOVER = new DhcpMessageType(1);
    /** A server offers an address, a ProxyDHCP server a boot file. */
    public static final DhcpMessageType OFFER = new DhcpMessageType(2);
    /** A client takes an offer, renews a lease, or asks a boot server. */
    public static final DhcpMessageType REQUEST = new DhcpMessageType(3);
    /** A client found its address in use. */
    public static final DhcpMessageType DECLINE = new DhcpMessageType(4);
    /** A server commits. */
    public static final DhcpMessageType ACK = new DhcpMessageType(5);
    /** A server refuses; the client starts over. */
    public static final DhcpMessageType NAK = new DhcpMessageType(6);
    /** A client gives its address back. */
    public static final DhcpMessageType RELEASE = new DhcpMessageType(7);
    /** A client with an address asks for the rest. */
    public static final DhcpMessageType INFORM = new DhcpMessageType(8);
    /** RFC 3203. */
    public static final DhcpMessageType FORCERENEW = new DhcpMessageType(9);
    /** RFC 4388, as the three that follow. */
    public static final DhcpMessageType LEASEQUERY = new DhcpMessageType(10);
    /** The address is ours and free. */
    public static final DhcpMessageType LEASEUNASSIGNED = new DhcpMessageType(11);
    /** The server knows nothing of it. */
    public static final DhcpMessageType LEASEUNKNOWN = new DhcpMessageType(12);
    /** The address is leased. */
    public static final DhcpMessageType LEASEACTIVE = new DhcpMessageType(13);
    /** RFC 6926, as the next. */
    public static final DhcpMessageType BULKLEASEQUERY = new DhcpMessageType(14);
    /** The bulk answer is complete. */
    public static final DhcpMessageType LEASEQUERYDONE = new DhcpMessageType(15);
    /** RFC 7724, as the two that follow. */
    public static final DhcpMessageType ACTIVELEASEQUERY = new DhcpMessageType(16);
    /** State of an active query. */
    public static final DhcpMessageType LEASEQUERYSTATUS = new DhcpMessageType(17);
    /** Starts TLS. */
    public static final DhcpMessageType TLS = new DhcpMessageType(18);

    private static final DhcpMessageType[] KNOWN = {
        DISCOVER,
        OFFER,
        REQUEST,
        DECLINE,
        ACK,
        NAK,
        RELEASE,
        INFORM,
        FORCERENEW,
        LEASEQUERY,
        LEASEUNASSIGNED,
        LEASEUNKNOWN,
        LEASEACTIVE,
        BULKLEASEQUERY,
        LEASEQUERYDONE,
        ACTIVELEASEQUERY,
        LEASEQUERYSTATUS,
        TLS
    };
    private static final String[] NAMES = {
        "DISCOVER",
        "OFFER",
        "REQUEST",
        "DECLINE",
        "ACK",
        "NAK",
        "RELEASE",
        "INFORM",
        "FORCERENEW",
        "LEASEQUERY",
        "LEASEUNASSIGNED",
        "LEASEUNKNOWN",
        "LEASEACTIVE",
        "BULKLEASEQUERY",
        "LEASEQUERYDONE",
        "ACTIVELEASEQUERY",
        "LEASEQUERYSTATUS",
        "TLS"
    };

    /** Checks the range. */
    public DhcpMessageType {
        Check.range("message type", value, 0, 255);
    }

    /**
     * The type of that number.
     *
     * @throws IllegalArgumentException outside 0 to 255
     */
    public static DhcpMessageType of(int value) {
        return value > 0 && value <= KNOWN.length ? KNOWN[value - 1] : new DhcpMessageType(value);
    }

    /** The name of the RFC, or {@code UNKNOWN(n)}. */
    @Override
    public String toString() {
        return value > 0 && value <= NAMES.length ? NAMES[value - 1] : "UNKNOWN(" + value + ")";
    }
}
