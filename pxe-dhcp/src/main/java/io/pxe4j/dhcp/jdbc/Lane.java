package io.pxe4j.dhcp.jdbc;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bounded queue and the thread that empties it batch by batch. */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    /** What a lane does with its batches. */
    interface Handler {
        /** Does all of them and answers each; called on the lane's thread. */
        void handle(List<Operation<?>> batch);

        /** The batch takes too long: gets the thread out of it, as far as possible; called on another thread. */
        void interrupt(List<Operation<?>> batch);

        /** The last batch is done. */
        void close();
    }

    private final Handler handler;
    private final int capacity;
    private final int batchSize;
    private final long pauseNanos;
    private final long timeoutNanos;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final ArrayDeque<Operation<?>> queue = new ArrayDeque<>();
    // At how many in the queue the thread wants to be woken.
    private int wakeAt;
    private boolean closed;
    private long endedNanos = System.nanoTime();

    private volatile @Nullable Batch current;

    private record Batch(List<Operation<?>> operations, long startNanos) {}

    Lane(String name, Handler handler, int capacity, int batchSize, Duration pause, Duration timeout) {
        this.handler = handler;
        this.capacity = capacity;
        this.batchSize = batchSize;
        this.pauseNanos = pause.toNanos();
        this.timeoutNanos = timeout.toNanos();
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Takes the operation in, unless too many wait or the lane is closed. */
    boolean offer(Operation<?> operation) {
        operation.born(System.nanoTime());
        lock.lock();
        try {
            if (closed || queue.size() >= capacity) {
                return false;
            }
            queue.add(operation);
            if (queue.size() == wakeAt) {
                work.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        List<Operation<?>> batch = take();
        while (!batch.isEmpty()) {
            current = new Batch(batch, System.nanoTime());
            try {
                handler.handle(batch);
            } catch (RuntimeException e) {
                LOG.error("Fault in the lease store", e);
                batch.forEach(operation -> operation.fail(new LeaseStoreException("Fault in the lease store", e)));
            }
            current = null;
            endedNanos = System.nanoTime();
            batch = take();
        }
        handler.close();
    }

    /** The next batch; empty when the lane is closed and nothing is left. */
    private List<Operation<?>> take() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                wakeAt = 1;
                work.awaitUninterruptibly();
            }
            pause();
            wakeAt = 0;
            List<Operation<?>> batch = new ArrayList<>(Math.min(queue.size(), batchSize));
            while (!queue.isEmpty() && batch.size() < batchSize) {
                batch.add(queue.remove());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Lets more gather, if the last batch has only just ended: whoever comes alone does not wait. */
    private void pause() {
        long left = endedNanos + pauseNanos - System.nanoTime();
        try {
            while (left > 0 && queue.size() < batchSize && !closed) {
                wakeAt = batchSize;
                left = work.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            LOG.debug("Nobody interrupts this thread but by mistake", e);
        }
    }

    /** Answers what waits too long, in the queue or in the database; to be called now and then. */
    void watch() {
        long now = System.nanoTime();
        for (Operation<?> late : late(now)) {
            late.fail(new LeaseStoreException("The lease database is too slow: given up before it was asked", null));
        }
        Batch batch = current;
        if (batch != null && now - batch.startNanos > timeoutNanos) {
            handler.interrupt(batch.operations);
        }
    }

    private List<Operation<?>> late(long now) {
        List<Operation<?>> late = new ArrayList<>();
        lock.lock();
        try {
            while (!queue.isEmpty() && queue.element().ageNanos(now) > timeoutNanos) {
                late.add(queue.remove());
            }
        } finally {
            lock.unlock();
        }
        return late;
    }

    /** Takes no more, does what waits, and ends; what is not done in time fails. */
    void close() {
        lock.lock();
        try {
            closed = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(2 * timeoutNanos / 1_000_000 + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
