package io.pxe4j.dhcp.engine;

import java.util.Objects;

/**
 * How many requests are taken, from whom: per client, per relay, per interface, and in all.
 *
 * <p>By default only the client is limited, to {@link #DEFAULT_PER_CLIENT}. A client that boots sends fewer than ten requests a stage, so this
 * stops one that loops, and no boot storm: a thousand machines behind one relay are a thousand clients. The other limits are for
 * those who know their networks, since one that is too low makes a storm longer, and none of them tells good requests from bad.
 *
 * <p>Immutable. {@link RequestLimiter} counts.
 */
public final class RequestLimits {
    /** 5 requests a second, 20 at once. */
    public static final RequestRate DEFAULT_PER_CLIENT = RequestRate.of(5, 20);

    /** The limits without any setting. */
    public static final RequestLimits DEFAULT = builder().build();

    /** No limits. */
    public static final RequestLimits NONE =
            builder().perClient(RequestRate.UNLIMITED).build();

    private final RequestRate perClient;
    private final RequestRate perRelay;
    private final RequestRate perInterface;
    private final RequestRate overall;
    private final int trackedClients;
    private final int trackedRelays;

    private RequestLimits(Builder builder) {
        this.perClient = builder.perClient;
        this.perRelay = builder.perRelay;
        this.perInterface = builder.perInterface;
        this.overall = builder.overall;
        this.trackedClients = builder.trackedClients;
        this.trackedRelays = builder.trackedRelays;
    }

    /** Starts a configuration; every setting has a default. */
    public static Builder builder() {
        return new Builder();
    }

    /** The limit of one client: its hardware address, or without one its client identifier. */
    public RequestRate perClient() {
        return perClient;
    }

    /** The limit of one relay port: giaddr, and the circuit id of option 82 where it is given. */
    public RequestRate perRelay() {
        return perRelay;
    }

    /** The limit of one interface of this server. */
    public RequestRate perInterface() {
        return perInterface;
    }

    /** The limit of all requests together. */
    public RequestRate overall() {
        return overall;
    }

    int trackedClients() {
        return trackedClients;
    }

    int trackedRelays() {
        return trackedRelays;
    }

    /** The settings of {@link RequestLimits}. */
    public static final class Builder {
        private static final int MAX_TRACKED = 1 << 24;

        private RequestRate perClient = DEFAULT_PER_CLIENT;
        private RequestRate perRelay = RequestRate.UNLIMITED;
        private RequestRate perInterface = RequestRate.UNLIMITED;
        private RequestRate overall = RequestRate.UNLIMITED;
        private int trackedClients = 1 << 14;
        private int trackedRelays = 1 << 10;

        private Builder() {}

        /** How much one client may ask; {@link #DEFAULT_PER_CLIENT} by default. */
        public Builder perClient(RequestRate rate) {
            this.perClient = Objects.requireNonNull(rate, "rate");
            return this;
        }

        /** How much may come through one port of a relay; unlimited by default. */
        public Builder perRelay(RequestRate rate) {
            this.perRelay = Objects.requireNonNull(rate, "rate");
            return this;
        }

        /** How much may come in by one interface; unlimited by default. */
        public Builder perInterface(RequestRate rate) {
            this.perInterface = Objects.requireNonNull(rate, "rate");
            return this;
        }

        /** How much may come in all; unlimited by default. */
        public Builder overall(RequestRate rate) {
            this.overall = Objects.requireNonNull(rate, "rate");
            return this;
        }

        /**
         * How many clients that have lately asked are remembered, at 16 octets each; 16,384 by default, rounded up to a power of two. When there
         * are more, the one closest to a full bucket is forgotten, as if it had not asked.
         *
         * @throws IllegalArgumentException outside 8 to 16,777,216
         */
        public Builder trackedClients(int clients) {
            this.trackedClients = Text.range("trackedClients", clients, TokenBuckets.WAYS, MAX_TRACKED);
            return this;
        }

        /**
         * How many relay ports are remembered, as {@link #trackedClients}; 1,024 by default.
         *
         * @throws IllegalArgumentException outside 8 to 16,777,216
         */
        public Builder trackedRelays(int relayPorts) {
            this.trackedRelays = Text.range("trackedRelays", relayPorts, TokenBuckets.WAYS, MAX_TRACKED);
            return this;
        }

        /** The limits. */
        public RequestLimits build() {
            return new RequestLimits(this);
        }
    }
}
