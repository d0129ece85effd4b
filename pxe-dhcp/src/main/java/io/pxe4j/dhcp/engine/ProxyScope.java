package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;
import io.pxe4j.dhcp.PxeBootItem;
import java.util.List;
import java.util.Optional;

/** Which requests are a ProxyDHCP server's business at all, before anybody asks who sent them. */
final class ProxyScope {
    private final RelayRules relays;
    private final List<Ip4Network> clients;

    /** Networks of the relays, and of the clients on port 4011, that are answered; none means all. */
    ProxyScope(List<Ip4Network> relays, List<Ip4Network> clients) {
        this.relays = new RelayRules(relays, false);
        this.clients = clients;
    }

    /** Why not to answer. */
    Optional<DhcpDrop> refuse(DhcpPacket request, DhcpArrival arrival) {
        Optional<DhcpDrop> never = Requests.refuse(request, arrival);
        if (never.isPresent()) {
            return never;
        }
        if (relays.refuses(request)) {
            return drop(DropReason.RELAY_NOT_ALLOWED, request.giaddr().toString());
        }
        return arrival.port() == ServerPort.PXE
                ? refuseOnPxePort(request, arrival)
                : refuseOnDhcpPort(request, arrival);
    }

    private Optional<DhcpDrop> refuseOnPxePort(DhcpPacket request, DhcpArrival arrival) {
        if (!request.is(DhcpMessageType.REQUEST) && !request.is(DhcpMessageType.INFORM)) {
            return drop(DropReason.WRONG_PORT, type(request));
        }
        Ip4 source = arrival.sourceAddress();
        Ip4Network here = Ip4Network.of(arrival.serverAddress(), arrival.prefixLength());
        if (here.contains(source) && !here.isHost(source)) {
            // The answer goes to the source, and there it would hit the whole network.
            return drop(DropReason.BAD_ADDRESS, source.toString());
        }
        return isClient(source) ? Optional.empty() : drop(DropReason.FOREIGN_NETWORK, "client " + source);
    }

    /** On 67 all but DISCOVER and the search for boot servers belongs to the address server. */
    private static Optional<DhcpDrop> refuseOnDhcpPort(DhcpPacket request, DhcpArrival arrival) {
        if (request.is(DhcpMessageType.DISCOVER)) {
            return Optional.empty();
        }
        if (!Requests.isForBootServer(request)) {
            return drop(DropReason.ADDRESS_SERVERS_BUSINESS, type(request));
        }
        // A search that names a server is only for that one.
        return asksEverybody(arrival)
                ? Requests.otherServer(request, arrival)
                        .map(other -> new DhcpDrop(DropReason.OTHER_SERVER, other.toString()))
                : Optional.empty();
    }

    /** Whether a request went to all boot servers and not to this one. */
    static boolean asksEverybody(DhcpArrival arrival) {
        return arrival.broadcast() || arrival.sourceAddress().isAny();
    }

    /** The item that the client asks a boot server for; a DISCOVER asks for none yet. */
    static Optional<PxeBootItem> item(DhcpPacket request) {
        return request.is(DhcpMessageType.DISCOVER) ? Optional.empty() : Requests.bootItem(request);
    }

    private boolean isClient(Ip4 source) {
        for (Ip4Network network : clients) {
            if (network.contains(source)) {
                return true;
            }
        }
        return clients.isEmpty();
    }

    private static String type(DhcpPacket request) {
        return request.messageType().map(DhcpMessageType::toString).orElse("");
    }

    private static Optional<DhcpDrop> drop(DropReason reason, String detail) {
        return Optional.of(new DhcpDrop(reason, detail));
    }
}
