package io.pxe4j.tftp.server;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Runs tasks one after the other on an executor that many share. */
final class SerialExecutor implements Executor {
    private final Executor executor;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    SerialExecutor(Executor executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        try {
            executor.execute(this::runNext);
        } catch (RejectedExecutionException e) {
            synchronized (tasks) {
                running = false;
                tasks.remove(task);
            }
            throw e;
        }
    }

    private void runNext() {
        Runnable task = next();
        while (task != null) {
            try {
                task.run();
            } finally {
                task = again();
            }
        }
    }

    private @Nullable Runnable next() {
        synchronized (tasks) {
            Runnable task = tasks.poll();
            running = task != null;
            return task;
        }
    }

    /** The next task, if it is to run here; others who share the executor come between two tasks. */
    private @Nullable Runnable again() {
        synchronized (tasks) {
            if (tasks.isEmpty()) {
                running = false;
                return null;
            }
        }
        try {
            executor.execute(this::runNext);
            return null;
        } catch (RejectedExecutionException e) {
            // The executor is shutting down: what was accepted is run all the same.
            return next();
        }
    }
}
