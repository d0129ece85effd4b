package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The addresses offered and not yet asked for: a bounded memory with a short life, so that a flood of DISCOVERs costs neither the store
 * a write nor the process its heap. The oldest offer makes room for a new one.
 */
final class OfferBook {
    private record Offer(ClientKey client, Ip4 address, long endsNanos) {}

    private final int capacity;
    private final long holdNanos;
    private final LongSupplier nanoClock;
    // Oldest first: each offer lives equally long, so this is the order of their ends too.
    private final LinkedHashMap<ClientKey, Offer> byClient = new LinkedHashMap<>();
    private final Map<Ip4, Offer> byAddress = new HashMap<>();

    OfferBook(int capacity, Duration hold, LongSupplier nanoClock) {
        this.capacity = capacity;
        this.holdNanos = hold.toNanos();
        this.nanoClock = nanoClock;
    }

    /** What the client was offered. */
    Optional<Ip4> addressFor(ClientKey client) {
        forgetOld();
        return Optional.ofNullable(byClient.get(client)).map(Offer::address);
    }

    /** Whether the address is held for somebody else. */
    boolean isHeldForOther(Ip4 address, ClientKey client) {
        forgetOld();
        Offer offer = byAddress.get(address);
        return offer != null && !offer.client.equals(client);
    }

    /** Whether the address is held for this client. */
    boolean isHeldFor(Ip4 address, ClientKey client) {
        forgetOld();
        Offer offer = byAddress.get(address);
        return offer != null && offer.client.equals(client);
    }

    /** Holds the address, which nobody else is held to, for the client; what it was offered before is free again. */
    void hold(Ip4 address, ClientKey client) {
        forgetOld();
        release(client);
        if (byClient.size() >= capacity) {
            release(byClient.keySet().iterator().next());
        }
        Offer offer = new Offer(client, address, nanoClock.getAsLong() + holdNanos);
        byClient.put(client, offer);
        byAddress.put(address, offer);
    }

    /** Forgets what the client was offered. */
    void release(ClientKey client) {
        Offer offer = byClient.remove(client);
        if (offer != null) {
            byAddress.remove(offer.address, offer);
        }
    }

    int size() {
        forgetOld();
        return byClient.size();
    }

    private void forgetOld() {
        long now = nanoClock.getAsLong();
        while (!byClient.isEmpty()) {
            Offer oldest = byClient.values().iterator().next();
            if (oldest.endsNanos - now > 0) {
                return;
            }
            release(oldest.client);
        }
    }
}
