package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.pxe4j.tftp.engine.TftpContent;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads content that may block in chunks on a worker, one ahead of the transfer, so that a slow disk delays one client and not the loop.
 *
 * <p>Two chunks are held. Neighbours lie in different slots, so a window that straddles both stays ready. A worker, rather than a read on the loop,
 * since nothing in Java tells whether a file's page is in memory.
 */
final class ReadAhead implements BlockReader {
    private static final int MIN_CHUNK = 64 << 10;
    private static final int MAX_CHUNK = 1 << 20;

    private final TftpContent content;
    private final Executor worker;
    private final Executor loop;
    private final ByteBufAllocator allocator;
    private final Runnable whenLoaded;
    private final long size;
    private final int chunkSize;

    private final @Nullable ByteBuf[] chunks = new ByteBuf[2];
    private final long[] indexes = {-1, -1};
    private boolean loading;
    private boolean waiting;
    private boolean closed;
    private @Nullable IOException failure;

    /**
     * Makes a reader.
     *
     * @param windowBytes what a transfer may need at once
     * @param whenLoaded called on the loop when what was not ready may be so
     */
    ReadAhead(
            TftpContent content,
            long windowBytes,
            Executor worker,
            Executor loop,
            ByteBufAllocator allocator,
            Runnable whenLoaded) {
        this.content = content;
        this.worker = worker;
        this.loop = loop;
        this.allocator = allocator;
        this.whenLoaded = whenLoaded;
        this.size = content.size();
        // A window fills at most half a chunk, so it lies in two neighbours at most, while the second half fetches the
        // next.
        long wanted = Long.highestOneBit(Math.max(4 * windowBytes - 1, 1)) << 1;
        this.chunkSize = (int) Math.max(Math.min(MAX_CHUNK, Math.max(MIN_CHUNK, wanted)), 2 * windowBytes);
    }

    @Override
    public boolean isReady(long position, int length) {
        if (failure != null) {
            // The failure comes out when the octets are read.
            return true;
        }
        long last = length == 0 ? -1 : (position + length - 1) / chunkSize;
        for (long index = position / chunkSize; index <= last; index++) {
            if (indexes[slot(index)] != index) {
                waiting = true;
                load(index);
                return false;
            }
        }
        return true;
    }

    @Override
    public void read(long position, int length, ByteBuf target) throws IOException {
        if (failure != null) {
            throw failure;
        }
        long at = position;
        long end = position + length;
        while (at < end) {
            long index = at / chunkSize;
            ByteBuf chunk = chunks[slot(index)];
            if (chunk == null || indexes[slot(index)] != index) {
                throw new IllegalStateException("octet " + at + " is not ready");
            }
            int offset = (int) (at - index * chunkSize);
            int count = (int) Math.min(end - at, chunk.writerIndex() - offset);
            target.writeBytes(chunk, offset, count);
            at += count;
            if (offset >= chunkSize / 2) {
                prefetch(index + 1);
            }
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        release(0);
        release(1);
        if (!loading) {
            closeContent();
        }
    }

    private void prefetch(long index) {
        if (!loading && indexes[slot(index)] != index && index * chunkSize < size) {
            load(index);
        }
    }

    private void load(long index) {
        if (loading) {
            return;
        }
        loading = true;
        int slot = slot(index);
        release(slot);
        long position = index * chunkSize;
        int length = (int) Math.min(chunkSize, size - position);
        ByteBuf chunk = allocator.directBuffer(length, length);
        try {
            worker.execute(() -> {
                IOException problem = fill(chunk, position, length);
                try {
                    loop.execute(() -> onLoaded(slot, index, chunk, problem));
                } catch (RejectedExecutionException e) {
                    // The loop has ended, and with it the transfer.
                    chunk.release();
                    content.close();
                }
            });
        } catch (RejectedExecutionException e) {
            onLoaded(slot, index, chunk, new IOException("no worker is free to read", e));
        }
    }

    private @Nullable IOException fill(ByteBuf chunk, long position, int length) {
        try {
            content.read(position, length, chunk);
            return chunk.readableBytes() == length
                    ? null
                    : new IOException("content gave " + chunk.readableBytes() + " octets (expected: " + length + ")");
        } catch (IOException e) {
            return e;
        } catch (RuntimeException e) {
            return new IOException("content failed", e);
        }
    }

    private void onLoaded(int slot, long index, ByteBuf chunk, @Nullable IOException problem) {
        loading = false;
        if (closed) {
            chunk.release();
            closeContent();
            return;
        }
        if (problem == null) {
            chunks[slot] = chunk;
            indexes[slot] = index;
        } else {
            chunk.release();
            failure = problem;
        }
        if (waiting) {
            waiting = false;
            whenLoaded.run();
        }
    }

    private void release(int slot) {
        ByteBuf chunk = chunks[slot];
        if (chunk != null) {
            chunk.release();
            chunks[slot] = null;
            indexes[slot] = -1;
        }
    }

    private void closeContent() {
        try {
            worker.execute(content::close);
        } catch (RejectedExecutionException e) {
            content.close();
        }
    }

    private static int slot(long index) {
        return (int) (index & 1);
    }
}
