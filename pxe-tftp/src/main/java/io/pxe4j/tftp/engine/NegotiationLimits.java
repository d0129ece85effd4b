package io.pxe4j.tftp.engine;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What a server is willing to agree to.
 *
 * @param maxBlockSize the largest blksize, 8 to 65464
 * @param maxWindowSize the largest windowsize, 1 to 65535; 1 means lock-step
 * @param maxWindowBytes the most octets in a window; it shortens the window, not the block
 * @param refusedOptions options that are treated as if they were unknown, in lower case
 */
public record NegotiationLimits(int maxBlockSize, int maxWindowSize, int maxWindowBytes, Set<String> refusedOptions) {
    /** RFC 2348's largest block, windows of 64 blocks and 1 MiB, all options. */
    public static final NegotiationLimits DEFAULT = new NegotiationLimits(65464, 64, 1 << 20, Set.of());

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
        refusedOptions = Set.copyOf(refusedOptions);
    }

    /** Collects limits, from those of {@link #DEFAULT}. */
    public static Builder builder() {
        return DEFAULT.toBuilder();
    }

    /** Collects limits, from these. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** These limits with blocks that fit into one packet of a link of {@code mtu} octets; the limits as they are if mtu is below 576. */
    public NegotiationLimits withinMtu(int mtu, boolean ipv6) {
        int fits = mtu - (ipv6 ? OVERHEAD_V6 : OVERHEAD_V4);
        return mtu < 576 || fits >= maxBlockSize
                ? this
                : new NegotiationLimits(fits, maxWindowSize, maxWindowBytes, refusedOptions);
    }

    /** Whether that option, in lower case, may be agreed to. */
    boolean allow(String option) {
        return !refusedOptions.contains(option);
    }

    private static int check(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: " + min + ".." + max + ")");
        }
        return value;
    }

    /** Collects {@link NegotiationLimits}. */
    public static final class Builder {
        private int maxBlockSize;
        private int maxWindowSize;
        private int maxWindowBytes;
        private final Set<String> refusedOptions;

        private Builder(NegotiationLimits from) {
            this.maxBlockSize = from.maxBlockSize;
            this.maxWindowSize = from.maxWindowSize;
            this.maxWindowBytes = from.maxWindowBytes;
            this.refusedOptions = new HashSet<>(from.refusedOptions);
        }

        /**
         * The largest blksize; 65464 by default.
         *
         * @throws IllegalArgumentException outside 8 to 65464
         */
        public Builder maxBlockSize(int octets) {
            maxBlockSize = check("maxBlockSize", octets, 8, 65464);
            return this;
        }

        /**
         * The largest windowsize; 64 by default, 1 means lock-step.
         *
         * @throws IllegalArgumentException outside 1 to 65535
         */
        public Builder maxWindowSize(int blocks) {
            maxWindowSize = check("maxWindowSize", blocks, 1, 65535);
            return this;
        }

        /**
         * The most octets in a window, 1 MiB by default; a larger window is agreed on with fewer blocks.
         *
         * @throws IllegalArgumentException below 8
         */
        public Builder maxWindowBytes(int octets) {
            maxWindowBytes = check("maxWindowBytes", octets, 8, Integer.MAX_VALUE);
            return this;
        }

        /** Treats that option as unknown, for a client that asks for what it cannot do. */
        public Builder refuse(String option) {
            refusedOptions.add(option.toLowerCase(Locale.ROOT));
            return this;
        }

        /** The limits. */
        public NegotiationLimits build() {
            return new NegotiationLimits(maxBlockSize, maxWindowSize, maxWindowBytes, refusedOptions);
        }
    }
}
