package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what contradicts itself in a configuration, and says so in a sentence. */
final class PlanChecks {
    private PlanChecks() {}

    static void check(DhcpLeasingBuilder settings) {
        checkClasses(settings);
        if (settings.isWithoutNetwork()) {
            settings.simplePool();
            checkHosts(settings, List.of());
            return;
        }
        List<SharedNetwork> networks = settings.allNetworks();
        List<Subnet> subnets = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (SharedNetwork network : networks) {
            require(names.add(network.name()), "network name: " + network.name() + " (expected: each name once)");
            subnets.addAll(network.subnets());
        }
        checkSubnets(subnets);
        checkRelays(subnets);
        checkPoolClasses(settings, subnets);
        checkHosts(settings, networks);
    }

    private static void checkClasses(DhcpLeasingBuilder settings) {
        Set<String> names = new HashSet<>();
        for (ClientClass one : settings.classes) {
            require(names.add(one.name()), "client class: " + one.name() + " (expected: each name once)");
        }
        require(
                settings.classes.size() <= ClassTable.MAX_CLASSES,
                "client classes: " + settings.classes.size() + " (expected: at most " + ClassTable.MAX_CLASSES + ")");
    }

    private static void checkSubnets(List<Subnet> subnets) {
        // Sorted, so that one that overlaps another stands beside it: a thousand subnets are no million comparisons.
        List<Subnet> sorted = new ArrayList<>(subnets);
        sorted.sort((a, b) -> a.network().compareTo(b.network()));
        for (int i = 1; i < sorted.size(); i++) {
            Subnet before = sorted.get(i - 1);
            Subnet next = sorted.get(i);
            require(
                    !before.network().overlaps(next.network()),
                    "subnet: " + next + " (expected: none that overlaps " + before + ")");
        }
    }

    private static void checkRelays(List<Subnet> subnets) {
        Set<Ip4> relays = new HashSet<>();
        for (Subnet subnet : subnets) {
            for (Ip4 relay : subnet.relays()) {
                require(relays.add(relay), "relay: " + relay + " (expected: one that serves a single subnet)");
            }
        }
    }

    private static void checkPoolClasses(DhcpLeasingBuilder settings, List<Subnet> subnets) {
        Set<String> known = new HashSet<>();
        settings.classes.forEach(one -> known.add(one.name()));
        for (Subnet subnet : subnets) {
            for (PoolScope pool : subnet.pools()) {
                for (String name : pool.onlyFor()) {
                    require(
                            known.contains(name),
                            "pool " + pool + ": only for " + name + " (expected: the name of a client class)");
                }
            }
        }
    }

    private static void checkHosts(DhcpLeasingBuilder settings, List<SharedNetwork> networks) {
        Set<Ip4> addresses = new HashSet<>();
        Map<Object, Set<String>> homes = new HashMap<>();
        for (Host host : settings.hosts) {
            String home = "";
            if (host.address().isPresent()) {
                Ip4 address = host.address().get();
                require(
                        addresses.add(address),
                        "host " + host + ": " + address + " (expected: an address kept for nobody else)");
                home = networks.isEmpty() ? "" : homeOf(host, address, networks);
            }
            for (Object key : host.id().keys()) {
                require(
                        homes.computeIfAbsent(key, none -> new HashSet<>()).add(home),
                        "host " + host + ": given twice" + (home.isEmpty() ? "" : " in " + home)
                                + " (expected: once in each network)");
            }
        }
    }

    private static String homeOf(Host host, Ip4 address, List<SharedNetwork> networks) {
        for (SharedNetwork network : networks) {
            for (Subnet subnet : network.subnets()) {
                if (subnet.network().isHost(address)) {
                    return network.name();
                }
            }
        }
        throw new IllegalStateException(
                "host " + host + ": " + address + " (expected: a host's address in " + join(networks) + ")");
    }

    private static String join(List<SharedNetwork> networks) {
        List<Ip4Network> all = new ArrayList<>();
        networks.forEach(network -> network.subnets().forEach(subnet -> all.add(subnet.network())));
        return all.size() == 1 ? all.get(0).toString() : "one of the " + all.size() + " subnets";
    }

    private static void require(boolean ok, String problem) {
        if (!ok) {
            throw new IllegalStateException(problem);
        }
    }
}
