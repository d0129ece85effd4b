package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.pxe4j.tftp.engine.ContentIdentity;
import io.pxe4j.tftp.engine.TftpContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps framed blocks for all transfers that send the same octets in blocks of the same size: a bounded number of octets outside the heap, the least
 * recently used of which make room.
 *
 * <p>Chunks are filled by workers, each once however many transfers wait for it. A transfer leases the chunk that it sends from, and only what nobody
 * leases is evicted; so a transfer takes the lock once a chunk and not for each window. If everything is leased, the transfer reads by itself, which is
 * better than chunks that push each other out before they are used. May be called from any thread.
 */
final class ContentCache implements AutoCloseable {
    /** What a chunk counts for beyond its octets, so that a million tiny files do not fill the heap. */
    static final int OVERHEAD = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ContentCache.class);

    private final Executor worker;
    private final ByteBufAllocator allocator;

    private final Object lock = new Object();
    private final Map<CachedImage.Key, CachedImage> images = new HashMap<>();
    /** Loaded and leased by nobody, the one that was used longest ago first. */
    private final Set<CachedChunk> idle = new LinkedHashSet<>();
    /** Evicted while the last write of it had not left yet. */
    private final List<CachedChunk> leaving = new ArrayList<>();

    private final CounterBoard counters = new CounterBoard();
    private long capacity;
    private long used;
    private long idleCharge;
    private boolean closed;

    ContentCache(long capacity, Executor worker, ByteBufAllocator allocator) {
        this.capacity = capacity;
        this.worker = worker;
        this.allocator = allocator;
    }

    CounterBoard counters() {
        return counters;
    }

    /** The octets that are in use. */
    long used() {
        synchronized (lock) {
            return used;
        }
    }

    /** Whether content of that size may be kept whole. */
    boolean takes(BlockLayout layout) {
        long framed = layout.size() + layout.lastBlock() * (layout.packetLength() - layout.blockSize());
        return framed + OVERHEAD <= capacity;
    }

    /** A transfer begins to send that content, which the cache closes from here on. */
    CachedImage open(ContentIdentity identity, TftpContent content, BlockLayout layout) {
        CachedImage.Key key = new CachedImage.Key(identity, layout);
        synchronized (lock) {
            CachedImage image = images.get(key);
            if (image == null) {
                image = new CachedImage(key, new SerialExecutor(worker));
                images.put(key, image);
            }
            image.transfers++;
            if (image.content == null) {
                image.content = content;
                return image;
            }
            closeLater(worker, content);
            return image;
        }
    }

    /** The open content of an image for one of its transfers to read on the image's worker; to close it changes nothing. */
    TftpContent lend(CachedImage image) {
        synchronized (lock) {
            TftpContent content = image.content;
            if (content == null) {
                throw new IllegalStateException("no transfer reads that image");
            }
            return new TftpContent() {
                @Override
                public long size() {
                    return content.size();
                }

                @Override
                public void read(long position, int length, ByteBuf target) throws IOException {
                    content.read(position, length, target);
                }
            };
        }
    }

    /** A transfer is done with an image. */
    void close(CachedImage image) {
        synchronized (lock) {
            image.transfers--;
            TftpContent content = image.content;
            if (image.transfers == 0 && content != null) {
                image.content = null;
                closeLater(image.worker, content);
            }
            forgetIfEmpty(image);
        }
    }

    /** Leases a chunk; one that is not loaded is filled, and the transfer called when that is done. */
    CachedChunk lease(CachedImage image, int index, CachedBlocks transfer) {
        synchronized (lock) {
            CachedChunk chunk = image.chunks[index];
            if (chunk == null) {
                chunk = fill(image, index);
            } else {
                counters.count(TftpCounter.CACHE_HITS);
            }
            if (chunk.leases++ == 0 && idle.remove(chunk)) {
                idleCharge -= chunk.charge;
            }
            if (chunk.state() == CachedChunk.State.LOADING) {
                chunk.await(transfer);
            }
            return chunk;
        }
    }

    /** Fills a chunk that is going to be leased soon, if it is missing. */
    void readAhead(CachedImage image, int index) {
        synchronized (lock) {
            if (image.chunks[index] == null) {
                fill(image, index);
            }
        }
    }

    /** Ends a lease. */
    void release(CachedChunk chunk) {
        synchronized (lock) {
            if (--chunk.leases == 0 && chunk.state() == CachedChunk.State.LOADED) {
                rest(chunk);
            }
        }
    }

    /** Lets go of everything that nobody leases, and of the rest as the leases end. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            for (CachedChunk chunk : List.copyOf(idle)) {
                free(unlink(chunk));
            }
        }
    }

    private CachedChunk fill(CachedImage image, int index) {
        CachedChunk chunk = new CachedChunk(image, index, image.framed(index) + OVERHEAD);
        TftpContent content = image.content;
        if (content == null || image.failure != null) {
            chunk.settle(CachedChunk.State.FAILED, null);
            return chunk;
        }
        image.chunks[index] = chunk;
        image.chunkCount++;
        try {
            image.worker.execute(() -> load(chunk, content));
        } catch (RejectedExecutionException e) {
            image.failure = new IOException("no worker is free to read", e);
            settle(chunk, CachedChunk.State.FAILED, null);
        }
        return chunk;
    }

    /** Runs on a worker. */
    private void load(CachedChunk chunk, TftpContent content) {
        if (!makeRoom(chunk.charge)) {
            finish(chunk, CachedChunk.State.REFUSED, null);
            return;
        }
        ByteBuf datagrams = null;
        IOException failure = null;
        boolean noMemory = false;
        try {
            int length = chunk.charge - OVERHEAD;
            datagrams = allocator.directBuffer(length, length);
            chunk.image.frame(chunk.index, content, datagrams);
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException e) {
            failure = new IOException("content failed", e);
        } catch (OutOfMemoryError e) {
            // Netty's limit of direct memory, which the JVM is given: the cache makes do with what it has got.
            noMemory = true;
        }
        if (failure == null && !noMemory) {
            finish(chunk, CachedChunk.State.LOADED, datagrams);
            return;
        }
        if (datagrams != null) {
            datagrams.release();
        }
        giveBack(chunk.charge, noMemory);
        if (failure != null) {
            chunk.image.failure = failure;
        }
        finish(chunk, noMemory ? CachedChunk.State.REFUSED : CachedChunk.State.FAILED, null);
    }

    /** Evicts what was used longest ago until there is room, and reserves it; frees memory outside the lock, since that may take a while. */
    private boolean makeRoom(int charge) {
        while (true) {
            List<CachedChunk> victims = new ArrayList<>();
            synchronized (lock) {
                settleLeaving();
                if (used + charge <= capacity) {
                    used += charge;
                    return true;
                }
                if (used - idleCharge + charge > capacity) {
                    counters.count(TftpCounter.CACHE_REFUSALS);
                    return false;
                }
                for (long over = used + charge - capacity; over > 0; ) {
                    CachedChunk victim = unlink(idle.iterator().next());
                    counters.count(TftpCounter.CACHE_EVICTIONS);
                    over -= victim.charge;
                    victims.add(victim);
                }
            }
            for (CachedChunk victim : victims) {
                free(victim);
            }
        }
    }

    private void giveBack(int charge, boolean noMemory) {
        synchronized (lock) {
            used -= charge;
            if (noMemory && used < capacity) {
                LOG.warn("no direct memory for more than {} octets of content (allowed: {})", used, capacity);
                capacity = used;
            }
        }
    }

    private void finish(CachedChunk chunk, CachedChunk.State state, @Nullable ByteBuf datagrams) {
        List<CachedBlocks> waiting;
        synchronized (lock) {
            waiting = settle(chunk, state, datagrams);
        }
        for (CachedBlocks transfer : waiting) {
            transfer.callLater();
        }
    }

    private List<CachedBlocks> settle(CachedChunk chunk, CachedChunk.State state, @Nullable ByteBuf datagrams) {
        List<CachedBlocks> waiting = chunk.settle(state, datagrams);
        if (state == CachedChunk.State.LOADED) {
            counters.count(TftpCounter.CACHE_FILLS);
            if (chunk.leases == 0) {
                rest(chunk);
            }
            return waiting;
        }
        remove(chunk);
        if (state == CachedChunk.State.FAILED) {
            abandon(chunk.image);
        }
        return waiting;
    }

    /** The image's content failed: what is there of it is of no use to others. */
    private void abandon(CachedImage image) {
        images.remove(image.key, image);
        for (CachedChunk chunk : image.chunks) {
            if (chunk != null && idle.contains(chunk)) {
                free(unlink(chunk));
            }
        }
    }

    /** A loaded chunk that nobody leases any more. */
    private void rest(CachedChunk chunk) {
        if (closed || chunk.image.failure != null) {
            remove(chunk);
            free(chunk);
            return;
        }
        idle.add(chunk);
        idleCharge += chunk.charge;
    }

    private CachedChunk unlink(CachedChunk chunk) {
        idle.remove(chunk);
        idleCharge -= chunk.charge;
        remove(chunk);
        return chunk;
    }

    private void remove(CachedChunk chunk) {
        CachedImage image = chunk.image;
        image.chunks[chunk.index] = null;
        image.chunkCount--;
        forgetIfEmpty(image);
    }

    private void forgetIfEmpty(CachedImage image) {
        if (image.transfers == 0 && image.chunkCount == 0) {
            images.remove(image.key, image);
        }
    }

    private void free(CachedChunk chunk) {
        boolean freed = chunk.datagrams().release();
        synchronized (lock) {
            if (freed) {
                used -= chunk.charge;
            } else {
                leaving.add(chunk);
            }
        }
    }

    private void settleLeaving() {
        leaving.removeIf(chunk -> {
            boolean gone = chunk.datagrams().refCnt() == 0;
            used -= gone ? chunk.charge : 0;
            return gone;
        });
    }

    private static void closeLater(Executor executor, TftpContent content) {
        try {
            executor.execute(content::close);
        } catch (RejectedExecutionException e) {
            content.close();
        }
    }
}
