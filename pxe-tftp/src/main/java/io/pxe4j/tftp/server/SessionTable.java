package io.pxe4j.tftp.server;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a loop by their client's address and port: open addressing with linear probing, so that looking one up makes no object. The hash
 * is seeded, since whoever forges packets chooses the addresses.
 */
final class SessionTable<S extends SessionTable.Keyed> {
    /** What is found by its client's address and port. */
    abstract static class Keyed extends Deadlines.Timed {
        final InetSocketAddress client;

        Keyed(InetSocketAddress client) {
            this.client = client;
        }
    }

    private static final int MIN_CAPACITY = 64;

    private final PeerHash hash;
    private @Nullable Keyed[] slots = new Keyed[MIN_CAPACITY];
    private int size;

    SessionTable(PeerHash hash) {
        this.hash = hash;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    @SuppressWarnings("unchecked")
    @Nullable
    S find(InetSocketAddress client) {
        @Nullable Keyed[] table = slots;
        int mask = table.length - 1;
        for (int i = hash.of(client) & mask; ; i = i + 1 & mask) {
            Keyed session = table[i];
            if (session == null || session.client.equals(client)) {
                return (S) session;
            }
        }
    }

    /** Adds a session, in place of the one of the same client if there is one. */
    void put(S session) {
        // At most half full, so a probe is short and always ends.
        if (2 * (size + 1) > slots.length) {
            resize(slots.length * 2);
        }
        if (insert(slots, session)) {
            size++;
        }
    }

    private boolean insert(@Nullable Keyed[] table, Keyed session) {
        int mask = table.length - 1;
        int i = hash.of(session.client) & mask;
        Keyed existing = table[i];
        while (existing != null && !existing.client.equals(session.client)) {
            i = i + 1 & mask;
            existing = table[i];
        }
        table[i] = session;
        return existing == null;
    }

    /** Removes that session; says whether it was there. */
    boolean remove(S session) {
        int mask = slots.length - 1;
        int i = hash.of(session.client) & mask;
        for (Keyed at = slots[i]; at != session; at = slots[i]) {
            if (at == null) {
                return false;
            }
            i = i + 1 & mask;
        }
        closeGap(i, mask);
        size--;
        if (slots.length > MIN_CAPACITY && 16 * size < slots.length) {
            // A flood that is over gives its memory back.
            resize(slots.length / 4);
        }
        return true;
    }

    /** Moves back what a probe would no longer reach over the gap. */
    private void closeGap(int emptied, int mask) {
        int gap = emptied;
        int i = gap + 1 & mask;
        for (Keyed next = slots[i]; next != null; next = slots[i]) {
            int home = hash.of(next.client) & mask;
            if ((i - home & mask) >= (i - gap & mask)) {
                slots[gap] = next;
                gap = i;
            }
            i = i + 1 & mask;
        }
        slots[gap] = null;
    }

    private void resize(int capacity) {
        @Nullable Keyed[] table = new Keyed[Math.max(MIN_CAPACITY, capacity)];
        for (Keyed session : slots) {
            if (session != null) {
                insert(table, session);
            }
        }
        slots = table;
    }

    /** The sessions as they are now. */
    @SuppressWarnings("unchecked")
    List<S> all() {
        List<S> sessions = new ArrayList<>(size);
        for (Keyed session : slots) {
            if (session != null) {
                sessions.add((S) session);
            }
        }
        return sessions;
    }
}
