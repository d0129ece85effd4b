package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;

/** Which addresses can be a host's. */
final class ClientAddresses {
    private static final int CLASS_D = 224;

    private ClientAddresses() {}

    /** Neither "this network" (0/8), multicast, class E nor broadcast. */
    static boolean isHost(Ip4 address) {
        int first = address.bits() >>> 24;
        return first != 0 && first < CLASS_D;
    }

    static boolean isLoopback(Ip4 address) {
        return address.bits() >>> 24 == 127;
    }

    /** Ones, then zeros. */
    static boolean isMask(Ip4 mask) {
        int hostBits = ~mask.bits();
        return (hostBits & hostBits + 1) == 0;
    }

    /** Whether it names the network itself or all of its hosts; RFC 3021 has neither in networks of two. */
    static boolean isNetworkOrBroadcast(Ip4 address, Ip4 mask) {
        int hostBits = ~mask.bits();
        int host = address.bits() & hostBits;
        return hostBits != 0 && hostBits != 1 && (host == 0 || host == hostBits);
    }
}
