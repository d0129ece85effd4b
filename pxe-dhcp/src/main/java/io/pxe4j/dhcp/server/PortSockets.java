package io.pxe4j.dhcp.server;

import io.pxe4j.dhcp.Ip4;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one port on one interface. Bound to the device there is a wildcard socket, which hears broadcasts, and one for each
 * address, to which Linux prefers to give the unicasts and whose answers leave from the address that was asked. Elsewhere there are only those
 * of the addresses.
 *
 * <p>The wildcard is bound first and alone, so that a port that is in use shows (SO_REUSEADDR would hide it); the others share its port for
 * as long as binding them takes.
 */
final class PortSockets {
    private final SocketOpener opener;
    private final ServerConfig.Port port;
    private final boolean toDevice;
    private final Map<Ip4, DhcpSocket> byAddress = new LinkedHashMap<>();
    private @Nullable DhcpSocket wildcard;

    PortSockets(SocketOpener opener, ServerConfig.Port port, boolean toDevice) {
        this.opener = opener;
        this.port = port;
        this.toDevice = toDevice;
    }

    /**
     * Opens and closes what the interface as it is now needs.
     *
     * @throws DhcpServerException if one cannot be opened; the others stay as they are
     */
    void follow(ServerInterface network) {
        closeVanished(network);
        if (toDevice && wildcard == null) {
            wildcard = opener.open(plan(network, Ip4.ANY, port.number()), network, false);
        }
        sockets().forEach(one -> one.serve(network));
        List<Ip4> missing = new ArrayList<>();
        network.addresses().stream()
                .map(ServerInterface.Address::address)
                .filter(address -> !byAddress.containsKey(address))
                .forEach(missing::add);
        if (!missing.isEmpty()) {
            openAddresses(network, missing);
        }
    }

    private void closeVanished(ServerInterface network) {
        byAddress.entrySet().removeIf(one -> {
            boolean gone = !network.hasAddress(one.getKey());
            if (gone) {
                one.getValue().close();
            }
            return gone;
        });
    }

    private void openAddresses(ServerInterface network, List<Ip4> addresses) {
        DhcpSocket first = wildcard;
        if (first == null) {
            addresses.forEach(address ->
                    byAddress.put(address, opener.open(plan(network, address, port.number()), network, false)));
            return;
        }
        sockets().forEach(one -> SocketOpener.share(one, true));
        try {
            addresses.forEach(address ->
                    byAddress.put(address, opener.open(plan(network, address, first.portNumber()), network, true)));
        } finally {
            sockets().forEach(one -> SocketOpener.share(one, false));
        }
    }

    private BindPlan plan(ServerInterface network, Ip4 address, int number) {
        return new BindPlan(network.name(), toDevice, address, port.job(), number);
    }

    /** The wildcard first. */
    List<DhcpSocket> sockets() {
        List<DhcpSocket> all = new ArrayList<>();
        if (wildcard != null) {
            all.add(wildcard);
        }
        all.addAll(byAddress.values());
        return all;
    }

    /** Where clients reach it, an address each. */
    List<DhcpEndpoint> endpoints() {
        return byAddress.values().stream().map(DhcpSocket::endpoint).toList();
    }
}
