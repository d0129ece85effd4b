package io.pxe4j.testkit;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** One direction of a {@link FaultyNetwork}: draws the fate of each datagram, and counts. */
final class FaultyDirection {
    private final NetworkFaults faults;
    private final Random random;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong duplicated = new AtomicLong();
    private final AtomicLong heldBack = new AtomicLong();
    private final AtomicLong delivered = new AtomicLong();

    FaultyDirection(NetworkFaults faults, long seed) {
        this.faults = faults;
        this.random = new Random(seed);
    }

    /** How many copies of the next datagram arrive: 0, 1 or 2. */
    int copies() {
        sent.incrementAndGet();
        // Both are drawn always, so that the n-th datagram's fate depends on nothing else.
        boolean isLost = random.nextDouble() < faults.loss();
        boolean isDuplicated = random.nextDouble() < faults.duplication();
        if (isLost) {
            lost.incrementAndGet();
            return 0;
        }
        if (isDuplicated) {
            duplicated.incrementAndGet();
            return 2;
        }
        return 1;
    }

    /** How long the next copy takes, in nanoseconds. */
    long delay() {
        long delay = faults.delay().toNanos() + upTo(faults.jitter());
        if (random.nextDouble() < faults.reordering()) {
            heldBack.incrementAndGet();
            delay += upTo(faults.heldBack());
        }
        return delay;
    }

    private long upTo(Duration most) {
        return (long) (random.nextDouble() * most.toNanos());
    }

    void onDelivered() {
        delivered.incrementAndGet();
    }

    /** A copy that the relay could not carry. */
    void onRefused() {
        lost.incrementAndGet();
    }

    NetworkTraffic traffic() {
        return new NetworkTraffic(sent.get(), lost.get(), duplicated.get(), heldBack.get(), delivered.get());
    }
}
