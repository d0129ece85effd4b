package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The addresses offered and not yet asked for: a bounded memory with a short life, so that a flood of DISCOVERs costs neither the store
 * a write nor the process its heap. The oldest offer makes room for a new one.
 */
final class OfferBook {
    /** An address held for a client, and what the store said when it was offered. */
    static final class Offer {
        private final NetworkPlan network;
        private final ClientKey client;
        private final Ip4 address;
        private final Optional<Lease> there;
        private final Optional<Lease> own;
        private final long endsNanos;
        private @Nullable Offer older;
        private @Nullable Offer newer;

        private Offer(
                NetworkPlan network,
                ClientKey client,
                Ip4 address,
                Optional<Lease> there,
                Optional<Lease> own,
                long endsNanos) {
            this.network = network;
            this.client = client;
            this.address = address;
            this.there = there;
            this.own = own;
            this.endsNanos = endsNanos;
        }

        Ip4 address() {
            return address;
        }

        /** The record of the address. */
        Optional<Lease> there() {
            return there;
        }

        /** The client's record, of whichever address. */
        Optional<Lease> own() {
            return own;
        }
    }

    private final int capacity;
    private final long holdNanos;
    private final LongSupplier nanoClock;
    private final PortQuota ports;
    private final Map<Ip4, Offer> byAddress = new HashMap<>();
    // Each offer lives equally long, so the oldest ends first.
    private @Nullable Offer oldest;
    private @Nullable Offer newest;

    OfferBook(int capacity, Duration hold, LongSupplier nanoClock, PortQuota ports) {
        this.capacity = capacity;
        this.holdNanos = hold.toNanos();
        this.nanoClock = nanoClock;
        this.ports = ports;
    }

    /** What the client was offered. */
    @Nullable
    Offer of(NetworkPlan network, ClientKey client) {
        forgetOld();
        return network.offers().get(client);
    }

    /** Whether the address is held for somebody else. */
    boolean isHeldForOther(Ip4 address, ClientKey client) {
        Offer offer = byAddress.get(address);
        return offer != null && !offer.client.equals(client);
    }

    /** Whether the address is held for this client. */
    boolean isHeldFor(Ip4 address, ClientKey client) {
        Offer offer = byAddress.get(address);
        return offer != null && offer.client.equals(client);
    }

    /** Holds the address, which nobody else is held to, for the client; what it was offered before is free again. */
    Offer hold(Exchange x, Ip4 address, Optional<Lease> there, Optional<Lease> own) {
        forgetOld();
        release(x.network(), x.key());
        if (byAddress.size() >= capacity && oldest != null) {
            forget(oldest);
        }
        Offer offer = new Offer(x.network(), x.key(), address, there, own, nanoClock.getAsLong() + holdNanos);
        x.network().offers().put(offer.client, offer);
        byAddress.put(address, offer);
        append(offer);
        PoolPlan pool = x.network().poolOf(address);
        if (pool != null) {
            pool.map().hold(address);
            ports.held(x, address);
        }
        return offer;
    }

    /** Forgets what the client was offered. */
    void release(NetworkPlan network, ClientKey client) {
        Offer offer = network.offers().get(client);
        if (offer != null) {
            forget(offer);
        }
    }

    /** Forgets the offers whose time is over. */
    void forgetOld() {
        if (oldest == null) {
            return;
        }
        long now = nanoClock.getAsLong();
        while (oldest != null && oldest.endsNanos - now <= 0) {
            forget(oldest);
        }
    }

    private void forget(Offer offer) {
        offer.network.offers().remove(offer.client);
        byAddress.remove(offer.address);
        unlink(offer);
        PoolPlan pool = offer.network.poolOf(offer.address);
        if (pool != null) {
            pool.map().letGo(offer.address);
            if (!pool.map().isTaken(offer.address)) {
                ports.freed(offer.address);
            }
        }
    }

    private void append(Offer offer) {
        Offer last = newest;
        offer.older = last;
        if (last == null) {
            oldest = offer;
        } else {
            last.newer = offer;
        }
        newest = offer;
    }

    private void unlink(Offer offer) {
        Offer before = offer.older;
        Offer after = offer.newer;
        if (before == null) {
            oldest = after;
        } else {
            before.newer = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.older = before;
        }
    }
}
