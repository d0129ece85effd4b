package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of one transfer from the shared cache: a write is a slice of the chunk that the transfer has leased. Where the cache has no room for a chunk, the
 * transfer reads that stretch by itself.
 */
final class CachedBlocks implements BlockSource, Runnable {
    private final ContentCache cache;
    private final CachedImage image;
    private final Executor loop;
    private final ByteBufAllocator allocator;
    private final Runnable whenLoaded;
    private final Supplier<BlockSource> ownReading;

    private @Nullable CachedChunk leased;
    /** The chunk behind it, while a write reaches into it. */
    private @Nullable CachedChunk next;
    /** The blocks that can be sent from the leased chunk. */
    private @Nullable ByteBuf datagrams;

    private long from;
    private long to;
    /** From this block on the chunk behind is fetched, too. */
    private long readAheadFrom;

    private @Nullable BlockSource own;
    private long ownUntil;
    private boolean closed;

    /** @param ownReading gives the blocks past the cache, for where it has no room */
    CachedBlocks(
            ContentCache cache,
            CachedImage image,
            Executor loop,
            ByteBufAllocator allocator,
            Runnable whenLoaded,
            Supplier<BlockSource> ownReading) {
        this.cache = cache;
        this.image = image;
        this.loop = loop;
        this.allocator = allocator;
        this.whenLoaded = whenLoaded;
        this.ownReading = ownReading;
    }

    @Override
    public boolean isReady(long firstBlock, int count) {
        return firstBlock >= from && firstBlock + count <= to || seek(firstBlock, count);
    }

    @Override
    public ByteBuf datagrams(long firstBlock, int count) throws IOException {
        ByteBuf chunk = datagrams;
        if (chunk == null || firstBlock < from || firstBlock >= to) {
            return past(firstBlock, count);
        }
        if (firstBlock >= readAheadFrom) {
            readAhead();
        }
        BlockLayout layout = image.key.layout();
        int offset = (int) (firstBlock - from) * layout.packetLength();
        int length = layout.framed(firstBlock, count);
        return firstBlock + count <= to
                ? chunk.retainedSlice(offset, length)
                : joined(chunk, firstBlock, offset, length);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        leave();
        if (own != null) {
            own.close();
        }
        cache.close(image);
    }

    /** A chunk is there, or is not going to be. May be called from any thread. */
    void callLater() {
        try {
            loop.execute(this);
        } catch (RejectedExecutionException e) {
            // The loop has ended, and with it the transfer.
            return;
        }
    }

    @Override
    public void run() {
        if (!closed) {
            whenLoaded.run();
        }
    }

    /** Leases what those blocks lie in, one chunk or two. */
    private boolean seek(long firstBlock, int count) {
        if (own != null) {
            if (firstBlock < ownUntil) {
                return own.isReady(firstBlock, count);
            }
            own.close();
            own = null;
        }
        int index = image.layout.chunkOf(firstBlock);
        int last = image.layout.chunkOf(firstBlock + count - 1);
        CachedChunk chunk = move(index);
        CachedChunk.State state = chunk.state();
        if (state == CachedChunk.State.LOADED && last > index) {
            chunk = reach(last);
            state = chunk.state();
        }
        return switch (state) {
            case LOADING -> false;
            // A failure comes out when the blocks are asked for.
            case LOADED, FAILED -> true;
            case REFUSED -> readAlone(image.layout.firstBlock(chunk.index + 1)).isReady(firstBlock, count);
        };
    }

    private CachedChunk move(int index) {
        CachedChunk chunk = leased;
        if (chunk == null || chunk.index != index) {
            CachedChunk behind = next;
            if (behind != null && behind.index == index) {
                next = null;
                chunk = behind;
            } else {
                chunk = cache.lease(image, index, this);
            }
            leave();
            leased = chunk;
        }
        if (datagrams == null && chunk.state() == CachedChunk.State.LOADED) {
            datagrams = chunk.datagrams();
            from = image.layout.firstBlock(index);
            to = from + image.layout.count(index);
            readAheadFrom = index + 1 < image.chunks.length ? (from + to) / 2 : Long.MAX_VALUE;
        }
        return chunk;
    }

    private CachedChunk reach(int index) {
        CachedChunk chunk = next;
        if (chunk == null || chunk.index != index) {
            chunk = cache.lease(image, index, this);
            releaseNext();
            next = chunk;
        }
        return chunk;
    }

    private void readAhead() {
        readAheadFrom = Long.MAX_VALUE;
        cache.readAhead(image, image.layout.chunkOf(to));
    }

    private BlockSource readAlone(long until) {
        leave();
        BlockSource reading = ownReading.get();
        own = reading;
        ownUntil = until;
        return reading;
    }

    /** Blocks that do not start in the leased chunk. */
    private ByteBuf past(long firstBlock, int count) throws IOException {
        if (own != null) {
            return own.datagrams(firstBlock, count);
        }
        throw failure(firstBlock);
    }

    /** Blocks that start in the leased chunk and end in the next one. */
    private ByteBuf joined(ByteBuf chunk, long firstBlock, int offset, int length) throws IOException {
        CachedChunk behind = next;
        if (behind == null || behind.state() != CachedChunk.State.LOADED) {
            throw failure(firstBlock);
        }
        int front = Math.min(length, chunk.writerIndex() - offset);
        return allocator
                .directBuffer(length, length)
                .writeBytes(chunk, offset, front)
                .writeBytes(behind.datagrams(), 0, length - front);
    }

    private IOException failure(long firstBlock) {
        IOException failure = image.failure;
        return failure == null ? new IOException("block " + firstBlock + " is not ready") : failure;
    }

    private void leave() {
        releaseNext();
        if (leased != null) {
            cache.release(leased);
            leased = null;
        }
        datagrams = null;
        from = 0;
        to = 0;
    }

    private void releaseNext() {
        if (next != null) {
            cache.release(next);
            next = null;
        }
    }
}
