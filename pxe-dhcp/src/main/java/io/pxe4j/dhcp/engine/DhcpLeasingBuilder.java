package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The settings of a {@link DhcpLeasing}; from {@link DhcpLeasing#builder()}. */
public final class DhcpLeasingBuilder {
    // What the engine itself writes; the rest of the codes is the user's.
    private static final Set<Integer> OWN_OPTIONS =
            Set.of(1, 28, 43, 50, 51, 52, 53, 54, 56, 57, 58, 59, 60, 61, 66, 67, 82, 97);

    private @Nullable AddressPool pool;
    Optional<Ip4Network> network = Optional.empty();
    Optional<BootPolicy> policy = Optional.empty();
    LeaseStore store = InMemoryLeaseStore.create();
    final Reservations reservations;
    final List<Consumer<DhcpPacketWriter>> options = new ArrayList<>();
    Duration leaseTime = Duration.ofHours(1);
    Duration minLeaseTime = Duration.ofMinutes(2);
    Duration offerTime = Duration.ofMinutes(1);
    Duration declineTime = Duration.ofHours(24);
    Duration answerWithin = Duration.ofSeconds(1);
    int maxOffers = 4096;
    int maxWaiting = 4096;
    boolean authoritative;
    Function<? super DhcpPacket, Optional<ClientKey>> clientKey = ClientKey::byHardwareAddress;

    DhcpLeasingBuilder() {
        reservations = new Reservations();
    }

    private DhcpLeasingBuilder(DhcpLeasingBuilder other) {
        pool = other.pool;
        network = other.network;
        policy = other.policy;
        store = other.store;
        reservations = new Reservations(other.reservations);
        options.addAll(other.options);
        leaseTime = other.leaseTime;
        minLeaseTime = other.minLeaseTime;
        offerTime = other.offerTime;
        declineTime = other.declineTime;
        answerWithin = other.answerWithin;
        maxOffers = other.maxOffers;
        maxWaiting = other.maxWaiting;
        authoritative = other.authoritative;
        clientKey = other.clientKey;
    }

    /** The addresses to hand out; they must lie in the network. */
    public DhcpLeasingBuilder pool(AddressPool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
        return this;
    }

    /**
     * The network to serve; by default that of the interface where a request comes in.
     *
     * @param member any address of it
     * @param prefixLength 0 to 32
     * @throws IllegalArgumentException if {@code prefixLength} is out of range
     */
    public DhcpLeasingBuilder network(Ip4 member, int prefixLength) {
        this.network = Optional.of(Ip4Network.of(member, prefixLength));
        return this;
    }

    /** Who decides what network-boot clients load; without one, addresses are all that is handed out. */
    public DhcpLeasingBuilder policy(BootPolicy policy) {
        this.policy = Optional.of(policy);
        return this;
    }

    /** Where leases are kept; by default in memory, where a restart forgets them. */
    public DhcpLeasingBuilder store(LeaseStore store) {
        this.store = Objects.requireNonNull(store, "store");
        return this;
    }

    /**
     * Keeps an address for one client, in the pool or beside it.
     *
     * @throws IllegalArgumentException if the address is kept for another client already
     */
    public DhcpLeasingBuilder reserve(HardwareAddress client, Ip4 address) {
        reservations.put(ClientKey.of(client), address);
        return this;
    }

    /** The routers; none by default. */
    public DhcpLeasingBuilder routers(Ip4... routers) {
        return option(DhcpOption.ROUTERS, List.of(routers));
    }

    /** The DNS servers; none by default. */
    public DhcpLeasingBuilder dnsServers(Ip4... servers) {
        return option(DhcpOption.DNS_SERVERS, List.of(servers));
    }

    /**
     * Any other option, sent with each offer and acknowledgement.
     *
     * @throws IllegalArgumentException if it is one that the engine writes itself
     */
    public <T> DhcpLeasingBuilder option(DhcpOption<T> option, T value) {
        if (OWN_OPTIONS.contains(option.code())) {
            throw new IllegalArgumentException(
                    "option: " + option.code() + " (expected: one the server does not set itself)");
        }
        options.add(reply -> reply.set(option, value));
        return this;
    }

    /**
     * The longest lease, and what a client gets that asks for none; 1 h by default.
     *
     * @throws IllegalArgumentException unless 8 s to 100 years
     */
    public DhcpLeasingBuilder leaseTime(Duration time) {
        if (time.compareTo(Duration.ofSeconds(8)) < 0 || time.compareTo(Duration.ofDays(36_525)) > 0) {
            throw new IllegalArgumentException("leaseTime: " + time + " (expected: 8 s to 100 years)");
        }
        this.leaseTime = time;
        return this;
    }

    /**
     * The shortest lease, for clients that ask for less; 2 min by default, and never more than {@link #leaseTime}.
     *
     * @throws IllegalArgumentException unless positive
     */
    public DhcpLeasingBuilder minLeaseTime(Duration time) {
        this.minLeaseTime = Text.positive("minLeaseTime", time);
        return this;
    }

    /**
     * How long an offered address is kept for the client that it was offered to; 1 min by default.
     *
     * @throws IllegalArgumentException unless positive
     */
    public DhcpLeasingBuilder offerTime(Duration time) {
        this.offerTime = Text.positive("offerTime", time);
        return this;
    }

    /**
     * How long nobody gets an address that a client declined because it saw it in use; 24 h by default. A pool that has nothing else left
     * gives it out sooner.
     *
     * @throws IllegalArgumentException unless positive
     */
    public DhcpLeasingBuilder declineTime(Duration time) {
        this.declineTime = Text.positive("declineTime", time);
        return this;
    }

    /**
     * How long policy and store together may take for one answer; 1 s by default. iPXE asks again after 1 s, EDK2 after 4 s.
     *
     * @throws IllegalArgumentException unless positive
     */
    public DhcpLeasingBuilder answerWithin(Duration limit) {
        this.answerWithin = Text.positive("answerWithin", limit);
        return this;
    }

    /**
     * How many offers are remembered; 4096 by default. Beyond it the oldest is forgotten; its client still gets the address if it is free.
     *
     * @throws IllegalArgumentException unless positive
     */
    public DhcpLeasingBuilder maxOffers(int offers) {
        this.maxOffers = Text.range("maxOffers", offers, 1, Integer.MAX_VALUE);
        return this;
    }

    /**
     * How many requests may wait for policy and store; 4096 by default. More are dropped as {@link DropReason#BUSY}.
     *
     * @throws IllegalArgumentException unless positive
     */
    public DhcpLeasingBuilder maxWaiting(int requests) {
        this.maxWaiting = Text.range("maxWaiting", requests, 1, Integer.MAX_VALUE);
        return this;
    }

    /**
     * Whether this is the only address server of the network. If so, a client that this server does not know, and that wants to keep an
     * address, gets it if it is free, and a refusal (NAK) if not; by default it gets no answer, since its server may be another one.
     */
    public DhcpLeasingBuilder authoritative(boolean authoritative) {
        this.authoritative = authoritative;
        return this;
    }

    /**
     * By what clients are told apart; {@link ClientKey#byHardwareAddress} by default.
     *
     * @param key called on the event loop; returns empty for a client that cannot be told apart
     */
    public DhcpLeasingBuilder clientKey(Function<? super DhcpPacket, Optional<ClientKey>> key) {
        this.clientKey = Objects.requireNonNull(key, "key");
        return this;
    }

    /**
     * Makes the engine.
     *
     * @throws IllegalStateException without a pool
     */
    public DhcpLeasing build(EngineContext context) {
        if (pool == null) {
            throw new IllegalStateException("pool: none (expected: pool(...) says which addresses to hand out)");
        }
        return new DhcpLeasing(new DhcpLeasingBuilder(this), pool, context);
    }
}
