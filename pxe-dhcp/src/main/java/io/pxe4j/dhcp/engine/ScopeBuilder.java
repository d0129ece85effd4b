package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.Ip4;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Options, lease times and boot policy for a part of an address server's clients.
 *
 * <p>What is set for fewer clients wins over what is set for more: host, then client class, pool, subnet, shared network, and last the
 * {@link DhcpLeasingBuilder} itself. Each setting is looked up on its own, so a host may have another boot policy and the routers of its
 * subnet.
 *
 * @param <B> the builder
 */
public abstract sealed class ScopeBuilder<B extends ScopeBuilder<B>>
        permits DhcpLeasingBuilder,
                SharedNetwork.Builder,
                Subnet.Builder,
                PoolScope.Builder,
                ClientClass.Builder,
                Host.Builder {
    private static final Duration SHORTEST = Duration.ofSeconds(8);

    // What the engine itself writes; the rest of the codes is the user's.
    private static final Set<Integer> OWN_OPTIONS =
            Set.of(1, 28, 43, 50, 51, 52, 53, 54, 56, 57, 58, 59, 60, 61, 66, 67, 80, 82, 97, 118);

    private final Map<Integer, OptionValue> options = new TreeMap<>();
    private Optional<Duration> leaseTime = Optional.empty();
    private Optional<Duration> minLeaseTime = Optional.empty();
    private Optional<Duration> maxLeaseTime = Optional.empty();
    private Optional<Duration> bootLeaseTime = Optional.empty();
    private Optional<Double> renewalShare = Optional.empty();
    private Optional<Double> rebindingShare = Optional.empty();
    private Optional<BootPolicy> policy = Optional.empty();

    ScopeBuilder() {}

    abstract B self();

    void takeOver(ScopeBuilder<?> other) {
        options.putAll(other.options);
        leaseTime = other.leaseTime;
        minLeaseTime = other.minLeaseTime;
        maxLeaseTime = other.maxLeaseTime;
        bootLeaseTime = other.bootLeaseTime;
        renewalShare = other.renewalShare;
        rebindingShare = other.rebindingShare;
        policy = other.policy;
    }

    Scope scope() {
        return new Scope(
                Map.copyOf(options),
                leaseTime,
                minLeaseTime,
                maxLeaseTime,
                bootLeaseTime,
                renewalShare,
                rebindingShare,
                policy);
    }

    /** The routers; none by default. */
    public B routers(Ip4... routers) {
        return option(DhcpOption.ROUTERS, List.of(routers));
    }

    /** The DNS servers; none by default. */
    public B dnsServers(Ip4... servers) {
        return option(DhcpOption.DNS_SERVERS, List.of(servers));
    }

    /** The domain name; none by default. */
    public B domainName(String name) {
        return option(DhcpOption.DOMAIN_NAME, name);
    }

    /**
     * Any other option, for those who want it: clients that ask for it in their parameter request list, clients that send no such list,
     * and network-boot clients, whose boot programs read what the ROM did not ask for. Routers, DNS servers and domain name go to
     * everybody.
     *
     * @throws IllegalArgumentException if it is one that the engine writes itself, or the value cannot be sent
     */
    public <T> B option(DhcpOption<T> option, T value) {
        return put(option, value, false);
    }

    /**
     * Any other option, for everybody, asked for or not.
     *
     * @throws IllegalArgumentException as for {@link #option}
     */
    public <T> B alwaysSend(DhcpOption<T> option, T value) {
        return put(option, value, true);
    }

    private <T> B put(DhcpOption<T> option, T value, boolean always) {
        if (OWN_OPTIONS.contains(option.code())) {
            throw new IllegalArgumentException(
                    "option: " + option.code() + " (expected: one the server does not set itself)");
        }
        options.put(option.code(), OptionValue.of(option, value, always));
        return self();
    }

    /**
     * What a client gets that asks for no lease time, and the longest unless {@link #maxLeaseTime} is set; 1 h by default.
     *
     * @throws IllegalArgumentException unless 8 s to 100 years or {@link DhcpOption#INFINITE_LEASE}
     */
    public B leaseTime(Duration time) {
        leaseTime = Optional.of(lease("leaseTime", time));
        return self();
    }

    /**
     * The shortest lease, for clients that ask for less; 2 min by default, and never more than the longest.
     *
     * @throws IllegalArgumentException unless positive
     */
    public B minLeaseTime(Duration time) {
        minLeaseTime = Optional.of(Text.positive("minLeaseTime", time));
        return self();
    }

    /**
     * The longest lease, for clients that ask for more; {@link #leaseTime} by default.
     *
     * @throws IllegalArgumentException as for {@link #leaseTime}
     */
    public B maxLeaseTime(Duration time) {
        maxLeaseTime = Optional.of(lease("maxLeaseTime", time));
        return self();
    }

    /**
     * The longest lease for a client that is booting from the network, such as a PXE ROM or iPXE; by default as for all others. A short
     * one gives addresses back soon when machines only pass through, as in an installation hall; 10 min outlast most boots.
     *
     * @throws IllegalArgumentException as for {@link #leaseTime}
     */
    public B bootLeaseTime(Duration time) {
        bootLeaseTime = Optional.of(lease("bootLeaseTime", time));
        return self();
    }

    /**
     * When clients begin to renew (T1) and to rebind (T2), as shares of the lease; 0.5 and 0.875 by default.
     *
     * @throws IllegalArgumentException unless 0 &lt; {@code renewal} &lt; {@code rebinding} &lt; 1
     * @see <a href="https://datatracker.ietf.org/doc/html/rfc2131#section-4.4.5">RFC 2131 §4.4.5</a>
     */
    public B renewalTimes(double renewal, double rebinding) {
        if (!(renewal > 0 && renewal < rebinding && rebinding < 1)) {
            throw new IllegalArgumentException(
                    "renewalTimes: " + renewal + " and " + rebinding + " (expected: 0 < renewal < rebinding < 1)");
        }
        renewalShare = Optional.of(renewal);
        rebindingShare = Optional.of(rebinding);
        return self();
    }

    /** Who decides what network-boot clients load; without one, addresses are all that is handed out. */
    public B policy(BootPolicy policy) {
        this.policy = Optional.of(policy);
        return self();
    }

    /** What network-boot clients load, whoever they are: a {@link #policy} that always gives the same answer. */
    public B boot(BootOffer offer) {
        Objects.requireNonNull(offer, "offer");
        return policy(BootPolicy.of(client -> offer));
    }

    private static Duration lease(String name, Duration time) {
        boolean infinite = time.equals(DhcpOption.INFINITE_LEASE);
        if (!infinite && (time.compareTo(SHORTEST) < 0 || time.compareTo(Duration.ofDays(36_525)) > 0)) {
            throw new IllegalArgumentException(name + ": " + time + " (expected: 8 s to 100 years)");
        }
        return time;
    }
}
