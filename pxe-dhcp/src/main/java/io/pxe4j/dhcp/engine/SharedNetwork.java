package io.pxe4j.dhcp.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Several subnets on one link: a client there gets an address from any of them, and holds one lease in all.
 *
 * <p>Addresses are taken from the subnet that relay or interface belong to, and from the others in their order when that is full.
 */
public final class SharedNetwork {
    private final String name;
    private final List<Subnet> subnets;
    private final Scope scope;

    private SharedNetwork(Builder builder) {
        name = builder.name;
        subnets = List.copyOf(builder.subnets);
        scope = builder.scope();
    }

    /**
     * Starts with a name.
     *
     * @param name for the store and for people, 1 to 128 characters
     * @throws IllegalArgumentException if it is empty or too long
     */
    public static Builder builder(String name) {
        Text.range("length of name", name.length(), 1, 128);
        return new Builder(name);
    }

    /** The name under which leases are stored. */
    public String name() {
        return name;
    }

    /** The subnets, at least one. */
    public List<Subnet> subnets() {
        return subnets;
    }

    Scope scope() {
        return scope;
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }

    /** Collects the subnets and settings of a shared network. */
    public static final class Builder extends ScopeBuilder<Builder> {
        private final String name;
        private final List<Subnet> subnets = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        @Override
        Builder self() {
            return this;
        }

        /** Adds subnets. */
        public Builder subnets(Subnet... subnets) {
            this.subnets.addAll(List.of(subnets));
            return this;
        }

        /**
         * The shared network.
         *
         * @throws IllegalStateException without a subnet
         */
        public SharedNetwork build() {
            if (subnets.isEmpty()) {
                throw new IllegalStateException("subnets of " + name + ": none (expected: at least one)");
            }
            return new SharedNetwork(this);
        }
    }
}
