package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configured subnets, to be found by any address of theirs. They do not overlap. */
final class LinkTable {
    private final Ip4[] firsts;
    private final Link[] links;
    private final Map<Ip4, Link> byRelay;

    private LinkTable(List<Link> sorted, Map<Ip4, Link> byRelay) {
        this.links = sorted.toArray(Link[]::new);
        this.firsts = new Ip4[links.length];
        for (int i = 0; i < links.length; i++) {
            firsts[i] = links[i].subnet().network().address();
        }
        this.byRelay = byRelay;
    }

    static LinkTable of(List<NetworkPlan> networks, Map<Ip4, SubnetPlan> relays) {
        List<Link> links = new ArrayList<>();
        for (NetworkPlan network : networks) {
            for (SubnetPlan subnet : network.subnets()) {
                links.add(new Link(network, subnet));
            }
        }
        links.sort((a, b) ->
                a.subnet().network().address().compareTo(b.subnet().network().address()));
        Map<Ip4, Link> byRelay = new HashMap<>();
        for (Link link : links) {
            relays.forEach((relay, subnet) -> {
                if (subnet == link.subnet()) {
                    byRelay.put(relay, link);
                }
            });
        }
        return new LinkTable(links, byRelay);
    }

    /** The link in whose subnet the address lies. */
    @Nullable
    Link of(Ip4 address) {
        int low = 0;
        int high = links.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (firsts[middle].compareTo(address) <= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high >= 0 && links[high].subnet().network().contains(address) ? links[high] : null;
    }

    /** The link that a relay serves: because it is named there, or because its address lies there. */
    @Nullable
    Link ofRelay(Ip4 giaddr) {
        Link named = byRelay.isEmpty() ? null : byRelay.get(giaddr);
        return named != null ? named : of(giaddr);
    }
}
