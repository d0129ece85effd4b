package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A subnet by itself, or those of a shared network: where a client holds one lease. */
final class NetworkPlan {
    private final String name;
    private final SubnetPlan[] subnets;
    private final Map<ClientKey, OfferBook.Offer> offers = new HashMap<>();

    NetworkPlan(String name, SubnetPlan... subnets) {
        this.name = name;
        this.subnets = subnets;
    }

    /** Under which leases are stored. */
    String name() {
        return name;
    }

    SubnetPlan[] subnets() {
        return subnets;
    }

    /** The offers of this network, which the {@link OfferBook} keeps. */
    Map<ClientKey, OfferBook.Offer> offers() {
        return offers;
    }

    @Nullable
    SubnetPlan subnetOf(Ip4 address) {
        for (SubnetPlan subnet : subnets) {
            if (subnet.network().contains(address)) {
                return subnet;
            }
        }
        return null;
    }

    @Nullable
    PoolPlan poolOf(Ip4 address) {
        SubnetPlan subnet = subnetOf(address);
        return subnet == null ? null : subnet.poolOf(address);
    }

    @Override
    public String toString() {
        return name;
    }
}
