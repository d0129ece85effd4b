package io.pxe4j.dhcp.server;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Answers that are held back for ROMs that are deaf at first: a bounded number, on the loop. */
final class HeldReplies {
    // No client waits longer.
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final EventLoop loop;
    private final int capacity;
    private final Map<Dispatch.Sending, ScheduledFuture<?>> held = new LinkedHashMap<>();
    private Runnable whenEmpty = () -> {};

    HeldReplies(EventLoop loop, int capacity) {
        this.loop = loop;
        this.capacity = capacity;
    }

    /** Sends it after the delay; not if there are too many already. */
    boolean hold(Dispatch.Sending sending, Duration delay) {
        if (held.size() >= capacity) {
            return false;
        }
        long nanos = (delay.compareTo(LONGEST) < 0 ? delay : LONGEST).toNanos();
        held.put(sending, loop.schedule(() -> send(sending), nanos, TimeUnit.NANOSECONDS));
        return true;
    }

    private void send(Dispatch.Sending sending) {
        held.remove(sending);
        sending.go();
        if (held.isEmpty()) {
            whenEmpty.run();
        }
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    /** Calls back whenever the last one has been sent. */
    void drain(Runnable empty) {
        whenEmpty = empty;
    }

    /** Sends none of them any more. */
    void close() {
        whenEmpty = () -> {};
        for (Map.Entry<Dispatch.Sending, ScheduledFuture<?>> one : List.copyOf(held.entrySet())) {
            one.getValue().cancel(false);
            one.getKey().cancel();
        }
        held.clear();
    }
}
