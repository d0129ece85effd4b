package io.pxe4j.dhcp.engine;

import java.util.List;
import java.util.Objects;

/**
 * A pool of a {@link Subnet} with settings of its own, or for some clients only.
 *
 * <pre>{@code
 * PoolScope.builder("10.0.0.200-10.0.0.250").onlyFor("installer").leaseTime(Duration.ofMinutes(10)).build()
 * }</pre>
 */
public final class PoolScope {
    private final AddressPool range;
    private final List<String> onlyFor;
    private final Scope scope;

    private PoolScope(Builder builder) {
        range = builder.range;
        onlyFor = builder.onlyFor;
        scope = builder.scope();
    }

    /** A pool for everybody, without settings of its own. */
    public static PoolScope of(AddressPool range) {
        return builder(range).build();
    }

    /** Starts with the addresses. */
    public static Builder builder(AddressPool range) {
        return new Builder(Objects.requireNonNull(range, "range"));
    }

    /**
     * Starts with the addresses, like {@code 10.0.0.50-10.0.0.99}.
     *
     * @throws IllegalArgumentException as {@link AddressPool#of(String)} says
     */
    public static Builder builder(String range) {
        return builder(AddressPool.of(range));
    }

    /** The addresses. */
    public AddressPool range() {
        return range;
    }

    /** The names of the client classes whose members get addresses from here; empty if everybody does. */
    public List<String> onlyFor() {
        return onlyFor;
    }

    Scope scope() {
        return scope;
    }

    /** The addresses: {@code 10.0.0.50-10.0.0.99}. */
    @Override
    public String toString() {
        return range.toString();
    }

    /** Collects the settings of a pool. */
    public static final class Builder extends ScopeBuilder<Builder> {
        private final AddressPool range;
        private List<String> onlyFor = List.of();

        private Builder(AddressPool range) {
            this.range = range;
        }

        @Override
        Builder self() {
            return this;
        }

        /** Keeps the pool for members of these classes; by default it is for everybody. */
        public Builder onlyFor(String... classes) {
            onlyFor = List.of(classes);
            return this;
        }

        /** The pool. */
        public PoolScope build() {
            return new PoolScope(this);
        }
    }
}
