package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the {@link AddressProbe}: not longer than its limit, not more at once than may wait, and not again while the last no is fresh. */
final class Probes {
    private static final Logger LOG = LoggerFactory.getLogger(Probes.class);
    // As dnsmasq does it: a client's next DISCOVER comes within seconds.
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final int MAX_REMEMBERED = 4096;

    private final Optional<AddressProbe> probe;
    private final long limitNanos;
    private final int maxWaiting;
    private final EngineContext context;
    private final Map<Ip4, Long> freshUntil = new LinkedHashMap<>();
    private final Map<Ip4, Long> usedUntil = new LinkedHashMap<>();
    // Oldest first: all have the same limit.
    private final Deque<Pending> waiting = new ArrayDeque<>();

    Probes(Optional<AddressProbe> probe, Duration limit, int maxWaiting, EngineContext context) {
        this.probe = probe;
        this.limitNanos = limit.toNanos();
        this.maxWaiting = maxWaiting;
        this.context = context;
    }

    private final class Pending {
        private final Exchange x;
        private final Ip4 address;
        private final Consumer<Boolean> next;
        private final long deadlineNanos;
        private boolean done;

        private Pending(Exchange x, Ip4 address, Consumer<Boolean> next) {
            this.x = x;
            this.address = address;
            this.next = next;
            this.deadlineNanos = now() + limitNanos;
        }

        private void finish(boolean used) {
            if (done) {
                return;
            }
            done = true;
            if (!used) {
                remember(freshUntil, address, FRESH);
            }
            if (!x.conversation().isEnded()) {
                x.conversation().step(() -> next.accept(used));
            }
        }
    }

    /** Whether to ask at all. */
    boolean applyTo(Exchange x, Ip4 address) {
        if (probe.isEmpty() || x.isRelayed() || !isOnLink(x.arrival(), address)) {
            return false;
        }
        Long until = freshUntil.get(address);
        return until == null || until - now() <= 0;
    }

    private static boolean isOnLink(DhcpArrival arrival, Ip4 address) {
        return arrival.serverAddress().sameNetwork(address, arrival.prefixLength());
    }

    /** Asks; {@code next} hears on the engine's thread whether the address is in use. */
    void ask(Exchange x, Ip4 address, Consumer<Boolean> next) {
        if (probe.isEmpty() || waiting.size() >= maxWaiting) {
            next.accept(false);
            return;
        }
        Pending pending = new Pending(x, address, next);
        CompletionStage<Boolean> answer;
        try {
            answer = probe.get().isInUse(address, x.arrival());
        } catch (RuntimeException e) {
            LOG.debug("Address probe failed", e);
            pending.finish(false);
            return;
        }
        waiting.add(pending);
        answer.whenCompleteAsync(
                (used, error) -> {
                    waiting.remove(pending);
                    pending.finish(error == null && Boolean.TRUE.equals(used));
                },
                context.executor());
    }

    /** Goes on without those answers that are late. */
    void tick() {
        while (!waiting.isEmpty() && waiting.peek().deadlineNanos - now() <= 0) {
            waiting.remove().finish(false);
        }
    }

    void close() {
        while (!waiting.isEmpty()) {
            Pending pending = waiting.remove();
            pending.done = true;
            pending.x.drop(DropReason.CLOSING, "");
        }
    }

    /** Sets aside an address that was found in use. */
    void avoid(Ip4 address, Duration time) {
        remember(usedUntil, address, time);
    }

    /** Whether the address was found in use not long ago. */
    boolean isAvoided(Ip4 address) {
        if (usedUntil.isEmpty()) {
            return false;
        }
        Long until = usedUntil.get(address);
        return until != null && until - now() > 0;
    }

    private void remember(Map<Ip4, Long> where, Ip4 address, Duration time) {
        where.remove(address);
        if (where.size() == MAX_REMEMBERED) {
            where.remove(where.keySet().iterator().next());
        }
        where.put(address, now() + time.toNanos());
    }

    private long now() {
        return context.nanoClock().getAsLong();
    }
}
