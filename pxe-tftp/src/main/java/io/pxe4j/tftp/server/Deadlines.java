package io.pxe4j.tftp.server;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The timers of the transfers of one loop: a wheel whose slots are lists through the transfers themselves.
 *
 * <p>A transfer's deadline moves with each ACK, nearly always into the future. So it is not moved on the wheel: when its slot comes up, the transfer
 * says when it really wants to be called. An ACK makes no object and touches no list here. One timer of the loop is set, for the first slot that
 * has anything in it. Calls are never early, and late by at most a tick, beyond a tenth of a second by {@value #COARSE} of them. Used on the loop only.
 */
final class Deadlines {
    /** Something that wants to be called at a time. */
    abstract static class Timed {
        private @Nullable Timed previous;
        private @Nullable Timed next;
        /** The tick whose slot it is in, or {@link Deadlines#NONE}. */
        private long tick = NONE;

        /** When to call {@link #onTime}, in nanoseconds; asked again when an earlier time has come. */
        abstract long deadline();

        /** The deadline has passed. */
        abstract void onTime(long now);

        /** Whether it needs no more calls. */
        abstract boolean isEnded();
    }

    private static final long NONE = -1;
    /** The tick of those that are being looked at. */
    private static final long DUE = -2;

    private static final long TICK = 1_000_000;
    private static final int SLOTS = 1024;
    /** What is this many ticks away or more need not be exact: calls that come together wake the loop once. */
    private static final int FAR = 100;

    private static final int COARSE = 16;

    private final EventLoop loop;
    private final LongSupplier clock;
    /** Time zero of the ticks, so that they are small and positive. */
    private final long origin;

    /** The last one holds those that are being looked at. */
    private final @Nullable Timed[] slots = new Timed[SLOTS + 1];
    /** One bit for each slot that is not empty. */
    private final long[] used = new long[SLOTS / Long.SIZE + 1];

    private final Runnable wakeUp = this::run;
    private int count;
    /** All ticks below were looked at. */
    private long current;

    private @Nullable ScheduledFuture<?> wake;
    private long wakeTick;

    Deadlines(EventLoop loop, LongSupplier clock) {
        this.loop = loop;
        this.clock = clock;
        this.origin = clock.getAsLong();
    }

    /** Makes sure that {@code timed} is called at its deadline. */
    void arm(Timed timed) {
        if (timed.isEnded()) {
            remove(timed);
            return;
        }
        // Rounded up.
        long tick = (timed.deadline() - origin + TICK - 1) / TICK;
        if (timed.tick == NONE || tick < timed.tick && timed.tick > current) {
            remove(timed);
            add(timed, tick);
        }
    }

    /** Forgets it. */
    void remove(Timed timed) {
        if (timed.tick != NONE) {
            unlink(timed);
            count--;
        }
    }

    /** Forgets everything. */
    void clear() {
        for (int slot = 0; slot <= SLOTS; slot++) {
            for (Timed timed = slots[slot]; timed != null; timed = slots[slot]) {
                remove(timed);
            }
        }
        if (wake != null) {
            wake.cancel(false);
            wake = null;
        }
    }

    private void add(Timed timed, long wanted) {
        if (count == 0) {
            // Nothing was waited for, so the wheel has stood still.
            current = Math.max(current, ticksAt(clock.getAsLong()));
        }
        count++;
        long tick = Math.max(wanted, current);
        if (tick - current >= FAR) {
            // Beyond a turn of the wheel it comes up once in between and is put back.
            tick = Math.min(tick + COARSE - 1, current + SLOTS - 1) / COARSE * COARSE;
        }
        link(timed, tick);
        schedule(tick);
    }

    private void run() {
        wake = null;
        long now = clock.getAsLong();
        long end = ticksAt(now);
        // After a stall longer than a turn each slot is looked at once.
        long first = Math.max(current, end - SLOTS + 1);
        // What is due again at once goes behind all of this.
        current = Math.max(current, end + 1);
        for (long tick = first; tick <= end; tick++) {
            if (slots[slot(tick)] != null) {
                lookAt(tick, now);
            }
        }
        long next = firstUsed();
        if (next != NONE) {
            schedule(next);
        }
    }

    private void lookAt(long tick, long now) {
        for (Timed timed = slots[slot(tick)]; timed != null; timed = slots[slot(tick)]) {
            unlink(timed);
            link(timed, DUE);
        }
        for (Timed timed = slots[SLOTS]; timed != null; timed = slots[SLOTS]) {
            remove(timed);
            if (!timed.isEnded() && timed.deadline() - now <= 0) {
                timed.onTime(now);
            }
            arm(timed);
        }
    }

    private void schedule(long tick) {
        if (wake != null) {
            if (wakeTick <= tick) {
                return;
            }
            wake.cancel(false);
        }
        wakeTick = tick;
        long delay = origin + tick * TICK - clock.getAsLong();
        wake = loop.schedule(wakeUp, Math.max(0, delay), TimeUnit.NANOSECONDS);
    }

    private void link(Timed timed, long tick) {
        int slot = slot(tick);
        Timed head = slots[slot];
        timed.tick = tick;
        timed.next = head;
        if (head != null) {
            head.previous = timed;
        }
        slots[slot] = timed;
        used[slot >> 6] |= 1L << slot;
    }

    private void unlink(Timed timed) {
        if (timed.next != null) {
            timed.next.previous = timed.previous;
        }
        if (timed.previous != null) {
            timed.previous.next = timed.next;
        } else {
            int slot = slot(timed.tick);
            slots[slot] = timed.next;
            if (timed.next == null) {
                used[slot >> 6] &= ~(1L << slot);
            }
        }
        timed.previous = null;
        timed.next = null;
        timed.tick = NONE;
    }

    /** The next tick whose slot holds anything, or {@link #NONE}. */
    private long firstUsed() {
        for (int ahead = 0; ahead < SLOTS; ) {
            int slot = slot(current + ahead);
            long word = used[slot >> 6] >>> slot;
            if (word != 0) {
                return current + ahead + Long.numberOfTrailingZeros(word);
            }
            ahead += Long.SIZE - (slot & Long.SIZE - 1);
        }
        return NONE;
    }

    private long ticksAt(long time) {
        return Math.max(0, (time - origin) / TICK);
    }

    private static int slot(long tick) {
        return tick == DUE ? SLOTS : (int) tick & SLOTS - 1;
    }
}
