package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of framed blocks in the cache. All but {@link #state} and {@link #datagrams} belongs to the lock of the {@link ContentCache}.
 *
 * <p>A transfer that leases a chunk keeps it in memory; what lies in nobody's lease may be evicted.
 */
final class CachedChunk {
    enum State {
        /** A worker fills it, or will. */
        LOADING,
        /** It can be sent. */
        LOADED,
        /** There was no room for it. */
        REFUSED,
        /** Its content failed; see {@link CachedImage#failure}. */
        FAILED
    }

    final CachedImage image;
    final int index;
    /** What it counts for in the cache, in octets. */
    final int charge;

    int leases;
    private List<CachedBlocks> waiting = new ArrayList<>();
    private @Nullable ByteBuf datagrams;
    private volatile State state = State.LOADING;

    CachedChunk(CachedImage image, int index, int charge) {
        this.image = image;
        this.index = index;
        this.charge = charge;
    }

    State state() {
        return state;
    }

    /** The blocks as they travel; to be called when {@link #state} was seen as loaded, by those who have leased it. */
    ByteBuf datagrams() {
        if (datagrams == null) {
            throw new IllegalStateException("not loaded");
        }
        return datagrams;
    }

    /** Calls that transfer when the chunk is no longer loading. */
    void await(CachedBlocks transfer) {
        waiting.add(transfer);
    }

    /** It has come to that; gives those who wait for it. */
    List<CachedBlocks> settle(State result, @Nullable ByteBuf blocks) {
        datagrams = blocks;
        state = result;
        List<CachedBlocks> all = waiting;
        waiting = List.of();
        return all;
    }
}
