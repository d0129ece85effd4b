package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;

/** A row of addresses to lease: 1 to 65,536 of them. */
public final class AddressPool {
    private static final int MAX_SIZE = 65_536;

    private final Ip4 first;
    private final int size;

    private AddressPool(Ip4 first, int size) {
        this.first = first;
        this.size = size;
    }

    /**
     * All addresses from {@code first} to {@code last}, both included.
     *
     * @throws IllegalArgumentException if {@code last} lies before {@code first} or more than 65,535 addresses behind it
     */
    public static AddressPool of(Ip4 first, Ip4 last) {
        long size = (last.bits() & 0xffff_ffffL) - (first.bits() & 0xffff_ffffL) + 1;
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException(
                    "pool: " + first + "-" + last + " (expected: 1 to 65536 addresses, the lower end first)");
        }
        return new AddressPool(first, (int) size);
    }

    /**
     * Reads {@code 10.0.0.50-10.0.0.99}.
     *
     * @throws IllegalArgumentException if it is anything else, or as {@link #of(Ip4, Ip4)} says
     */
    public static AddressPool of(String range) {
        int dash = range.indexOf('-');
        if (dash < 0) {
            throw new IllegalArgumentException("pool: " + range + " (expected: like 10.0.0.50-10.0.0.99)");
        }
        return of(
                Ip4.of(range.substring(0, dash).strip()),
                Ip4.of(range.substring(dash + 1).strip()));
    }

    /** The lowest address. */
    public Ip4 first() {
        return first;
    }

    /** The highest address. */
    public Ip4 last() {
        return address(size - 1);
    }

    /** How many addresses, 1 to 65,536. */
    public int size() {
        return size;
    }

    /** Whether the address is one of the pool. */
    public boolean contains(Ip4 address) {
        return address.compareTo(first) >= 0 && address.compareTo(last()) <= 0;
    }

    /** Whether the whole pool lies in the network of {@code address}. */
    public boolean liesIn(Ip4 address, int prefixLength) {
        return first.sameNetwork(address, prefixLength) && last().sameNetwork(address, prefixLength);
    }

    /** Whether the two have an address in common. */
    public boolean overlaps(AddressPool other) {
        return first.compareTo(other.last()) <= 0 && other.first.compareTo(last()) <= 0;
    }

    /** The address at {@code index}, 0 to size - 1. */
    Ip4 address(int index) {
        return new Ip4(first.bits() + index);
    }

    /** Where {@code address}, which the pool contains, stands in it. */
    int indexOf(Ip4 address) {
        return address.bits() - first.bits();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressPool that && first.equals(that.first) && size == that.size;
    }

    @Override
    public int hashCode() {
        return 31 * first.hashCode() + size;
    }

    /** {@code 10.0.0.50-10.0.0.99}, which {@link #of(String)} reads. */
    @Override
    public String toString() {
        return first + "-" + last();
    }
}
