package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.pxe4j.tftp.engine.TftpSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the blocks of one transfer and writes them to its sink on a worker, so that a slow disk delays one client and not the loop.
 *
 * <p>What is gathered and not yet written is bounded. The rule of back-pressure: a block is acknowledged once it is gathered here, and only while
 * there is room for the next window; the last block once the sink has stored the file. A sink that does not block is written to at once. Used on
 * the loop only; the sink sees one task at a time.
 */
final class WriteBehind {
    private static final int MIN_CHUNK = 16 << 10;
    private static final int MAX_CHUNK = 256 << 10;
    /** Chunks that may wait while one is gathered. */
    private static final int CHUNKS = 4;

    private final TftpSink sink;
    private final Executor worker;
    private final Executor loop;
    private final ByteBufAllocator allocator;
    private final Runnable whenChanged;
    private final long windowBytes;
    private final int chunkSize;
    private final long limit;

    private @Nullable ByteBuf open;
    private List<ByteBuf> full = new ArrayList<>();
    /** Octets that the sink has not taken. */
    private long waiting;

    private boolean writing;
    private boolean last;
    private boolean stored;
    private boolean closed;
    private final CompletableFuture<Void> discarded = new CompletableFuture<>();
    private @Nullable IOException failure;

    /**
     * Makes a buffer before that sink.
     *
     * @param windowBytes what a transfer may send for one ACK
     * @param whenChanged called on the loop when there is more room, or the file is stored, or the sink has failed
     */
    WriteBehind(
            TftpSink sink,
            long windowBytes,
            Executor worker,
            Executor loop,
            ByteBufAllocator allocator,
            Runnable whenChanged) {
        this.sink = sink;
        this.worker = worker;
        this.loop = loop;
        this.allocator = allocator;
        this.whenChanged = whenChanged;
        this.windowBytes = windowBytes;
        this.chunkSize = (int) Math.max(MIN_CHUNK, Math.min(MAX_CHUNK, 4 * windowBytes));
        this.limit = Math.max((long) CHUNKS * chunkSize, 2 * windowBytes);
    }

    /** Whether another window fits. */
    boolean hasRoom() {
        return waiting + windowBytes <= limit;
    }

    /** Whether the sink has stored the file. */
    boolean isStored() {
        return stored;
    }

    /** What the sink failed with, or null. */
    @Nullable
    IOException failure() {
        return failure;
    }

    /** Takes a copy of that payload, the next part of the file. */
    void add(ByteBuf payload) {
        if (failure != null || closed) {
            return;
        }
        if (!sink.mayBlock()) {
            failure = attempt(() -> sink.write(payload));
            return;
        }
        waiting += payload.readableBytes();
        while (payload.isReadable()) {
            ByteBuf chunk = open;
            if (chunk == null) {
                chunk = allocator.directBuffer(chunkSize, chunkSize);
                open = chunk;
            }
            chunk.writeBytes(payload, Math.min(payload.readableBytes(), chunk.writableBytes()));
            if (!chunk.isWritable()) {
                full.add(chunk);
                open = null;
            }
        }
        if (!full.isEmpty()) {
            drain();
        }
    }

    /** There is no more to come: stores the file once all of it is written. */
    void finish() {
        if (failure != null || closed || last) {
            return;
        }
        last = true;
        if (!sink.mayBlock()) {
            failure = attempt(sink::complete);
            stored = failure == null;
            return;
        }
        if (open != null) {
            full.add(open);
            open = null;
        }
        drain();
    }

    /** Ends it; a file that is not stored is thrown away. Gives a stage that is done when that is done. */
    CompletableFuture<Void> close() {
        if (closed) {
            return discarded;
        }
        closed = true;
        full.forEach(ByteBuf::release);
        full.clear();
        if (open != null) {
            open.release();
            open = null;
        }
        if (!writing) {
            discard();
        }
        return discarded;
    }

    private void drain() {
        if (writing) {
            return;
        }
        writing = true;
        List<ByteBuf> chunks = full;
        full = new ArrayList<>();
        boolean complete = last;
        try {
            worker.execute(() -> {
                long taken = chunks.stream().mapToLong(ByteBuf::readableBytes).sum();
                IOException problem = attempt(() -> write(chunks, complete));
                chunks.forEach(ByteBuf::release);
                report(taken, complete, problem);
            });
        } catch (RejectedExecutionException e) {
            chunks.forEach(ByteBuf::release);
            writing = false;
            failure = new IOException("no worker is free to write", e);
        }
    }

    private void write(List<ByteBuf> chunks, boolean complete) throws IOException {
        for (ByteBuf chunk : chunks) {
            sink.write(chunk.duplicate());
        }
        if (complete) {
            sink.complete();
        }
    }

    /** On the worker. */
    private void report(long taken, boolean complete, @Nullable IOException problem) {
        try {
            loop.execute(() -> onWritten(taken, complete, problem));
        } catch (RejectedExecutionException e) {
            // The loop has ended, and with it the transfer.
            if (problem != null || !complete) {
                abort();
            }
        }
    }

    private void onWritten(long taken, boolean complete, @Nullable IOException problem) {
        writing = false;
        waiting -= taken;
        stored = complete && problem == null;
        if (closed) {
            discard();
            return;
        }
        failure = problem;
        if (problem == null && !stored && (last || !full.isEmpty())) {
            drain();
        }
        whenChanged.run();
    }

    private void discard() {
        if (stored) {
            discarded.complete(null);
        } else if (sink.mayBlock()) {
            try {
                worker.execute(this::abort);
            } catch (RejectedExecutionException e) {
                abort();
            }
        } else {
            abort();
        }
    }

    private void abort() {
        attempt(sink::abort);
        discarded.complete(null);
    }

    private interface Step {
        void run() throws IOException;
    }

    private static @Nullable IOException attempt(Step step) {
        try {
            step.run();
            return null;
        } catch (IOException e) {
            return e;
        } catch (RuntimeException e) {
            return new IOException("the sink failed", e);
        }
    }
}
