package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The choice of an address for a DISCOVER: reservation, the client's lease, what it was offered, what it asks for, the pool
 * (<a href="https://datatracker.ietf.org/doc/html/rfc2131#section-4.3.1">RFC 2131 §4.3.1</a>).
 */
final class AddressSearch {
    // Only another server on the same store makes the map of the pool wrong, so a few corrections are enough.
    private static final int MAX_CORRECTIONS = 16;

    private final Conversation conversation;
    private final LeaseBook book;
    private final AddressPlan plan;
    private final ClientKey key;
    private final Deque<Ip4> wanted = new ArrayDeque<>();
    private final Consumer<Optional<Ip4>> next;
    private int walked;
    private int corrections;

    AddressSearch(
            Conversation conversation, LeaseBook book, AddressPlan plan, ClientKey key, Consumer<Optional<Ip4>> next) {
        this.conversation = conversation;
        this.book = book;
        this.plan = plan;
        this.key = key;
        this.next = next;
    }

    /** Searches; the address found is held for the client when {@code next} gets it. */
    void start(Optional<Ip4> requested) {
        plan.reservations().addressOf(key).ifPresent(wanted::add);
        book.findByClient(conversation, plan.network().toString(), key, own -> {
            own.map(Lease::address).ifPresent(wanted::add);
            book.offers().addressFor(key).ifPresent(wanted::add);
            requested.ifPresent(wanted::add);
            tryWanted();
        });
    }

    private void tryWanted() {
        while (!wanted.isEmpty()) {
            Ip4 address = wanted.remove();
            if (isOpen(address)) {
                verify(address, this::tryWanted);
                return;
            }
        }
        walkPool();
    }

    /** Whether the plan lets the client have the address, and nobody else is held to it. */
    private boolean isOpen(Ip4 address) {
        return plan.permits(key, address) && !book.offers().isHeldForOther(address, key);
    }

    private void verify(Ip4 address, Runnable otherwise) {
        book.findByAddress(conversation, address, found -> {
            boolean free =
                    found.isEmpty() || found.get().belongsTo(key) || found.get().isFree(book.now());
            // Another search may have taken it while the store was asked.
            if (free && isOpen(address)) {
                take(address);
            } else {
                otherwise.run();
            }
        });
    }

    private void take(Ip4 address) {
        book.offers().hold(address, key);
        next.accept(Optional.of(address));
    }

    /** From a place that follows from the key, so that a client without a lease tends to get the same address again. */
    private void walkPool() {
        AddressPool pool = plan.pool();
        int start = Math.floorMod(spread(key.hashCode()), pool.size());
        for (; walked < pool.size() && corrections < MAX_CORRECTIONS; walked++) {
            int index = (start + walked) % pool.size();
            if (!book.map().isRead(index)) {
                Ip4 first = book.map().chunkStart(index);
                Ip4 last = book.map().chunkEnd(index);
                book.findBetween(conversation, first, last, leases -> {
                    book.map().read(index, leases);
                    walkPool();
                });
                return;
            }
            Ip4 address = pool.address(index);
            if (!book.map().isTaken(index, book.now()) && isOpen(address)) {
                walked++;
                corrections++;
                verify(address, this::walkPool);
                return;
            }
        }
        lastResort();
    }

    /** Better an address that once was in use by a stranger than none. */
    private void lastResort() {
        Optional<Ip4> declined = book.map().longestDeclined(this::isOpen);
        if (declined.isPresent()) {
            take(declined.get());
        } else {
            next.accept(Optional.empty());
        }
    }

    private static int spread(int hash) {
        // Neighbouring hardware addresses have neighbouring hash codes.
        int mixed = hash * 0x9E3779B9;
        return mixed ^ mixed >>> 16;
    }
}
