package io.pxe4j.dhcp.server;

import io.pxe4j.dhcp.Ip4;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The last socket addresses in use, so that one is not made anew for each packet. */
final class Endpoints {
    private static final int BITS = 8;
    private static final int MIX = 0x9E3779B9;

    private final long[] keys = new long[1 << BITS];
    private final @Nullable InetSocketAddress[] made = new InetSocketAddress[1 << BITS];

    InetSocketAddress of(Ip4 address, int port) {
        long key = (long) address.bits() << 16 | port;
        int at = (address.bits() * 31 + port) * MIX >>> Integer.SIZE - BITS;
        InetSocketAddress found = made[at];
        if (found == null || keys[at] != key) {
            found = new InetSocketAddress(address.toInetAddress(), port);
            made[at] = found;
            keys[at] = key;
        }
        return found;
    }
}
