package io.pxe4j.tftp.server;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The timers of the transfers of one loop.
 *
 * <p>A transfer's deadline moves with each ACK, nearly always into the future. So an entry is not moved: when it comes up, the transfer says
 * when it really wants to be called. An ACK costs nothing here. Used on the loop only.
 */
final class Deadlines {
    /** Something that wants to be called at a time. */
    abstract static class Timed {
        private boolean armed;
        private long armedAt;

        /** When to call {@link #onTime}, in nanoseconds; asked again when an earlier time has come. */
        abstract long deadline();

        /** The deadline has passed. */
        abstract void onTime(long now);

        /** Whether it needs no more calls. */
        abstract boolean isEnded();
    }

    private record Entry(long at, Timed timed) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return Long.signum(at - other.at);
        }
    }

    private final EventLoop loop;
    private final LongSupplier clock;
    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private @Nullable ScheduledFuture<?> wake;
    private long wakeAt;

    Deadlines(EventLoop loop, LongSupplier clock) {
        this.loop = loop;
        this.clock = clock;
    }

    /** Makes sure that {@code timed} is called at its deadline. */
    void arm(Timed timed) {
        if (!timed.isEnded()) {
            arm(timed, timed.deadline());
        }
    }

    private void arm(Timed timed, long at) {
        if (timed.armed && timed.armedAt - at <= 0) {
            return;
        }
        timed.armed = true;
        timed.armedAt = at;
        entries.add(new Entry(at, timed));
        schedule();
    }

    /** Forgets everything. */
    void clear() {
        entries.clear();
        if (wake != null) {
            wake.cancel(false);
        }
    }

    private void run() {
        wake = null;
        long now = clock.getAsLong();
        for (Entry first = entries.peek(); first != null && first.at - now <= 0; first = entries.peek()) {
            entries.remove();
            Timed timed = first.timed;
            // Not the entry that counts: an earlier one was armed since.
            if (!timed.armed || timed.armedAt != first.at) {
                continue;
            }
            timed.armed = false;
            if (!timed.isEnded() && timed.deadline() - now <= 0) {
                timed.onTime(now);
            }
            if (!timed.isEnded()) {
                // Packets come between two calls in any case.
                long at = timed.deadline();
                arm(timed, at - now > 0 ? at : now + 1);
            }
        }
        schedule();
    }

    private void schedule() {
        Entry first = entries.peek();
        if (first == null || wake != null && wakeAt - first.at <= 0) {
            return;
        }
        if (wake != null) {
            wake.cancel(false);
        }
        wakeAt = first.at;
        wake = loop.schedule(this::run, Math.max(0, first.at - clock.getAsLong()), TimeUnit.NANOSECONDS);
    }
}
