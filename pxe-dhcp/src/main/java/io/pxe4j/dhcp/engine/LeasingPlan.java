package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A configuration made ready for work: networks, hosts and classes, checked and laid out for quick look-ups. */
final class LeasingPlan {
    private final ClassTable classes;
    private final HostTable hosts = new HostTable();
    private final LinkChoice links;
    private final Scope global;

    /**
     * Lays out the configuration.
     *
     * @throws IllegalStateException if it contradicts itself
     */
    LeasingPlan(DhcpLeasingBuilder settings) {
        PlanChecks.check(settings);
        classes = new ClassTable(settings.classes);
        global = settings.scope();
        RelayRules relays = new RelayRules(settings.relays, settings.trustSwitches);
        if (settings.isWithoutNetwork()) {
            settings.hosts.forEach(host -> hosts.add(host, new HostPlan(host, null)));
            links = LinkChoice.ofInterface(relays, settings.simplePool(), network -> interfaceLink(settings, network));
            return;
        }
        Map<Ip4, SubnetPlan> byRelay = new HashMap<>();
        List<NetworkPlan> networks = new ArrayList<>();
        for (SharedNetwork shared : settings.allNetworks()) {
            networks.add(networkPlan(shared, byRelay));
        }
        LinkTable table = LinkTable.of(networks, byRelay);
        for (Host host : settings.hosts) {
            hosts.add(host, new HostPlan(host, homeOf(host, table)));
        }
        networks.forEach(network -> keepReserved(network));
        // A network that was named by itself is the interface's, whatever address that has.
        Link only = settings.isSimple()
                ? table.of(networks.get(0).subnets()[0].network().address())
                : null;
        links = LinkChoice.among(table, relays, settings.subnetSelection, only);
    }

    ClassTable classes() {
        return classes;
    }

    HostTable hosts() {
        return hosts;
    }

    LinkChoice links() {
        return links;
    }

    private Link interfaceLink(DhcpLeasingBuilder settings, Ip4Network network) {
        SubnetPlan subnet =
                subnetPlan(Subnet.builder(network).pool(settings.simplePool()).build(), global);
        NetworkPlan plan = new NetworkPlan(network.toString(), subnet);
        keepReserved(plan);
        return new Link(plan, subnet);
    }

    private NetworkPlan networkPlan(SharedNetwork shared, Map<Ip4, SubnetPlan> byRelay) {
        Scope scope = shared.scope().over(global);
        SubnetPlan[] subnets = new SubnetPlan[shared.subnets().size()];
        for (int i = 0; i < subnets.length; i++) {
            Subnet subnet = shared.subnets().get(i);
            SubnetPlan plan = subnetPlan(subnet, scope);
            subnet.relays().forEach(relay -> byRelay.put(relay, plan));
            subnets[i] = plan;
        }
        return new NetworkPlan(shared.name(), subnets);
    }

    private SubnetPlan subnetPlan(Subnet subnet, Scope outer) {
        Scope scope = subnet.scope().over(outer);
        PoolPlan[] pools = new PoolPlan[subnet.pools().size()];
        for (int i = 0; i < pools.length; i++) {
            PoolScope pool = subnet.pools().get(i);
            PoolMap map = new PoolMap(pool.range());
            keepNoHosts(subnet.network(), pool.range(), map);
            TermsCache terms = new TermsCache(pool.scope().over(scope), classes);
            pools[i] = new PoolPlan(pool.range(), map, classes.bitsOf(pool.onlyFor()), terms);
        }
        return new SubnetPlan(subnet.network(), subnet.toString(), pools, new TermsCache(scope, classes));
    }

    private static void keepNoHosts(Ip4Network network, AddressPool range, PoolMap map) {
        if (!network.isHost(range.first())) {
            map.reserve(range.first());
        }
        if (!network.isHost(range.last())) {
            map.reserve(range.last());
        }
    }

    private void keepReserved(NetworkPlan network) {
        for (Ip4 address : hosts.addresses()) {
            PoolPlan pool = network.poolOf(address);
            if (pool != null) {
                pool.map().reserve(address);
            }
        }
    }

    private static @Nullable NetworkPlan homeOf(Host host, LinkTable table) {
        Link link = host.address().map(table::of).orElse(null);
        return link == null ? null : link.network();
    }
}
