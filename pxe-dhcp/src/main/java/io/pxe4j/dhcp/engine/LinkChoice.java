package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;
import io.pxe4j.dhcp.RelayAgentInformation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The choice of the link for a request: what the relay selects
 * (<a href="https://datatracker.ietf.org/doc/html/rfc3527">RFC 3527</a>), what the client selects
 * (<a href="https://datatracker.ietf.org/doc/html/rfc3011">RFC 3011</a>), the relay's address, the client's, the interface.
 */
final class LinkChoice {
    // Networks of interfaces seen, for an engine that serves whatever its interface has; addresses change rarely.
    private static final int MAX_NETWORKS = 16;

    private final LinkTable table;
    private final RelayRules relays;
    private final boolean clientSelects;
    private final Optional<AddressPool> pool;
    private final Function<Ip4Network, @Nullable Link> onDemand;
    private final Map<Ip4Network, Link> made = new LinkedHashMap<>();

    /** Among configured subnets; requests that say nothing else belong to the subnet of the interface, or to {@code only}. */
    static LinkChoice among(LinkTable table, RelayRules relays, boolean clientSelects, @Nullable Link only) {
        return new LinkChoice(table, relays, clientSelects, Optional.empty(), network -> only);
    }

    /** The network of the interface, in which the pool must lie. */
    static LinkChoice ofInterface(RelayRules relays, AddressPool pool, Function<Ip4Network, @Nullable Link> onDemand) {
        LinkTable none = LinkTable.of(List.of(), Map.of());
        return new LinkChoice(none, relays, false, Optional.of(pool), onDemand);
    }

    private LinkChoice(
            LinkTable table,
            RelayRules relays,
            boolean clientSelects,
            Optional<AddressPool> pool,
            Function<Ip4Network, @Nullable Link> onDemand) {
        this.table = table;
        this.relays = relays;
        this.clientSelects = clientSelects;
        this.pool = pool;
        this.onDemand = onDemand;
    }

    /** The link, or null when the conversation has been ended because there is none. */
    @Nullable
    Link choose(Conversation conversation, DhcpPacket request, DhcpArrival arrival) {
        if (relays.namesRelays() && relays.refuses(request)) {
            conversation.drop(DropReason.RELAY_NOT_ALLOWED, request.giaddr().toString());
            return null;
        }
        return pool.isPresent()
                ? ofInterface(conversation, request, arrival, pool.get())
                : ofSubnets(conversation, request, arrival);
    }

    private @Nullable Link ofInterface(
            Conversation conversation, DhcpPacket request, DhcpArrival arrival, AddressPool range) {
        Ip4Network network = Ip4Network.of(arrival.serverAddress(), arrival.prefixLength());
        if (!request.giaddr().isAny() && !network.contains(request.giaddr())) {
            conversation.drop(DropReason.FOREIGN_NETWORK, "relay " + request.giaddr());
            return null;
        }
        if (!network.contains(range.first()) || !network.contains(range.last())) {
            conversation.drop(DropReason.POOL_NOT_HERE, range + " at " + arrival.interfaceName());
            return null;
        }
        Link known = made.get(network);
        if (known == null) {
            if (made.size() == MAX_NETWORKS) {
                made.remove(made.keySet().iterator().next());
            }
            known = onDemand.apply(network);
            if (known != null) {
                made.put(network, known);
            }
        }
        return known;
    }

    private @Nullable Link ofSubnets(Conversation conversation, DhcpPacket request, DhcpArrival arrival) {
        Ip4 giaddr = request.giaddr();
        if (!giaddr.isAny() && !relays.namesRelays() && table.ofRelay(giaddr) == null) {
            // Link selection is a relay's to make, and an unknown host is none.
            conversation.drop(DropReason.FOREIGN_NETWORK, "relay " + giaddr);
            return null;
        }
        Ip4 selected = selected(request);
        if (!selected.isAny()) {
            Link link = table.of(selected);
            if (link == null) {
                conversation.drop(DropReason.FOREIGN_NETWORK, "link " + selected);
            }
            return link;
        }
        Link link = giaddr.isAny() ? direct(request, arrival) : table.ofRelay(giaddr);
        if (link == null) {
            conversation.drop(DropReason.FOREIGN_NETWORK, giaddr.isAny() ? arrival.interfaceName() : "relay " + giaddr);
        }
        return link;
    }

    private Ip4 selected(DhcpPacket request) {
        Ip4 byRelay = relays.informationOf(request)
                .flatMap(RelayAgentInformation::linkSelection)
                .orElse(Ip4.ANY);
        return byRelay.isAny() && clientSelects ? new Ip4(request.ip4Bits(DhcpOption.SUBNET_SELECTION)) : byRelay;
    }

    private @Nullable Link direct(DhcpPacket request, DhcpArrival arrival) {
        if (!arrival.broadcast() && !request.ciaddr().isAny() && speaksOfItsLease(request)) {
            // Renewals, releases and questions come from behind a relay without passing it.
            Link own = table.of(request.ciaddr());
            if (own != null) {
                return own;
            }
        }
        Link here = table.of(arrival.serverAddress());
        return here != null ? here : onDemand.apply(Ip4Network.ALL);
    }

    private static boolean speaksOfItsLease(DhcpPacket request) {
        return request.is(DhcpMessageType.REQUEST)
                || request.is(DhcpMessageType.RELEASE)
                || request.is(DhcpMessageType.INFORM);
    }
}
