package io.pxe4j.dhcp.server;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.server.InterfaceChange.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which interfaces are served: opens, adapts and closes their sockets as interfaces come, change and go. Belongs to the loop. */
final class InterfaceBook {
    private static final Logger LOG = LoggerFactory.getLogger(InterfaceBook.class);

    private final ServerConfig config;
    private final SocketOpener opener;
    private final Map<String, InterfaceSockets> served = new LinkedHashMap<>();
    // Those that the user chose by address, which stay as they are.
    private final List<InterfaceSockets> fixed = new ArrayList<>();
    private final Map<String, String> problems = new HashMap<>();
    private List<InterfaceChange> changes = new ArrayList<>();

    InterfaceBook(ServerConfig config, SocketOpener opener) {
        this.config = config;
        this.opener = opener;
    }

    /**
     * Opens the sockets of the start.
     *
     * @throws DhcpServerException if what must be there is not, or cannot be served
     */
    void open(List<ServerInterface> machine) {
        for (String name : config.interfaces()) {
            ServerInterface found = find(machine, name);
            if (found != null && found.hasAddresses()) {
                open(found);
            } else if (!config.awaitInterfaces()) {
                throw BindErrors.notUsable(name, found != null, machine);
            } else {
                LOG.info("Network interface {} is awaited: it is not there or has no IPv4 address", name);
            }
        }
        for (ServerInterface one : machine) {
            if (config.takes(one) && !served.containsKey(one.name())) {
                open(one);
            }
        }
        for (Ip4 address : config.addresses()) {
            openFixed(address, machine);
        }
    }

    private void open(ServerInterface found) {
        InterfaceSockets sockets = new InterfaceSockets(opener, config.ports(), opener.bindsToDevices(), found);
        served.put(found.name(), sockets);
        sockets.follow(found);
        tell(found, Kind.UP, "");
    }

    private void openFixed(Ip4 address, List<ServerInterface> machine) {
        ServerInterface network = machine.stream()
                .flatMap(one -> one.only(address).stream())
                .findFirst()
                .orElseThrow(() -> new DhcpServerException(
                        address + " is no address of this machine: choose one that one of its interfaces has."));
        InterfaceSockets sockets = new InterfaceSockets(opener, config.ports(), false, network);
        fixed.add(sockets);
        sockets.follow(network);
    }

    /** Adapts to how the machine is now. */
    void update(List<ServerInterface> machine) {
        TreeSet<String> names = new TreeSet<>(config.interfaces());
        names.addAll(served.keySet());
        names.addAll(problems.keySet());
        machine.stream().filter(config::takes).map(ServerInterface::name).forEach(names::add);
        names.forEach(name -> update(name, find(machine, name)));
    }

    private void update(String name, @Nullable ServerInterface now) {
        InterfaceSockets sockets = served.get(name);
        try {
            if (now == null || !now.hasAddresses()) {
                problems.remove(name);
                if (sockets != null) {
                    close(name, sockets);
                    tell(new InterfaceChange(name, Kind.DOWN, List.of(), ""));
                }
            } else if (sockets == null) {
                open(now);
                problems.remove(name);
            } else if (!sockets.network().equals(now)) {
                change(name, sockets, now);
            }
        } catch (DhcpServerException e) {
            fail(name, e);
        }
    }

    private void change(String name, InterfaceSockets sockets, ServerInterface now) {
        if (sockets.network().index() == now.index() || !opener.bindsToDevices()) {
            sockets.follow(now);
        } else {
            // Made anew under its old name: the sockets are bound to a device that is no more.
            close(name, sockets);
            InterfaceSockets anew = new InterfaceSockets(opener, config.ports(), opener.bindsToDevices(), now);
            served.put(name, anew);
            anew.follow(now);
        }
        tell(now, Kind.CHANGED, "");
    }

    private void close(String name, InterfaceSockets sockets) {
        served.remove(name);
        sockets.close();
    }

    private void fail(String name, DhcpServerException why) {
        InterfaceSockets half = served.get(name);
        List<Ip4> addresses = half == null ? List.of() : addresses(half.network());
        if (half != null) {
            close(name, half);
        }
        String problem = String.valueOf(why.getMessage());
        if (!problem.equals(problems.put(name, problem))) {
            LOG.warn("Network interface {} is not served: {}", name, problem);
            tell(new InterfaceChange(name, Kind.FAILED, addresses, problem));
        }
    }

    private static @Nullable ServerInterface find(List<ServerInterface> machine, String name) {
        return machine.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private void tell(ServerInterface about, Kind kind, String detail) {
        tell(new InterfaceChange(about.name(), kind, addresses(about), detail));
    }

    private void tell(InterfaceChange change) {
        LOG.debug("Network interface {}", change);
        changes.add(change);
    }

    /** What has happened since the last call. */
    List<InterfaceChange> changes() {
        List<InterfaceChange> happened = changes;
        changes = new ArrayList<>();
        return happened;
    }

    private static List<Ip4> addresses(ServerInterface of) {
        return of.addresses().stream().map(ServerInterface.Address::address).toList();
    }

    /** Whether the address is one of an interface that is served. */
    boolean hasAddress(Ip4 address) {
        for (InterfaceSockets one : served.values()) {
            if (one.network().hasAddress(address)) {
                return true;
            }
        }
        for (InterfaceSockets one : fixed) {
            if (one.network().hasAddress(address)) {
                return true;
            }
        }
        return false;
    }

    List<DhcpSocket> sockets() {
        List<DhcpSocket> all = new ArrayList<>();
        served.values().forEach(one -> one.sockets().forEach(all::add));
        fixed.forEach(one -> one.sockets().forEach(all::add));
        return all;
    }

    List<DhcpEndpoint> endpoints() {
        List<DhcpEndpoint> all = new ArrayList<>();
        served.values().forEach(one -> one.endpoints().forEach(all::add));
        fixed.forEach(one -> one.endpoints().forEach(all::add));
        return List.copyOf(all);
    }
}
