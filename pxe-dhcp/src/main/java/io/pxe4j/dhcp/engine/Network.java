package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;

/**
 * An IPv4 network.
 *
 * @param member any address of it
 * @param prefixLength 0 to 32
 */
record Network(Ip4 member, int prefixLength) {
    Network {
        Text.range("prefixLength", prefixLength, 0, 32);
    }

    static Network of(DhcpArrival arrival) {
        return new Network(arrival.serverAddress(), arrival.prefixLength());
    }

    boolean contains(Ip4 address) {
        return member.sameNetwork(address, prefixLength);
    }

    Ip4 mask() {
        return new Ip4(prefixLength == 0 ? 0 : -1 << 32 - prefixLength);
    }

    Ip4 broadcast() {
        return new Ip4(member.bits() | ~mask().bits());
    }

    /** Whether a host of this network may have the address: its first and last one are no host's, RFC 1122 §3.2.1.3. */
    boolean isHost(Ip4 address) {
        int host = address.bits() & ~mask().bits();
        return contains(address) && (prefixLength >= 31 || host != 0 && host != ~mask().bits());
    }
}
