package io.pxe4j.tftp.server;

import java.net.InetSocketAddress;

/** Spreads address and port over 32 bits, differently in each server. Makes no object. */
final class PeerHash {
    private final long seed;

    PeerHash(long seed) {
        // Odd, so that the multiplication loses nothing.
        this.seed = seed | 1;
    }

    int of(InetSocketAddress peer) {
        // The address's own hash plus the port would let neighbours with neighbouring ports collide.
        long bits = (long) peer.getAddress().hashCode() << 16 ^ peer.getPort();
        long mixed = bits * seed;
        return (int) ((mixed ^ mixed >>> 29) * 0x9E3779B97F4A7C15L >>> 32);
    }
}
