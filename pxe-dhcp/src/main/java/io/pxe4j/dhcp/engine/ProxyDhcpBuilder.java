package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;
import io.pxe4j.dhcp.PxeBootServerType;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The settings of a {@link ProxyDhcp}. */
public final class ProxyDhcpBuilder {
    // EDK2 collects offers for 4 s, iPXE waits for a proxy's 2 s after it has an address.
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(3);

    private @Nullable BootPolicy policy;
    PerClient<OfferStyle> styles = PerClient.of(OfferStyle.DIRECT);
    PerClient<Duration> delays = PerClient.of(Duration.ZERO);
    List<Ip4> dnsServers = List.of();
    List<Ip4Network> relays = List.of();
    List<Ip4Network> clients = List.of();
    final Set<PxeBootServerType> bootServerTypes = new LinkedHashSet<>();
    Duration answerWithin = Duration.ofSeconds(1);
    int maxWaiting = 4096;

    ProxyDhcpBuilder() {}

    /** Who decides what a client boots. */
    public ProxyDhcpBuilder policy(BootPolicy policy) {
        this.policy = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /** The style of offers for clients that no rule names; {@link OfferStyle#DIRECT} by default. */
    public ProxyDhcpBuilder style(OfferStyle style) {
        styles = styles.withDefault(Objects.requireNonNull(style, "style"));
        return this;
    }

    /**
     * The style of offers for some clients; the first rule that matches counts. {@link BootOffer#withStyle} outranks it.
     *
     * <pre>{@code .style(client -> client.kind() == BootClient.Kind.UEFI_PXE, OfferStyle.REDIRECT)}</pre>
     */
    public ProxyDhcpBuilder style(Predicate<? super BootClient> clients, OfferStyle style) {
        styles = styles.with(Objects.requireNonNull(clients, "clients"), Objects.requireNonNull(style, "style"));
        return this;
    }

    /**
     * Holds back answers to some clients, since there are ROMs that are deaf right after they have asked; none by default. The first rule
     * that matches counts.
     *
     * @param delay up to 3 s; later no client listens any more
     * @throws IllegalArgumentException if the delay is out of range
     */
    public ProxyDhcpBuilder delay(Predicate<? super BootClient> clients, Duration delay) {
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("delay: " + delay + " (expected: 0..3 s)");
        }
        delays = delays.with(Objects.requireNonNull(clients, "clients"), delay);
        return this;
    }

    /** DNS servers for UEFI HTTP boot, which needs them when a URL has a host name; none by default. */
    public ProxyDhcpBuilder dnsServers(Ip4... servers) {
        this.dnsServers = List.of(servers);
        return this;
    }

    /** The networks of the relays whose packets are answered; by default those of every relay are. */
    public ProxyDhcpBuilder relays(Ip4Network... networks) {
        this.relays = List.of(networks);
        return this;
    }

    /**
     * The networks of the clients that are answered on port 4011; by default all are, as clients behind a relay ask it from their own
     * network. Name them when strangers can reach the port.
     */
    public ProxyDhcpBuilder clients(Ip4Network... networks) {
        this.clients = List.of(networks);
        return this;
    }

    /**
     * The boot server types that this server is for offers without a {@link BootMenu} and {@link BootServers}, for clients that search by
     * broadcast; none by default. A client that asks this server's own address is answered whatever type it wants.
     */
    public ProxyDhcpBuilder bootServerTypes(PxeBootServerType... types) {
        this.bootServerTypes.addAll(List.of(types));
        return this;
    }

    /**
     * How long the policy may take; 1 s by default. iPXE waits 2 s after it has an address, EDK2 4 s in all.
     *
     * @throws IllegalArgumentException unless positive
     */
    public ProxyDhcpBuilder answerWithin(Duration limit) {
        this.answerWithin = Text.positive("answerWithin", limit);
        return this;
    }

    /**
     * How many requests may wait for the policy; 4096 by default. More are dropped as {@link DropReason#BUSY}.
     *
     * @throws IllegalArgumentException unless positive
     */
    public ProxyDhcpBuilder maxWaiting(int requests) {
        this.maxWaiting = Text.range("maxWaiting", requests, 1, Integer.MAX_VALUE);
        return this;
    }

    /**
     * Makes the engine.
     *
     * @throws IllegalStateException without a policy
     */
    public ProxyDhcp build(EngineContext context) {
        if (policy == null) {
            throw new IllegalStateException("policy: none (expected: policy(...) says what clients boot)");
        }
        return new ProxyDhcp(this, policy, context);
    }
}
