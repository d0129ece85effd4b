package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known about each address of a pool without asking the store: a hint that makes the search for a free address cheap. The store
 * has the last word, since another server may share it.
 *
 * <p>An address is open when it is neither leased, declined, held for an offer nor kept for a host. One bit per address says so, so that
 * a full pool of 65,536 is looked through in 1,024 words.
 */
final class PoolMap {
    /** How many addresses are read from the store at once. */
    static final int CHUNK = 256;

    private final AddressPool pool;
    private final BitSet closed;
    private final BitSet held;
    private final BitSet reserved;
    private final BitSet declined;
    private final BitSet readChunks = new BitSet();
    // Seconds since 1970; 0 for an address that nobody has.
    private final long[] takenUntil;
    private long nextEnd = Long.MAX_VALUE;

    PoolMap(AddressPool pool) {
        this.pool = pool;
        this.closed = new BitSet(pool.size());
        this.held = new BitSet(pool.size());
        this.reserved = new BitSet(pool.size());
        this.declined = new BitSet(pool.size());
        this.takenUntil = new long[pool.size()];
    }

    /** The first open address from {@code from} to before {@code to}, or -1. */
    int nextOpen(int from, int to) {
        int index = closed.nextClearBit(from);
        return index < to ? index : -1;
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

    /** Whether a lease or a quarantine of the address is known, even one that has ended since the last {@link #sweep}. */
    boolean isTaken(Ip4 address) {
        return takenUntil[pool.indexOf(address)] != 0;
    }

    /** Takes over what a lease of an address of this pool says. */
    void note(Lease lease) {
        int index = pool.indexOf(lease.address());
        declined.set(index, lease.state() == LeaseState.DECLINED);
        set(index, lease.state() == LeaseState.RELEASED ? 0 : lease.ends().getEpochSecond());
    }

    /** Sets an address aside without a record: somebody was seen with it. */
    void avoid(Ip4 address, long untilSeconds) {
        set(pool.indexOf(address), untilSeconds);
    }

    /** Forgets what was known about an address whose record was taken away. */
    void noteRemoved(Ip4 address) {
        int index = pool.indexOf(address);
        declined.clear(index);
        set(index, 0);
    }

    private void set(int index, long untilSeconds) {
        takenUntil[index] = untilSeconds;
        nextEnd = untilSeconds == 0 ? nextEnd : Math.min(nextEnd, untilSeconds);
        reopen(index);
    }

    void hold(Ip4 address) {
        int index = pool.indexOf(address);
        held.set(index);
        closed.set(index);
    }

    void letGo(Ip4 address) {
        int index = pool.indexOf(address);
        held.clear(index);
        reopen(index);
    }

    /** Takes an address out of the search for good. */
    void reserve(Ip4 address) {
        int index = pool.indexOf(address);
        reserved.set(index);
        closed.set(index);
    }

    private void reopen(int index) {
        closed.set(index, takenUntil[index] != 0 || held.get(index) || reserved.get(index));
    }

    /**
     * Opens the addresses whose lease or quarantine has ended. Leases end at whole seconds, so the whole pool is looked through at most
     * once a second, and not at all while none can have ended.
     *
     * @param ended is told each of them
     */
    void sweep(long nowSeconds, @Nullable Consumer<Ip4> ended) {
        if (nowSeconds < nextEnd) {
            return;
        }
        nextEnd = Long.MAX_VALUE;
        for (int i = closed.nextSetBit(0); i >= 0; i = closed.nextSetBit(i + 1)) {
            if (takenUntil[i] == 0) {
                continue;
            }
            if (takenUntil[i] > nowSeconds) {
                nextEnd = Math.min(nextEnd, takenUntil[i]);
                continue;
            }
            takenUntil[i] = 0;
            declined.clear(i);
            reopen(i);
            if (ended != null) {
                ended.accept(pool.address(i));
            }
        }
    }

    /** The declined address whose quarantine ends first and that is not held, or -1: for a pool that has nothing else left. */
    int longestDeclined() {
        int best = -1;
        for (int i = declined.nextSetBit(0); i >= 0; i = declined.nextSetBit(i + 1)) {
            if (!held.get(i) && !reserved.get(i) && (best < 0 || takenUntil[i] < takenUntil[best])) {
                best = i;
            }
        }
        return best;
    }
}
