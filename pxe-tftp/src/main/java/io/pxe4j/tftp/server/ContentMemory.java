package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.tftp.engine.ContentIdentity;
import io.pxe4j.tftp.engine.TftpContent;
import java.util.Optional;
import java.util.concurrent.Executor;

/** What a server keeps of content in memory, bounded in all: the shared cache, and what transfers read ahead by themselves. */
final class ContentMemory {
    private final ContentCache cache;
    private final ReadAheadBudget budget;
    private final Executor worker;

    private final ByteBufAllocator allocator;

    ContentMemory(ContentCache cache, ReadAheadBudget budget, Executor worker, ByteBufAllocator allocator) {
        this.cache = cache;
        this.budget = budget;
        this.worker = worker;
        this.allocator = allocator;
    }

    /**
     * Makes one.
     *
     * @param cacheSize the octets of the shared cache, 0 for none
     * @param readAheadSize the octets that transfers may read ahead by themselves
     */
    static ContentMemory create(long cacheSize, long readAheadSize, Executor worker) {
        // Not pooled: a chunk is freed as a whole, and what is freed goes back to the system.
        ContentCache cache = new ContentCache(cacheSize, worker, new UnpooledByteBufAllocator(true, true));
        return new ContentMemory(cache, new ReadAheadBudget(readAheadSize), worker, PooledByteBufAllocator.DEFAULT);
    }

    ContentCache cache() {
        return cache;
    }

    /** The blocks of that content for a transfer of that loop. */
    BlockSource blocks(TftpContent content, BlockLayout layout, Executor loop, Runnable whenLoaded) {
        if (!content.mayBlock()) {
            return new FillOnSend(layout, BlockReader.direct(content), allocator);
        }
        Optional<ContentIdentity> identity = content.identity();
        if (identity.isEmpty() || !cache.takes(layout)) {
            return new FillOnSend(
                    layout, new ReadAhead(content, budget, worker, loop, allocator, whenLoaded), allocator);
        }
        CachedImage image = cache.open(identity.get(), content, layout);
        return new CachedBlocks(cache, image, loop, allocator, whenLoaded, () -> {
            TftpContent lent = cache.lend(image);
            return new FillOnSend(
                    layout, new ReadAhead(lent, budget, image.worker, loop, allocator, whenLoaded), allocator);
        });
    }
}
