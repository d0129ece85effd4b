package io.pxe4j.dhcp.engine;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * Clients that have something in common, and what they get for it.
 *
 * <pre>{@code
 * ClientClass.builder("ipxe", client -> client.bootClient().kind() == BootClient.Kind.IPXE)
 *         .leaseTime(Duration.ofMinutes(10))
 *         .build()
 * }</pre>
 *
 * <p>A client may belong to several; where two set the same thing, the one given to the engine first wins.
 */
public final class ClientClass {
    private final String name;
    private final Predicate<? super ClientRequest> members;
    private final Scope scope;

    private ClientClass(Builder builder) {
        name = builder.name;
        members = builder.members;
        scope = builder.scope();
    }

    /**
     * Starts with a name and the rule.
     *
     * @param name unique in its engine
     * @param members called on the event loop for each request, and must not block; whether the client belongs to the class
     */
    public static Builder builder(String name, Predicate<? super ClientRequest> members) {
        return new Builder(Objects.requireNonNull(name, "name"), Objects.requireNonNull(members, "members"));
    }

    /** The name. */
    public String name() {
        return name;
    }

    boolean includes(ClientRequest client) {
        return members.test(client);
    }

    Scope scope() {
        return scope;
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }

    /** Collects the settings of a class. */
    public static final class Builder extends ScopeBuilder<Builder> {
        private final String name;
        private final Predicate<? super ClientRequest> members;

        private Builder(String name, Predicate<? super ClientRequest> members) {
            this.name = name;
            this.members = members;
        }

        @Override
        Builder self() {
            return this;
        }

        /** The class. */
        public ClientClass build() {
            return new ClientClass(this);
        }
    }
}
