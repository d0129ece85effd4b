package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is known about each address of a pool without asking the store: a hint that makes the search for a free address cheap. The store
 * has the last word, since another server may share it.
 */
final class PoolMap {
    /** How many addresses are read from the store at once. */
    static final int CHUNK = 256;

    private final AddressPool pool;
    private final long[] takenUntil;
    private final BitSet declined;
    private final BitSet readChunks;

    PoolMap(AddressPool pool) {
        this.pool = pool;
        this.takenUntil = new long[pool.size()];
        this.declined = new BitSet(pool.size());
        this.readChunks = new BitSet();
    }

    boolean isRead(int index) {
        return readChunks.get(index / CHUNK);
    }

    Ip4 chunkStart(int index) {
        return pool.address(index / CHUNK * CHUNK);
    }

    Ip4 chunkEnd(int index) {
        return pool.address(Math.min(index / CHUNK * CHUNK + CHUNK, pool.size()) - 1);
    }

    void read(int index, List<Lease> leases) {
        readChunks.set(index / CHUNK);
        leases.forEach(this::note);
    }

    /** Takes over what a lease says about its address. */
    void note(Lease lease) {
        if (pool.contains(lease.address())) {
            int index = pool.indexOf(lease.address());
            takenUntil[index] =
                    lease.state() == LeaseState.RELEASED ? 0 : lease.ends().getEpochSecond();
            declined.set(index, lease.state() == LeaseState.DECLINED);
        }
    }

    /** The address has no lease any more. */
    void forget(Ip4 address) {
        if (pool.contains(address)) {
            takenUntil[pool.indexOf(address)] = 0;
            declined.clear(pool.indexOf(address));
        }
    }

    boolean isTaken(int index, Instant now) {
        return takenUntil[index] > now.getEpochSecond();
    }

    /** The declined address whose quarantine ends first, of those that {@code open} admits: for a pool that has nothing else left. */
    Optional<Ip4> longestDeclined(Predicate<Ip4> open) {
        int best = -1;
        for (int i = declined.nextSetBit(0); i >= 0; i = declined.nextSetBit(i + 1)) {
            if ((best < 0 || takenUntil[i] < takenUntil[best]) && open.test(pool.address(i))) {
                best = i;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(pool.address(best));
    }
}
