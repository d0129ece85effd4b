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
    private final PoolMap map;
    private final InstantSource clock;

    LeaseBook(LeaseStore store, OfferBook offers, PoolMap map, InstantSource clock) {
        this.store = store;
        this.offers = offers;
        this.map = map;
        this.clock = clock;
    }

    OfferBook offers() {
        return offers;
    }

    PoolMap map() {
        return map;
    }

    Instant now() {
        return clock.instant();
    }

    void findByClient(Conversation conversation, String network, ClientKey key, Consumer<Optional<Lease>> next) {
        await(conversation, () -> store.findByClient(network, key), next);
    }

    void findByAddress(Conversation conversation, Ip4 address, Consumer<Optional<Lease>> next) {
        await(conversation, () -> store.findByAddress(address), found -> {
            found.ifPresent(map::note);
            next.accept(found);
        });
    }

    void findBetween(Conversation conversation, Ip4 first, Ip4 last, Consumer<List<Lease>> next) {
        await(conversation, () -> store.findBetween(first, last, PoolMap.CHUNK), next);
    }

    /** Writes the lease of a client, or says that somebody else has its address. */
    void commit(Conversation conversation, Lease lease, Consumer<Boolean> next) {
        commit(conversation, lease, ATTEMPTS, next);
    }

    private void commit(Conversation conversation, Lease lease, int attempts, Consumer<Boolean> next) {
        if (attempts == 0) {
            next.accept(false);
            return;
        }
        findByAddress(conversation, lease.address(), found -> {
            if (found.isPresent() && !isAvailable(found.get(), lease.client())) {
                next.accept(false);
            } else if (found.isPresent() && found.get().belongsTo(lease.client())) {
                write(conversation, found, lease, attempts, next);
            } else {
                leaveOldAddress(conversation, lease, left -> {
                    if (left) {
                        write(conversation, found, lease, attempts, next);
                    } else {
                        commit(conversation, lease, attempts - 1, next);
                    }
                });
            }
        });
    }

    /** Whether the client may take the address: its own, a free one, or a declined one that was offered as the last resort. */
    private boolean isAvailable(Lease found, ClientKey key) {
        return found.belongsTo(key)
                || found.isFree(now())
                || found.state() == LeaseState.DECLINED && offers.isHeldFor(found.address(), key);
    }

    /** Takes the client's record of another address away; says false if the store has changed meanwhile. */
    private void leaveOldAddress(Conversation conversation, Lease lease, Consumer<Boolean> next) {
        findByClient(conversation, lease.network(), lease.client(), own -> {
            if (own.isEmpty()) {
                next.accept(true);
            } else if (own.get().address().equals(lease.address())) {
                next.accept(false);
            } else {
                await(conversation, () -> store.remove(own.get()), removed -> {
                    if (removed) {
                        map.forget(own.get().address());
                    }
                    next.accept(removed);
                });
            }
        });
    }

    private void write(
            Conversation conversation, Optional<Lease> found, Lease lease, int attempts, Consumer<Boolean> next) {
        Supplier<CompletionStage<Boolean>> write = found.isPresent()
                ? () -> store.replace(found.get(), lease.after(found.get()))
                : () -> store.create(lease);
        await(conversation, write, written -> {
            if (!written) {
                commit(conversation, lease, attempts - 1, next);
                return;
            }
            map.note(lease);
            offers.release(lease.client());
            next.accept(true);
        });
    }

    /** Ends the client's lease of the address with that state, or says that it has none. */
    void end(
            Conversation conversation,
            ClientKey key,
            Ip4 address,
            LeaseState state,
            Instant ends,
            Consumer<Boolean> next) {
        findByAddress(conversation, address, found -> {
            if (found.isEmpty() || !found.get().belongsTo(key) || found.get().state() != LeaseState.ACTIVE) {
                next.accept(false);
                return;
            }
            Lease lease = found.get();
            Lease ended = Lease.of(address, lease.network(), key, state, ends, lease.details())
                    .after(lease);
            await(conversation, () -> store.replace(lease, ended), written -> {
                if (written) {
                    map.note(ended);
                    offers.release(key);
                }
                next.accept(written);
            });
        });
    }

    private static <T> void await(
            Conversation conversation, Supplier<CompletionStage<T>> what, Consumer<? super T> next) {
        conversation.await(what, DropReason.STORE_FAILED, DropReason.STORE_LATE, next);
    }
}
