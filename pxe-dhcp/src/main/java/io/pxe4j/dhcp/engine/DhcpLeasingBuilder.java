package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The settings of a {@link DhcpLeasing}; from {@link DhcpLeasing#builder()}.
 *
 * <p>Either {@link #pool} names the addresses of the one network of the interface, or {@link #subnet} and {@link #sharedNetwork} name
 * networks and their pools. Options, lease times and boot policy set here hold for all that have none of their own.
 */
public final class DhcpLeasingBuilder extends ScopeBuilder<DhcpLeasingBuilder> {
    private static final Duration LONGEST_PROBE = Duration.ofMillis(500);

    private Optional<AddressPool> pool = Optional.empty();
    private Optional<Ip4Network> network = Optional.empty();
    private final List<SharedNetwork> networks = new ArrayList<>();
    final List<Host> hosts = new ArrayList<>();
    final List<ClientClass> classes = new ArrayList<>();
    final List<Ip4Network> relays = new ArrayList<>();
    LeaseStore store = InMemoryLeaseStore.create();
    Function<? super DhcpPacket, Optional<ClientKey>> clientKey = ClientKey::byHardwareAddress;
    ServerIdentifiers identifiers = new ServerIdentifiers(Ip4.ANY, Set.of());
    Optional<LoadBalancing> loadBalancing = Optional.empty();
    Optional<AddressProbe> probe = Optional.empty();
    Duration probeTime = LONGEST_PROBE;
    Duration offerTime = Duration.ofMinutes(1);
    Duration declineTime = Duration.ofHours(24);
    Duration answerWithin = Duration.ofSeconds(1);
    int declinesPerClient = 3;
    int declinesPerPort = 12;
    int portQuota;
    int maxOffers = 65_536;
    int maxWaiting = 4096;
    double leaseCaching;
    boolean authoritative;
    boolean rapidCommit;
    boolean bootp;
    Duration bootpLeaseTime = DhcpOption.INFINITE_LEASE;
    boolean subnetSelection;
    boolean trustSwitches;

    DhcpLeasingBuilder() {}

    @Override
    DhcpLeasingBuilder self() {
        return this;
    }

    /** The addresses to hand out in the network of the interface; they must lie in it. For several pools or networks use {@link #subnet}. */
    public DhcpLeasingBuilder pool(AddressPool pool) {
        this.pool = Optional.of(pool);
        return this;
    }

    /**
     * The network of {@link #pool}; by default that of the interface where a request comes in.
     *
     * @param member any address of it
     * @param prefixLength 0 to 32
     * @throws IllegalArgumentException if {@code prefixLength} is out of range
     */
    public DhcpLeasingBuilder network(Ip4 member, int prefixLength) {
        this.network = Optional.of(Ip4Network.of(member, prefixLength));
        return this;
    }

    /** Adds a subnet, on an interface of this machine or behind a relay. */
    public DhcpLeasingBuilder subnet(Subnet subnet) {
        return sharedNetwork(subnet.name(), subnet);
    }

    /**
     * Adds subnets that lie on one link: a client holds one lease in all of them.
     *
     * @throws IllegalArgumentException if the name is empty or longer than 128 characters
     */
    public DhcpLeasingBuilder sharedNetwork(String name, Subnet... subnets) {
        return sharedNetwork(SharedNetwork.builder(name).subnets(subnets).build());
    }

    /** Adds a shared network with settings of its own. */
    public DhcpLeasingBuilder sharedNetwork(SharedNetwork network) {
        networks.add(Objects.requireNonNull(network, "network"));
        return this;
    }

    /** Adds a client class, of less weight than those added before. */
    public DhcpLeasingBuilder clientClass(ClientClass clientClass) {
        classes.add(Objects.requireNonNull(clientClass, "clientClass"));
        return this;
    }

    /** Adds a host: an address kept for it, or what it alone gets, or both. */
    public DhcpLeasingBuilder host(Host host) {
        hosts.add(Objects.requireNonNull(host, "host"));
        return this;
    }

    /**
     * Keeps an address for one client, in the pool or beside it; the client gives up the one kept for it before.
     *
     * @throws IllegalArgumentException if the address is kept for another client already
     */
    public DhcpLeasingBuilder reserve(HardwareAddress client, Ip4 address) {
        Host host = Host.builder(client).address(address).build();
        for (Host other : hosts) {
            if (other.address().filter(address::equals).isPresent()
                    && !other.id().equals(host.id())) {
                throw new IllegalArgumentException("address: " + address + " (expected: one that is not reserved yet)");
            }
        }
        hosts.removeIf(other -> other.id().equals(host.id()) && other.scope().isEmpty());
        return host(host);
    }

    /** Where leases are kept; by default in memory, where a restart forgets them. */
    public DhcpLeasingBuilder store(LeaseStore store) {
        this.store = Objects.requireNonNull(store, "store");
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
     * Whether this is the only address server of the network. If so, a client that this server does not know, and that wants to keep an
     * address, is refused (NAK), so that it asks for a new one at once; by default it gets no answer, since its server may be another one.
     */
    public DhcpLeasingBuilder authoritative(boolean authoritative) {
        this.authoritative = authoritative;
        return this;
    }

    /**
     * Whether a client that asks for it gets its lease by DISCOVER and ACK alone; off by default. Not to be used beside another server:
     * both would write a lease.
     *
     * @see <a href="https://datatracker.ietf.org/doc/html/rfc4039">RFC 4039</a>
     */
    public DhcpLeasingBuilder rapidCommit(boolean rapidCommit) {
        this.rapidCommit = rapidCommit;
        return this;
    }

    /**
     * Whether BOOTP clients get addresses too; off by default. Since BOOTP knows no offers, each of their first requests is a write; a
     * {@link PoolScope} for a class of them bounds how many addresses they take.
     *
     * @param leaseTime how long they keep an address after their last request, of which they hear nothing;
     *     {@link DhcpOption#INFINITE_LEASE} for clients that ask once and never again
     * @throws IllegalArgumentException unless positive
     * @see <a href="https://datatracker.ietf.org/doc/html/rfc1534">RFC 1534</a>
     */
    public DhcpLeasingBuilder bootp(boolean bootp, Duration leaseTime) {
        this.bootp = bootp;
        this.bootpLeaseTime = Text.positive("leaseTime", leaseTime);
        return this;
    }

    /** BOOTP clients with leases that never end; see {@link #bootp(boolean, Duration)}. */
    public DhcpLeasingBuilder bootp(boolean bootp) {
        return bootp(bootp, DhcpOption.INFINITE_LEASE);
    }

    /**
     * Which relays are served: those whose address (giaddr) lies in one of these networks. By default those whose address lies in a subnet
     * or is named by one. Once named, a relay may select a link (option 82.5) with an address that lies in no subnet.
     */
    public DhcpLeasingBuilder relays(Ip4Network... networks) {
        relays.addAll(List.of(networks));
        return this;
    }

    /**
     * Whether option 82 counts in packets that came through no relay, as switches insert it; off by default, since clients could write it
     * themselves. It is returned in any case.
     */
    public DhcpLeasingBuilder trustSwitches(boolean trust) {
        this.trustSwitches = trust;
        return this;
    }

    /**
     * Whether a client may say in which subnet it wants an address (option 118); off by default, since it could use up the pools of other
     * networks.
     *
     * @see <a href="https://datatracker.ietf.org/doc/html/rfc3011">RFC 3011</a>
     */
    public DhcpLeasingBuilder subnetSelection(boolean clientSelects) {
        this.subnetSelection = clientSelects;
        return this;
    }

    /**
     * The address by which clients shall know this server (option 54), one by which they reach it; by default that of the interface.
     *
     * @param aliases other addresses of this server, by which clients may know it too: those of its other interfaces, or a former one
     */
    public DhcpLeasingBuilder serverIdentifier(Ip4 address, Ip4... aliases) {
        this.identifiers = new ServerIdentifiers(address, Set.of(aliases));
        return this;
    }

    /** Shares the clients with other servers; by default this one answers all of them. */
    public DhcpLeasingBuilder loadBalancing(LoadBalancing buckets) {
        this.loadBalancing = Optional.of(buckets);
        return this;
    }

    /**
     * Looks whether an address is in use before it is offered; by default nobody looks.
     *
     * @param limit how long to wait for the answer, at most 500 ms: clients wait no longer than 1 s for an offer
     * @throws IllegalArgumentException if the limit is out of range
     */
    public DhcpLeasingBuilder probe(AddressProbe probe, Duration limit) {
        if (Text.positive("limit", limit).compareTo(LONGEST_PROBE) > 0) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: at most " + LONGEST_PROBE + ")");
        }
        this.probe = Optional.of(probe);
        this.probeTime = limit;
        return this;
    }

    /**
     * Spares the store a write when a client renews, or starts over, early in its lease: it is then told the end that is stored already.
     * A machine that boots asks as ROM, as iPXE and as kernel within a minute.
     *
     * @param share up to which share of the lease; 0, the default, for never, and at most 0.5, when clients renew
     * @throws IllegalArgumentException if it is out of range
     */
    public DhcpLeasingBuilder leaseCaching(double share) {
        if (!(share >= 0 && share <= 0.5)) {
            throw new IllegalArgumentException("share: " + share + " (expected: 0..0.5)");
        }
        this.leaseCaching = share;
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
     * How many addresses one client, and all clients behind one relay port, may have set aside within {@link #declineTime}; 3 and 12 by
     * default. Beyond that an address they decline is free at once, so that they cannot use up the pool.
     *
     * @throws IllegalArgumentException unless positive
     */
    public DhcpLeasingBuilder declineQuota(int perClient, int perPort) {
        this.declinesPerClient = Text.range("perClient", perClient, 1, Integer.MAX_VALUE);
        this.declinesPerPort = Text.range("perPort", perPort, 1, Integer.MAX_VALUE);
        return this;
    }

    /**
     * How many pool addresses the clients behind one relay port (option 82.1 and 82.2) may hold in a network; by default as many as they
     * ask for.
     *
     * @throws IllegalArgumentException unless positive
     */
    public DhcpLeasingBuilder portQuota(int addresses) {
        this.portQuota = Text.range("portQuota", addresses, 1, Integer.MAX_VALUE);
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
     * How many offers are remembered; 65,536 by default. Beyond it the oldest is forgotten, and its client has to start over.
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

    /** Whether the network is that of whichever interface a request comes in by. */
    boolean isWithoutNetwork() {
        return networks.isEmpty() && network.isEmpty();
    }

    /** Whether there is one network, named by {@link #network}. */
    boolean isSimple() {
        return networks.isEmpty();
    }

    AddressPool simplePool() {
        return pool.orElseThrow(() -> new IllegalStateException(
                "pool: none (expected: pool(...) or subnet(...) says which addresses to hand out)"));
    }

    /** All networks, the one of {@link #pool} and {@link #network} too. */
    List<SharedNetwork> allNetworks() {
        if (!networks.isEmpty()) {
            if (pool.isPresent() || network.isPresent()) {
                throw new IllegalStateException("pool and network: "
                        + pool.map(AddressPool::toString).orElse("none") + " and "
                        + network.map(Ip4Network::toString).orElse("none")
                        + " (expected: none beside subnets, which have their own)");
            }
            return networks;
        }
        Ip4Network single = network.orElseThrow();
        Subnet subnet = Subnet.builder(single).pool(simplePool()).build();
        return List.of(SharedNetwork.builder(subnet.name()).subnets(subnet).build());
    }

    /**
     * Makes the engine.
     *
     * @throws IllegalStateException if there are no addresses to hand out, or the settings contradict each other: subnets that overlap, an
     *     address kept for two hosts or outside all subnets, an unknown client class
     * @throws IllegalArgumentException if the pool lies outside the network
     */
    public DhcpLeasing build(EngineContext context) {
        return new DhcpLeasing(copy(), context);
    }

    private DhcpLeasingBuilder copy() {
        DhcpLeasingBuilder copy = new DhcpLeasingBuilder();
        copy.takeOver(this);
        copy.pool = pool;
        copy.network = network;
        copy.networks.addAll(networks);
        copy.hosts.addAll(hosts);
        copy.classes.addAll(classes);
        copy.relays.addAll(relays);
        copy.store = store;
        copy.clientKey = clientKey;
        copy.identifiers = identifiers;
        copy.loadBalancing = loadBalancing;
        copy.probe = probe;
        copy.probeTime = probeTime;
        copy.offerTime = offerTime;
        copy.declineTime = declineTime;
        copy.answerWithin = answerWithin;
        copy.declinesPerClient = declinesPerClient;
        copy.declinesPerPort = declinesPerPort;
        copy.portQuota = portQuota;
        copy.maxOffers = maxOffers;
        copy.maxWaiting = maxWaiting;
        copy.leaseCaching = leaseCaching;
        copy.authoritative = authoritative;
        copy.rapidCommit = rapidCommit;
        copy.bootp = bootp;
        copy.bootpLeaseTime = bootpLeaseTime;
        copy.subnetSelection = subnetSelection;
        copy.trustSwitches = trustSwitches;
        return copy;
    }
}
