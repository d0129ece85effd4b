package io.pxe4j.bench.scale;

import io.pxe4j.testkit.NetworkFaults;
import java.util.SplittableRandom;

/** Draws what becomes of each datagram on its way: as {@code FaultyNetwork} does between sockets. */
final class Wire {
    private final SplittableRandom random;
    private final NetworkFaults faults;
    private final long delay;
    private final long jitter;
    private final long heldBack;
    private final boolean faultless;
    private long lost;

    Wire(NetworkFaults faults, SplittableRandom random) {
        this.faults = faults;
        this.random = random;
        this.delay = faults.delay().toNanos();
        this.jitter = faults.jitter().toNanos();
        this.heldBack = faults.heldBack().toNanos();
        this.faultless = faults.loss() == 0 && faults.duplication() == 0 && faults.reordering() == 0;
    }

    /** Whether everything arrives, once, and in order if sent together. */
    boolean isFaultless() {
        return faultless;
    }

    /** How many copies of a datagram arrive. */
    int copies() {
        if (faultless) {
            return 1;
        }
        boolean isLost = random.nextDouble() < faults.loss();
        boolean isTwice = random.nextDouble() < faults.duplication();
        if (isLost) {
            lost++;
            return 0;
        }
        return isTwice ? 2 : 1;
    }

    /** How long a copy takes. */
    long delay() {
        long takes = delay + (jitter == 0 ? 0 : random.nextLong(jitter));
        return !faultless && heldBack > 0 && random.nextDouble() < faults.reordering()
                ? takes + random.nextLong(heldBack)
                : takes;
    }

    long lost() {
        return lost;
    }
}
