package io.pxe4j.tftp.server;

import java.net.InetSocketAddress;

/**
 * The clients whose transfers ended last, and the port of each: late ACKs of theirs get no ERROR 5, which could hit the client's next transfer, and
 * that one gets another port. A fixed table in which a newer client may push out an older one; to forget one does no harm.
 */
final class RecentPeers {
    private static final int CAPACITY = 4096;

    /** Bits 63 to 32 the address's hash, 31 to 16 the client's port, 15 to 0 the number of our port plus one. */
    private final long[] entries = new long[CAPACITY];

    private final PeerHash hash;

    RecentPeers(PeerHash hash) {
        this.hash = hash;
    }

    void add(InetSocketAddress client, int port) {
        entries[slot(client)] = key(client) | port + 1 & 0xffff;
    }

    void remove(InetSocketAddress client) {
        if (contains(client)) {
            entries[slot(client)] = 0;
        }
    }

    boolean contains(InetSocketAddress client) {
        return portOf(client) >= 0;
    }

    /** The number of the port that the client's last transfer had, or -1. */
    int portOf(InetSocketAddress client) {
        long entry = entries[slot(client)];
        return entry != 0 && (entry & ~0xffffL) == key(client) ? (int) (entry & 0xffff) - 1 : -1;
    }

    private int slot(InetSocketAddress client) {
        return hash.of(client) & CAPACITY - 1;
    }

    private static long key(InetSocketAddress client) {
        return (long) client.getAddress().hashCode() << 32 | (long) client.getPort() << 16;
    }
}
