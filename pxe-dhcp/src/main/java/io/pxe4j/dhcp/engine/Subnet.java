package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A network whose clients get addresses: on an interface of this server, or behind a relay.
 *
 * <pre>{@code
 * Subnet.builder("10.1.0.0/24")
 *         .pool("10.1.0.50-10.1.0.199")
 *         .routers(Ip4.of("10.1.0.1"))
 *         .build()
 * }</pre>
 */
public final class Subnet {
    private final Ip4Network network;
    private final String name;
    private final List<PoolScope> pools;
    private final List<Ip4> relays;
    private final Scope scope;

    private Subnet(Builder builder) {
        network = builder.network;
        name = builder.name;
        pools = List.copyOf(builder.pools);
        relays = List.copyOf(builder.relays);
        scope = builder.scope();
    }

    /** Starts with the network. */
    public static Builder builder(Ip4Network network) {
        return new Builder(Objects.requireNonNull(network, "network"));
    }

    /**
     * Starts with the network, like {@code 10.1.0.0/24}.
     *
     * @throws IllegalArgumentException as {@link Ip4Network#of(String)} says
     */
    public static Builder builder(String network) {
        return builder(Ip4Network.of(network));
    }

    /** The network. */
    public Ip4Network network() {
        return network;
    }

    /** The name under which leases are stored, unless the subnet is part of a shared network: that of the network, if none was given. */
    public String name() {
        return name;
    }

    /** Where addresses are taken from, in this order; empty if there are only reservations. */
    public List<PoolScope> pools() {
        return pools;
    }

    /** Relays that serve this subnet although their address lies elsewhere. */
    public List<Ip4> relays() {
        return relays;
    }

    Scope scope() {
        return scope;
    }

    /** The name, and the network if that is something else. */
    @Override
    public String toString() {
        return name.equals(network.toString()) ? name : name + " (" + network + ")";
    }

    /** Collects the settings of a subnet. */
    public static final class Builder extends ScopeBuilder<Builder> {
        private final Ip4Network network;
        private final List<PoolScope> pools = new ArrayList<>();
        private final List<Ip4> relays = new ArrayList<>();
        private String name;

        private Builder(Ip4Network network) {
            this.network = network;
            this.name = network.toString();
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * A name for the store and for people, 1 to 128 characters; by default that of the network. To change it later makes the leases
         * written under the old one strangers'.
         *
         * @throws IllegalArgumentException if it is empty or too long
         */
        public Builder name(String name) {
            Text.range("length of name", name.length(), 1, 128);
            this.name = name;
            return this;
        }

        /** Adds addresses to hand out, after those added before. */
        public Builder pool(AddressPool range) {
            return pool(PoolScope.of(range));
        }

        /**
         * Adds addresses to hand out, like {@code 10.1.0.50-10.1.0.99}.
         *
         * @throws IllegalArgumentException as {@link AddressPool#of(String)} says
         */
        public Builder pool(String range) {
            return pool(AddressPool.of(range));
        }

        /**
         * Adds a pool with settings of its own.
         *
         * @throws IllegalArgumentException if it lies outside the subnet or overlaps another pool of it
         */
        public Builder pool(PoolScope pool) {
            if (!network.contains(pool.range().first())
                    || !network.contains(pool.range().last())) {
                throw new IllegalArgumentException("pool: " + pool + " (expected: addresses of " + network + ")");
            }
            for (PoolScope other : pools) {
                if (other.range().overlaps(pool.range())) {
                    throw new IllegalArgumentException(
                            "pool: " + pool + " (expected: none that overlaps " + other + ")");
                }
            }
            pools.add(pool);
            return this;
        }

        /**
         * Names relays that serve this subnet although their address (giaddr) lies elsewhere. A relay with an address of the subnet need
         * not be named.
         */
        public Builder relays(Ip4... relays) {
            this.relays.addAll(List.of(relays));
            return this;
        }

        /** The subnet. */
        public Subnet build() {
            return new Subnet(this);
        }
    }
}
