package io.pxe4j.tftp.engine;

/**
 * What a server is willing to agree to.
 *
 * @param maxBlockSize the largest blksize, 8 to 65464
 * @param maxWindowSize the largest windowsize, 1 to 65535; 1 means lock-step
 * @param maxWindowBytes the most octets in a window; it shortens the window, not the block
 */
public record NegotiationLimits(int maxBlockSize, int maxWindowSize, int maxWindowBytes) {
    /** RFC 2348's largest block, windows of 64 blocks and 1 MiB. */
    public static final NegotiationLimits DEFAULT = new NegotiationLimits(65464, 64, 1 << 20);

    /** IPv4 header, UDP header, TFTP header. */
    private static final int OVERHEAD_V4 = 20 + 8 + 4;
    /** IPv6 header, UDP header, TFTP header. */
    private static final int OVERHEAD_V6 = 40 + 8 + 4;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException outside them
     */
    public NegotiationLimits {
        check("maxBlockSize", maxBlockSize, 8, 65464);
        check("maxWindowSize", maxWindowSize, 1, 65535);
        check("maxWindowBytes", maxWindowBytes, 8, Integer.MAX_VALUE);
    }

    /** These limits with blocks that fit into one packet of a link of {@code mtu} octets; the limits as they are if mtu is below 576. */
    public NegotiationLimits withinMtu(int mtu, boolean ipv6) {
        int fits = mtu - (ipv6 ? OVERHEAD_V6 : OVERHEAD_V4);
        return mtu < 576 || fits >= maxBlockSize ? this : new NegotiationLimits(fits, maxWindowSize, maxWindowBytes);
    }

    private static void check(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: " + min + ".." + max + ")");
        }
    }
}
