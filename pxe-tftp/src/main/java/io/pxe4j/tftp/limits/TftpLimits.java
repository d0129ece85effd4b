package io.pxe4j.tftp.limits;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How much a server does at once, and for whom.
 *
 * <p>The defaults let a boot storm pass (a thousand machines behind one address, each with several files in a row) and stop what no
 * honest client does: most of all, being made to send to somebody who never asked. Such a forged request costs its victim
 * {@link #unansweredDatagrams} packets, however often it is repeated and under however many ports.
 *
 * <p>Immutable.
 */
public final class TftpLimits {
    /** The limits without any setting. */
    public static final TftpLimits DEFAULT = builder().build();

    /** Services that answer whatever comes: echo, daytime, quotd, chargen, time, DNS, portmapper, NTP, SNMP, CLDAP, SSDP, mDNS, memcached. */
    private static final Set<Integer> REFLECTING = Set.of(7, 13, 17, 19, 37, 53, 111, 123, 161, 389, 1900, 5353, 11211);

    private final int maxTransfers;
    private final int maxTransfersPerAddress;
    private final int maxTransfersPerPrefix;
    private final int maxHalfOpen;
    private final RequestRate requests;
    private final RequestRate requestsPerAddress;
    private final RequestRate requestsPerPrefix;
    private final RequestRate errors;
    private final RequestRate errorsPerAddress;
    private final int unansweredDatagrams;
    private final Duration unansweredRegain;
    private final Duration maxLife;
    private final boolean dropReflectingPorts;
    private final AccessList accessList;
    private final ClientAccess access;
    private final int trackedAddresses;
    private final int trackedPrefixes;

    private TftpLimits(Builder builder) {
        this.maxTransfers = builder.maxTransfers;
        this.maxTransfersPerAddress = builder.maxTransfersPerAddress;
        this.maxTransfersPerPrefix = builder.maxTransfersPerPrefix;
        this.maxHalfOpen = builder.maxHalfOpen;
        this.requests = builder.requests;
        this.requestsPerAddress = builder.requestsPerAddress;
        this.requestsPerPrefix = builder.requestsPerPrefix;
        this.errors = builder.errors;
        this.errorsPerAddress = builder.errorsPerAddress;
        this.unansweredDatagrams = builder.unansweredDatagrams;
        this.unansweredRegain = builder.unansweredRegain;
        this.maxLife = builder.maxLife;
        this.dropReflectingPorts = builder.dropReflectingPorts;
        this.accessList = AccessList.of(builder.allowed, builder.denied);
        this.access = builder.access;
        this.trackedAddresses = builder.trackedAddresses;
        this.trackedPrefixes = builder.trackedPrefixes;
    }

    /** The same, but for what another access must allow, too. */
    private TftpLimits(TftpLimits other, ClientAccess also) {
        this.maxTransfers = other.maxTransfers;
        this.maxTransfersPerAddress = other.maxTransfersPerAddress;
        this.maxTransfersPerPrefix = other.maxTransfersPerPrefix;
        this.maxHalfOpen = other.maxHalfOpen;
        this.requests = other.requests;
        this.requestsPerAddress = other.requestsPerAddress;
        this.requestsPerPrefix = other.requestsPerPrefix;
        this.errors = other.errors;
        this.errorsPerAddress = other.errorsPerAddress;
        this.unansweredDatagrams = other.unansweredDatagrams;
        this.unansweredRegain = other.unansweredRegain;
        this.maxLife = other.maxLife;
        this.dropReflectingPorts = other.dropReflectingPorts;
        this.accessList = other.accessList;
        this.access = other.access.and(also);
        this.trackedAddresses = other.trackedAddresses;
        this.trackedPrefixes = other.trackedPrefixes;
    }

    /** Starts a configuration; every setting has a default. */
    public static Builder builder() {
        return new Builder();
    }

    /** How many transfers may run at once. */
    public int maxTransfers() {
        return maxTransfers;
    }

    /** How many of them with one address. */
    public int maxTransfersPerAddress() {
        return maxTransfersPerAddress;
    }

    /** How many of them with one prefix: a /24, or a /64 of IPv6. */
    public int maxTransfersPerPrefix() {
        return maxTransfersPerPrefix;
    }

    /** How many transfers may wait for the client's first answer. */
    public int maxHalfOpen() {
        return maxHalfOpen;
    }

    /** How many requests are heard in all. */
    public RequestRate requests() {
        return requests;
    }

    /** How many requests of one address are heard. */
    public RequestRate requestsPerAddress() {
        return requestsPerAddress;
    }

    /** How many requests of one prefix are heard: a /24, or a /64 of IPv6. */
    public RequestRate requestsPerPrefix() {
        return requestsPerPrefix;
    }

    /** How many ERRORs are sent to those who have no transfer, in all. */
    public RequestRate errors() {
        return errors;
    }

    /** How many of them to one address. */
    public RequestRate errorsPerAddress() {
        return errorsPerAddress;
    }

    /** How many packets an address gets at most while it has never answered. */
    public int unansweredDatagrams() {
        return unansweredDatagrams;
    }

    /** After which time one of those packets is forgotten. */
    public Duration unansweredRegain() {
        return unansweredRegain;
    }

    /** How long a transfer may take in all. */
    public Duration maxLife() {
        return maxLife;
    }

    /** Whether the allowed and denied blocks let that address in. */
    public boolean allows(InetAddress address) {
        return accessList.allows(address);
    }

    /** Whether what comes from that port is dropped since a service lives there that answers whatever it gets. */
    public boolean isReflecting(InetSocketAddress source) {
        return dropReflectingPorts && REFLECTING.contains(source.getPort());
    }

    /** What decides beside the address blocks. */
    public ClientAccess access() {
        return access;
    }

    /** These limits, with one more access that must agree. */
    public TftpLimits and(ClientAccess also) {
        return new TftpLimits(this, Objects.requireNonNull(also, "also"));
    }

    int trackedAddresses() {
        return trackedAddresses;
    }

    int trackedPrefixes() {
        return trackedPrefixes;
    }

    /** The settings of {@link TftpLimits}. */
    public static final class Builder {
        private static final int MAX_TRACKED = 1 << 24;

        private int maxTransfers = 16_384;
        private int maxTransfersPerAddress = 1_024;
        private int maxTransfersPerPrefix = 4_096;
        private int maxHalfOpen = 16_384;
        private RequestRate requests = RequestRate.UNLIMITED;
        private RequestRate requestsPerAddress = RequestRate.of(1_000, 4_000);
        private RequestRate requestsPerPrefix = RequestRate.UNLIMITED;
        private RequestRate errors = RequestRate.of(10_000, 20_000);
        private RequestRate errorsPerAddress = RequestRate.of(100, 1_000);
        private int unansweredDatagrams = 3;
        private Duration unansweredRegain = Duration.ofSeconds(10);
        private Duration maxLife = Duration.ofHours(6);
        private boolean dropReflectingPorts = true;
        private final List<AddressPrefix> allowed = new ArrayList<>();
        private final List<AddressPrefix> denied = new ArrayList<>();
        private ClientAccess access = ClientAccess.ALL;
        private int trackedAddresses = 1 << 14;
        private int trackedPrefixes = 1 << 12;

        private Builder() {}

        /**
         * How many transfers may run at once; 16,384 by default. The next one takes the place of the oldest whose client has not answered yet; if
         * all have, it is not answered, so that the client asks again.
         *
         * @throws IllegalArgumentException below 1
         */
        public Builder maxTransfers(int max) {
            maxTransfers = Ranges.check("maxTransfers", max, 1, Integer.MAX_VALUE);
            return this;
        }

        /**
         * How many transfers may run at once with one address; 1,024 by default, as a router may hide many machines behind one. Beyond, as
         * with {@link #maxTransfers}.
         *
         * @throws IllegalArgumentException below 1
         */
        public Builder maxTransfersPerAddress(int max) {
            maxTransfersPerAddress = Ranges.check("maxTransfersPerAddress", max, 1, Integer.MAX_VALUE);
            return this;
        }

        /**
         * How many transfers may run at once with one /24, or /64 of IPv6; 4,096 by default. Beyond, as with {@link #maxTransfers}.
         *
         * @throws IllegalArgumentException below 1
         */
        public Builder maxTransfersPerPrefix(int max) {
            maxTransfersPerPrefix = Ranges.check("maxTransfersPerPrefix", max, 1, Integer.MAX_VALUE);
            return this;
        }

        /**
         * How many transfers may wait for the client's first answer; 16,384 by default, as many as may run. When one more comes, the oldest of them
         * ends: honest clients answer within milliseconds, unless thousands ask at once; forged ones never.
         *
         * @throws IllegalArgumentException below 1
         */
        public Builder maxHalfOpen(int max) {
            maxHalfOpen = Ranges.check("maxHalfOpen", max, 1, Integer.MAX_VALUE);
            return this;
        }

        /** How many requests are heard in all; unlimited by default, as none of such limits tells good requests from bad. */
        public Builder requests(RequestRate rate) {
            requests = Objects.requireNonNull(rate, "rate");
            return this;
        }

        /** How many requests of one address are heard; 1,000 a second and 4,000 at once by default. */
        public Builder requestsPerAddress(RequestRate rate) {
            requestsPerAddress = Objects.requireNonNull(rate, "rate");
            return this;
        }

        /** How many requests of one /24, or /64 of IPv6, are heard; unlimited by default. */
        public Builder requestsPerPrefix(RequestRate rate) {
            requestsPerPrefix = Objects.requireNonNull(rate, "rate");
            return this;
        }

        /** How many ERRORs are sent to those who have no transfer, in all; 10,000 a second and 20,000 at once by default. */
        public Builder errors(RequestRate rate) {
            errors = Objects.requireNonNull(rate, "rate");
            return this;
        }

        /**
         * How many ERRORs are sent to one address that has no transfer; 100 a second and 1,000 at once by default. PXELINUX and GRUB ask for
         * dozens of files that need not be there, and wait for their ERRORs.
         */
        public Builder errorsPerAddress(RequestRate rate) {
            errorsPerAddress = Objects.requireNonNull(rate, "rate");
            return this;
        }

        /**
         * How many packets (OACK, or DATA 1, or ACK 0) an address gets at most while it has never answered, over all its transfers together, and after
         * which time one of them is forgotten; 3 and 10 seconds by default. What is beyond waits for the address to answer one of the
         * first. An address that has answered within ten minutes is not limited.
         *
         * @throws IllegalArgumentException if {@code datagrams} is not 1 to 1,000,000 or {@code regain} is not 1 ms to 1 hour
         */
        public Builder unansweredDatagrams(int datagrams, Duration regain) {
            unansweredDatagrams = Ranges.check("datagrams", datagrams, 1, 1_000_000);
            unansweredRegain = Ranges.check("regain", regain, Duration.ofMillis(1), Duration.ofHours(1));
            return this;
        }

        /**
         * How long a transfer may take in all, however well it goes; 6 hours by default. It is there for clients that acknowledge one block a minute
         * for ever.
         *
         * @throws IllegalArgumentException if not 1 ms to 365 days
         */
        public Builder maxLife(Duration life) {
            maxLife = Ranges.check("maxLife", life, Duration.ofMillis(1), Duration.ofDays(365));
            return this;
        }

        /**
         * Whether requests are dropped that claim to come from a port where a service answers whatever it gets (echo, chargen, DNS and the
         * like); true by default. Port 0 is always dropped.
         */
        public Builder dropReflectingPorts(boolean drop) {
            dropReflectingPorts = drop;
            return this;
        }

        /**
         * Hears that block; call it again for more. Once one is allowed, others are not heard. Where several blocks of {@link #allow} and
         * {@link #deny} hold an address, the longest decides; of two equal ones, the denied.
         */
        public Builder allow(AddressPrefix prefix) {
            allowed.add(prefix);
            return this;
        }

        /** Does not hear that block: its requests are not answered. Call it again for more. */
        public Builder deny(AddressPrefix prefix) {
            denied.add(prefix);
            return this;
        }

        /** Decides beside the address blocks; {@link ClientAccess#ALL} by default. */
        public Builder access(ClientAccess decides) {
            access = Objects.requireNonNull(decides, "decides");
            return this;
        }

        /**
         * How many addresses that lately asked are remembered, at some 100 octets each; 16,384 by default, rounded up to a power of two. When
         * there are more, the one that asked least is forgotten, as if it had not asked.
         *
         * @throws IllegalArgumentException outside 8 to 16,777,216
         */
        public Builder trackedAddresses(int addresses) {
            trackedAddresses = Ranges.check("trackedAddresses", addresses, TokenBuckets.WAYS, MAX_TRACKED);
            return this;
        }

        /**
         * How many prefixes are remembered, as {@link #trackedAddresses}; 4,096 by default.
         *
         * @throws IllegalArgumentException outside 8 to 16,777,216
         */
        public Builder trackedPrefixes(int prefixes) {
            trackedPrefixes = Ranges.check("trackedPrefixes", prefixes, TokenBuckets.WAYS, MAX_TRACKED);
            return this;
        }

        /** The limits. */
        public TftpLimits build() {
            return new TftpLimits(this);
        }
    }
}
