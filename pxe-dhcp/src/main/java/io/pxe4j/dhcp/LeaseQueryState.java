package io.pxe4j.dhcp;

/**
 * The state of an address, option 156: an open set.
 *
 * @param value the number on the wire, 0 to 255
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc6926#section-6.2.7">RFC 6926, section 6.2.7</a>
 */
public record LeaseQueryState(int value) {
    /** Free to give. */
    public static final LeaseQueryState AVAILABLE = new LeaseQueryState(1);
    /** A client's. */
    public static final LeaseQueryState ACTIVE = new LeaseQueryState(2);
    /** Its time is over. */
    public static final LeaseQueryState EXPIRED = new LeaseQueryState(3);
    /** Given back. */
    public static final LeaseQueryState RELEASED = new LeaseQueryState(4);
    /** Declined, or found in use. */
    public static final LeaseQueryState ABANDONED = new LeaseQueryState(5);
    /** Freed by an administrator. */
    public static final LeaseQueryState RESET = new LeaseQueryState(6);
    /** Another server's. */
    public static final LeaseQueryState REMOTE = new LeaseQueryState(7);
    /** Moving from one state to another. */
    public static final LeaseQueryState TRANSITIONING = new LeaseQueryState(8);

    private static final String[] NAMES = {
        "AVAILABLE", "ACTIVE", "EXPIRED", "RELEASED", "ABANDONED", "RESET", "REMOTE", "TRANSITIONING"
    };

    /** Checks the range. */
    public LeaseQueryState {
        Check.range("lease state", value, 0, 255);
    }

    /**
     * The state of that number.
     *
     * @throws IllegalArgumentException outside 0 to 255
     */
    public static LeaseQueryState of(int value) {
        return new LeaseQueryState(value);
    }

    /** The name, or {@code UNKNOWN(n)}. */
    @Override
    public String toString() {
        return value > 0 && value <= NAMES.length ? NAMES[value - 1] : "UNKNOWN(" + value + ")";
    }
}
