package io.pxe4j.dhcp.server;

import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import java.util.List;
import java.util.Optional;

/**
 * A network interface with its IPv4 addresses, as it is at one moment.
 *
 * @param name as the operating system names it
 * @param index the system's number, which changes when an interface is made anew under its old name
 * @param loopback whether it is the machine's own
 * @param addresses its IPv4 addresses, first the one from which its broadcasts leave; may be empty
 * @param hardwareAddress its own, which no client has
 */
record ServerInterface(
        String name, int index, boolean loopback, List<Address> addresses, Optional<HardwareAddress> hardwareAddress) {
    private static final int LOOPBACK_NETWORK = 127;

    /** An address and the length of its network's prefix. */
    record Address(Ip4 address, int prefixLength) {}

    boolean hasAddresses() {
        return !addresses.isEmpty();
    }

    Address first() {
        return addresses.get(0);
    }

    boolean hasAddress(Ip4 address) {
        for (Address one : addresses) {
            if (one.address.equals(address)) {
                return true;
            }
        }
        return false;
    }

    /** The same interface with that address alone; empty if it does not have it. */
    Optional<ServerInterface> only(Ip4 address) {
        for (Address one : addresses) {
            if (one.address.equals(address)) {
                return Optional.of(with(one));
            }
        }
        // All of 127.0.0.0/8 belongs to loopback, listed or not.
        return loopback && hasAddresses() && address.bits() >>> 24 == LOOPBACK_NETWORK
                ? Optional.of(with(new Address(address, first().prefixLength)))
                : Optional.empty();
    }

    private ServerInterface with(Address only) {
        return new ServerInterface(name, index, loopback, List.of(only), hardwareAddress);
    }
}
