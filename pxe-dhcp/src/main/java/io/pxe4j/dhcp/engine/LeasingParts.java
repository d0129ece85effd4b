package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.Ip4;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the parts of a {@link DhcpLeasing} share: the plan, the books, and the two questions that most of them ask. */
record LeasingParts(
        LeasingPlan plan,
        LeaseBook book,
        LeasingReplies replies,
        Probes probes,
        long declineSeconds,
        double cachedShare) {
    OfferBook offers() {
        return book.offers();
    }

    /** Whether the client may have the address as far as the configuration goes. */
    boolean permits(Exchange x, Ip4 address) {
        SubnetPlan subnet = x.network().subnetOf(address);
        if (subnet == null
                || !subnet.network().isHost(address)
                || address.equals(x.arrival().serverAddress())) {
            return false;
        }
        HostPlan keptFor = plan.hosts().at(address);
        if (keptFor != null) {
            return keptFor == x.host();
        }
        PoolPlan pool = subnet.poolOf(address);
        return pool != null && pool.admits(x.classes());
    }

    /** The address kept for the client in this network. */
    Optional<Ip4> reservedFor(Exchange x) {
        HostPlan host = x.host();
        return host == null ? Optional.empty() : host.address().filter(address -> permits(x, address));
    }

    /** Asks the policy before anything is promised or written, so that a client that cannot boot gets no answer and asks again. */
    void withBoot(Exchange x, Terms terms, Consumer<@Nullable BootOptions> next) {
        Optional<BootPolicy> policy = terms.policy();
        if (policy.isEmpty() || !x.client().isNetworkBoot()) {
            next.accept(null);
            return;
        }
        BootClient client = x.client().bootClient();
        x.conversation()
                .await(
                        () -> policy.get().offerFor(client),
                        DropReason.POLICY_FAILED,
                        DropReason.POLICY_LATE,
                        offer -> use(x, client, offer, next));
    }

    private static void use(Exchange x, BootClient client, BootOffer offer, Consumer<@Nullable BootOptions> next) {
        if (offer.isIgnored()) {
            next.accept(null);
            return;
        }
        BootOptions boot = new BootOptions(client, offer, x.arrival().serverAddress());
        Optional<String> unsuitable = boot.unsuitable();
        if (unsuitable.isPresent()) {
            x.drop(DropReason.POLICY_UNSUITABLE, unsuitable.get());
        } else {
            next.accept(boot);
        }
    }
}
