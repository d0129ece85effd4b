package io.pxe4j.tftp.limits;

import java.net.InetAddress;

/** Numbers that stand for addresses and prefixes in tables of fixed size. */
final class AddressKeys {
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int IPV4_OCTETS = 4;

    private AddressKeys() {}

    /** Exact for IPv4; an IPv6 address is hashed. */
    static long ofAddress(InetAddress address) {
        byte[] octets = address.getAddress();
        if (octets.length == IPV4_OCTETS) {
            return number(octets, 0, IPV4_OCTETS);
        }
        long high = number(octets, 0, Long.BYTES) * MIX;
        return (high ^ high >>> 32) + number(octets, Long.BYTES, Long.BYTES) * MIX;
    }

    /** The first 24 bits of an IPv4 address, the first 64 of an IPv6 address. */
    static long ofPrefix(InetAddress address) {
        byte[] octets = address.getAddress();
        return octets.length == IPV4_OCTETS ? number(octets, 0, 3) : number(octets, 0, Long.BYTES);
    }

    private static long number(byte[] octets, int from, int count) {
        long number = 0;
        for (int i = from; i < from + count; i++) {
            number = number << Byte.SIZE | octets[i] & 0xff;
        }
        return number;
    }
}
