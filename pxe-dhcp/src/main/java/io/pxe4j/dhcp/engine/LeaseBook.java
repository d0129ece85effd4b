package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The writing and reading of leases: each step a compare-and-set, so that no two clients get one address whoever else writes. */
final class LeaseBook {
    // A lost race is one with another packet or server; who loses three in a row lets the client ask again.
    private static final int ATTEMPTS = 3;

    private final LeaseStore store;
    private final OfferBook offers;
    private final PortQuota ports;
    private final InstantSource clock;

    LeaseBook(LeaseStore store, OfferBook offers, PortQuota ports, InstantSource clock) {
        this.store = store;
        this.offers = offers;
        this.ports = ports;
        this.clock = clock;
    }

    OfferBook offers() {
        return offers;
    }

    PortQuota ports() {
        return ports;
    }

    Instant now() {
        return clock.instant();
    }

    void findByClient(Exchange x, Consumer<Optional<Lease>> next) {
        await(x, () -> store.findByClient(x.network().name(), x.key()), next);
    }

    void findByAddress(Exchange x, Ip4 address, Consumer<Optional<Lease>> next) {
        await(x, () -> store.findByAddress(address), found -> {
            if (found.isPresent()) {
                note(x.network(), found.get());
            }
            next.accept(found);
        });
    }

    void readChunk(Exchange x, PoolPlan pool, int index, Runnable next) {
        PoolMap map = pool.map();
        Ip4 first = map.chunkStart(index);
        Ip4 last = map.chunkEnd(index);
        await(x, () -> store.findBetween(first, last, PoolMap.CHUNK), leases -> {
            takeOver(map, index, leases);
            next.run();
        });
    }

    private void takeOver(PoolMap map, int index, List<Lease> leases) {
        map.read(index, leases);
        leases.forEach(ports::noted);
    }

    /**
     * Leases an address to the client until {@code ends}, or says that somebody else has it.
     *
     * @param there the record of the address, as far as known
     * @param own the client's record, of whichever address, as far as known
     */
    void commit(
            Exchange x, Ip4 address, Optional<Lease> there, Optional<Lease> own, Instant ends, Consumer<Boolean> next) {
        LeaseDetails details = x.details(now(), own);
        Lease lease = Lease.of(address, x.network().name(), x.key(), LeaseState.ACTIVE, ends, details);
        write(x, there, own, lease, ATTEMPTS, next);
    }

    private void write(
            Exchange x, Optional<Lease> there, Optional<Lease> own, Lease lease, int attempts, Consumer<Boolean> next) {
        if (own.isEmpty() || own.get().address().equals(lease.address())) {
            put(x, there, lease, attempts, next);
            return;
        }
        Lease old = own.get();
        await(x, () -> store.remove(old), removed -> {
            if (!removed) {
                retry(x, lease, attempts, next);
                return;
            }
            noteRemoved(x.network(), old.address());
            put(x, there, lease, attempts, next);
        });
    }

    private void put(Exchange x, Optional<Lease> there, Lease lease, int attempts, Consumer<Boolean> next) {
        Lease written = there.isPresent() ? lease.after(there.get()) : lease;
        Supplier<CompletionStage<Boolean>> write =
                there.isPresent() ? () -> store.replace(there.get(), written) : () -> store.create(written);
        await(x, write, done -> {
            if (!done) {
                retry(x, lease, attempts, next);
                return;
            }
            note(x.network(), written);
            offers.release(x.network(), x.key());
            next.accept(true);
        });
    }

    /** What was known of the store is no longer true: reads it again. */
    private void retry(Exchange x, Lease lease, int attempts, Consumer<Boolean> next) {
        if (attempts == 1) {
            next.accept(false);
            return;
        }
        findByAddress(x, lease.address(), there -> {
            if (there.isPresent() && !isAvailable(there.get(), x.key())) {
                next.accept(false);
            } else {
                findByClient(x, own -> write(x, there, own, lease, attempts - 1, next));
            }
        });
    }

    /** Whether the client may take the address: its own, a free one, or a declined one that was offered as the last resort. */
    private boolean isAvailable(Lease found, ClientKey key) {
        return found.belongsTo(key)
                || found.isFree(now())
                || found.state() == LeaseState.DECLINED && offers.isHeldFor(found.address(), key);
    }

    /** Ends the client's lease of the address with that state, or says that it has none. */
    void end(Exchange x, Lease held, LeaseState state, Instant ends, Consumer<Boolean> next) {
        Lease ended = new Lease(
                held.address(), held.network(), held.client(), state, ends, held.details(), held.version() + 1);
        await(x, () -> store.replace(held, ended), written -> {
            if (written) {
                note(x.network(), ended);
                offers.release(x.network(), x.key());
            }
            next.accept(written);
        });
    }

    private void note(NetworkPlan network, Lease lease) {
        PoolPlan pool = network.poolOf(lease.address());
        if (pool != null) {
            pool.map().note(lease);
            ports.noted(lease);
        }
    }

    private void noteRemoved(NetworkPlan network, Ip4 address) {
        PoolPlan pool = network.poolOf(address);
        if (pool != null) {
            pool.map().noteRemoved(address);
            ports.freed(address);
        }
    }

    private static <T> void await(Exchange x, Supplier<CompletionStage<T>> what, Consumer<? super T> next) {
        x.conversation().await(what, DropReason.STORE_FAILED, DropReason.STORE_LATE, next);
    }
}
