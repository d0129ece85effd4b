package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.pxe4j.tftp.engine.ContentIdentity;
import io.pxe4j.tftp.engine.TftpContent;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One version of some content, framed for one block size, as far as it is in the cache. It has the content open while transfers read it, once for all of
 * them. Its fields belong to the lock of the {@link ContentCache}.
 */
final class CachedImage {
    /**
     * What makes images the same.
     *
     * @param layout with the size, lest content that lies about its identity send us out of bounds
     */
    record Key(ContentIdentity identity, BlockLayout layout) {}

    final Key key;
    final ChunkLayout layout;
    /** Runs what reads the content. */
    final Executor worker;

    final @Nullable CachedChunk[] chunks;
    int chunkCount;
    int transfers;

    @Nullable
    TftpContent content;

    /** Why nothing more can be had of it. */
    volatile @Nullable IOException failure;

    CachedImage(Key key, Executor worker) {
        this.key = key;
        this.layout = ChunkLayout.of(key.layout());
        this.worker = worker;
        this.chunks = new CachedChunk[layout.chunks()];
    }

    /** The octets of that chunk. */
    int framed(int index) {
        return key.layout().framed(layout.firstBlock(index), layout.count(index));
    }

    /** Reads a chunk into a buffer that is as long as the chunk. */
    void frame(int index, TftpContent source, ByteBuf target) throws IOException {
        BlockLayout blocks = key.layout();
        long first = layout.firstBlock(index);
        int count = layout.count(index);
        int payload = blocks.payload(first, count);
        // All octets at once to the end of the buffer, then block by block to their places, which lie further to the
        // front.
        int from = target.capacity() - payload;
        target.setIndex(from, from);
        source.read(blocks.position(first), payload, target);
        if (target.writerIndex() != target.capacity()) {
            throw new IOException("content gave " + target.readableBytes() + " octets (expected: " + payload + ")");
        }
        target.setIndex(0, 0);
        for (long block = first; block < first + count; block++) {
            int length = blocks.length(block);
            blocks.writeHeader(target, block);
            target.setBytes(target.writerIndex(), target, from, length);
            target.writerIndex(target.writerIndex() + length);
            from += length;
        }
    }
}
