package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.pxe4j.tftp.engine.TftpContent;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads content that may block on a worker, in parts and one part ahead of the transfer, so that a slow disk delays one client and not the loop.
 *
 * <p>How long the parts are is a matter of the {@link ReadAheadBudget}; when that is used up, a part is what the transfer needs at the moment, and is let go as
 * soon as it has been sent. A worker, rather than a read on the loop, since nothing in Java tells whether a file's page is in memory.
 */
final class ReadAhead implements BlockReader {
    private static final int MAX_PART = 1 << 20;
    /** Less than this is not worth a second part. */
    private static final int MIN_AHEAD = 16 << 10;

    /** What was read. */
    private record Part(long position, ByteBuf octets, int taken) {
        long end() {
            return position + octets.writerIndex();
        }

        boolean covers(long at) {
            return at >= position && at < end();
        }
    }

    private final TftpContent content;
    private final ReadAheadBudget budget;
    private final Executor worker;
    private final Executor loop;
    private final ByteBufAllocator allocator;
    private final Runnable whenLoaded;
    private final long size;

    private @Nullable Part part;
    private @Nullable Part next;
    private boolean loading;
    private boolean waiting;
    private boolean closed;
    private @Nullable IOException failure;

    /**
     * Makes a reader.
     *
     * @param whenLoaded called on the loop when what was not ready may be so
     */
    ReadAhead(
            TftpContent content,
            ReadAheadBudget budget,
            Executor worker,
            Executor loop,
            ByteBufAllocator allocator,
            Runnable whenLoaded) {
        this.content = content;
        this.budget = budget;
        this.worker = worker;
        this.loop = loop;
        this.allocator = allocator;
        this.whenLoaded = whenLoaded;
        this.size = content.size();
    }

    @Override
    public boolean isReady(long position, int length) {
        if (failure != null || length == 0) {
            // A failure comes out when the octets are read.
            return true;
        }
        advance(position);
        long end = position + length;
        if (part != null && part.covers(position) && (end <= part.end() || next != null && end <= next.end())) {
            return true;
        }
        waiting = true;
        if (!loading) {
            loadFor(position, length);
        }
        return false;
    }

    private void advance(long position) {
        if (next != null && next.covers(position)) {
            release(part);
            part = next;
            next = null;
        }
    }

    /** The rest of what is needed if its beginning is there, else all of it. */
    private void loadFor(long position, int length) {
        if (part != null && part.covers(position) && next == null) {
            long from = part.end();
            load(from, budget.take((int) (position + length - from), wanted(from)));
            return;
        }
        release(part);
        release(next);
        part = null;
        next = null;
        load(position, budget.take(length, wanted(position)));
    }

    @Override
    public void read(long position, int length, ByteBuf target) throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (length == 0) {
            return;
        }
        advance(position);
        Part first = part;
        if (first == null || !first.covers(position)) {
            throw new IllegalStateException("octet " + position + " is not ready");
        }
        int offset = (int) (position - first.position);
        int count = Math.min(length, first.octets.writerIndex() - offset);
        target.writeBytes(first.octets, offset, count);
        if (count < length) {
            Part second = next;
            if (second == null || second.octets.writerIndex() < length - count) {
                throw new IllegalStateException("octet " + (position + count) + " is not ready");
            }
            target.writeBytes(second.octets, 0, length - count);
        }
        after(first, position + length);
    }

    private void after(Part first, long end) {
        if (end >= first.end() && next == null && first.taken < MIN_AHEAD) {
            release(first);
            part = null;
        } else if (!loading && next == null && end - first.position >= first.taken / 2 && first.end() < size) {
            int taken = budget.take(0, wanted(first.end()));
            if (taken >= Math.min(MIN_AHEAD, wanted(first.end()))) {
                load(first.end(), taken);
            } else {
                budget.giveBack(taken);
            }
        }
    }

    private int wanted(long position) {
        return (int) Math.min(MAX_PART, size - position);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        release(part);
        release(next);
        part = null;
        next = null;
        if (!loading) {
            closeContent();
        }
    }

    private void load(long position, int taken) {
        loading = true;
        try {
            worker.execute(() -> {
                Part loaded = null;
                IOException problem = null;
                try {
                    loaded = fill(position, taken);
                } catch (IOException e) {
                    problem = e;
                }
                report(loaded, taken, problem);
            });
        } catch (RejectedExecutionException e) {
            onLoaded(null, taken, new IOException("no worker is free to read", e));
        }
    }

    private Part fill(long position, int length) throws IOException {
        ByteBuf octets = null;
        boolean whole = false;
        try {
            octets = allocator.directBuffer(length, length);
            content.read(position, length, octets);
            if (octets.readableBytes() != length) {
                throw new IOException("content gave " + octets.readableBytes() + " octets (expected: " + length + ")");
            }
            whole = true;
            return new Part(position, octets, length);
        } catch (RuntimeException e) {
            throw new IOException("content failed", e);
        } catch (OutOfMemoryError e) {
            // Netty's limit of direct memory.
            throw new IOException("out of memory", e);
        } finally {
            if (!whole && octets != null) {
                octets.release();
            }
        }
    }

    private void report(@Nullable Part loaded, int taken, @Nullable IOException problem) {
        try {
            loop.execute(() -> onLoaded(loaded, taken, problem));
        } catch (RejectedExecutionException e) {
            // The loop has ended, and with it the transfer.
            if (loaded == null) {
                budget.giveBack(taken);
            }
            release(loaded);
            content.close();
        }
    }

    private void onLoaded(@Nullable Part loaded, int taken, @Nullable IOException problem) {
        loading = false;
        if (loaded == null) {
            budget.giveBack(taken);
        }
        if (closed) {
            release(loaded);
            closeContent();
            return;
        }
        if (problem != null) {
            failure = problem;
        } else if (part == null) {
            part = loaded;
        } else {
            next = loaded;
        }
        if (waiting) {
            waiting = false;
            whenLoaded.run();
        }
    }

    private void release(@Nullable Part old) {
        if (old != null) {
            old.octets.release();
            budget.giveBack(old.taken);
        }
    }

    private void closeContent() {
        try {
            worker.execute(content::close);
        } catch (RejectedExecutionException e) {
            content.close();
        }
    }
}
