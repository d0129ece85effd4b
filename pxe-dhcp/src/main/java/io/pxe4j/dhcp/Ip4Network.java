package io.pxe4j.dhcp;

/**
 * An IPv4 network: its first address and the length of its prefix.
 *
 * @param address the network's first address; host bits given to the constructor are cut off
 * @param prefixLength 0 to 32
 */
public record Ip4Network(Ip4 address, int prefixLength) implements Comparable<Ip4Network> {
    /** All addresses: {@code 0.0.0.0/0}. */
    public static final Ip4Network ALL = new Ip4Network(Ip4.ANY, 0);

    /**
     * Checks the length and cuts off host bits.
     *
     * @throws IllegalArgumentException if {@code prefixLength} is out of range
     */
    public Ip4Network {
        Check.range("prefixLength", prefixLength, 0, 32);
        address = new Ip4(address.bits() & maskBits(prefixLength));
    }

    /**
     * The network of that prefix in which {@code member} lies.
     *
     * @throws IllegalArgumentException if {@code prefixLength} is out of range
     */
    public static Ip4Network of(Ip4 member, int prefixLength) {
        return new Ip4Network(member, prefixLength);
    }

    /**
     * Reads {@code 10.0.0.0/24}; a single address is a network of one.
     *
     * @throws IllegalArgumentException if {@code text} is anything else
     */
    public static Ip4Network of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return new Ip4Network(Ip4.of(text), 32);
        }
        String length = text.substring(slash + 1);
        Check.that(
                length.matches("\\d{1,2}") && Integer.parseInt(length) <= 32,
                "network: " + text + " (expected: like 10.0.0.0/24)");
        return new Ip4Network(Ip4.of(text.substring(0, slash)), Integer.parseInt(length));
    }

    /** Whether the address lies in the network. */
    public boolean contains(Ip4 other) {
        return ((address.bits() ^ other.bits()) & maskBits(prefixLength)) == 0;
    }

    /** Whether all of {@code other} lies in the network. */
    public boolean contains(Ip4Network other) {
        return prefixLength <= other.prefixLength && contains(other.address);
    }

    /** Whether the two have an address in common; one of them then holds the other. */
    public boolean overlaps(Ip4Network other) {
        return contains(other) || other.contains(this);
    }

    /**
     * Whether a host of this network may have the address: its first and its last one are no host's
     * (<a href="https://datatracker.ietf.org/doc/html/rfc1122#section-3.2.1.3">RFC 1122, section 3.2.1.3</a>), except in
     * networks of one or two (<a href="https://datatracker.ietf.org/doc/html/rfc3021">RFC 3021</a>).
     */
    public boolean isHost(Ip4 other) {
        int hostMask = ~maskBits(prefixLength);
        int host = other.bits() & hostMask;
        return contains(other) && (prefixLength >= 31 || host != 0 && host != hostMask);
    }

    /** The mask: {@code 255.255.255.0} for a prefix of 24. */
    public Ip4 mask() {
        return new Ip4(maskBits(prefixLength));
    }

    /** The last address, by which all hosts of the network are reached. */
    public Ip4 broadcast() {
        return new Ip4(address.bits() | ~maskBits(prefixLength));
    }

    private static int maskBits(int prefixLength) {
        return prefixLength == 0 ? 0 : -1 << 32 - prefixLength;
    }

    /** By address, then the larger network first. */
    @Override
    public int compareTo(Ip4Network other) {
        int byAddress = address.compareTo(other.address);
        return byAddress != 0 ? byAddress : Integer.compare(prefixLength, other.prefixLength);
    }

    /** {@code 10.0.0.0/24}, which {@link #of(String)} reads. */
    @Override
    public String toString() {
        return address + "/" + prefixLength;
    }
}
