package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A configured host at work. */
final class HostPlan {
    private final Host host;
    private final @Nullable NetworkPlan home;
    // The last terms made: a host asks from the same place again and again.
    private TermsCache.@Nullable Merged below;
    private @Nullable Terms terms;

    /** The host, and the network in which its address lies; null if it has none or the network is not known yet. */
    HostPlan(Host host, @Nullable NetworkPlan home) {
        this.host = host;
        this.home = home;
    }

    Optional<Ip4> address() {
        return host.address();
    }

    @Nullable
    NetworkPlan home() {
        return home;
    }

    Terms over(TermsCache.Merged wider) {
        if (host.scope().isEmpty()) {
            return wider.terms();
        }
        Terms known = terms;
        if (known == null || below != wider) {
            known = new Terms(host.scope().over(wider.scope()));
            terms = known;
            below = wider;
        }
        return known;
    }

    @Override
    public String toString() {
        return host.toString();
    }
}
