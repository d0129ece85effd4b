package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;
import org.jspecify.annotations.Nullable;

/** A subnet at work: its pools, and what goes with its addresses. */
final class SubnetPlan {
    private final Ip4Network network;
    private final String text;
    private final PoolPlan[] pools;
    private final TermsCache terms;
    private final byte[] mask;
    private final byte[] broadcast;

    SubnetPlan(Ip4Network network, String text, PoolPlan[] pools, TermsCache terms) {
        this.network = network;
        this.text = text;
        this.pools = pools;
        this.terms = terms;
        this.mask = octets(network.mask());
        this.broadcast = octets(network.broadcast());
    }

    Ip4Network network() {
        return network;
    }

    PoolPlan[] pools() {
        return pools;
    }

    /** The value of option 1; not to be changed. */
    byte[] mask() {
        return mask;
    }

    /** The value of option 28; not to be changed. */
    byte[] broadcast() {
        return broadcast;
    }

    @Nullable
    PoolPlan poolOf(Ip4 address) {
        for (PoolPlan pool : pools) {
            if (pool.range().contains(address)) {
                return pool;
            }
        }
        return null;
    }

    /** What goes with that address of the subnet. */
    Terms termsFor(Ip4 address, long classes, @Nullable HostPlan host) {
        PoolPlan pool = poolOf(address);
        return (pool == null ? terms : pool.terms()).of(classes, host);
    }

    static byte[] octets(Ip4 address) {
        int bits = address.bits();
        return new byte[] {(byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits};
    }

    @Override
    public String toString() {
        return text;
    }
}
