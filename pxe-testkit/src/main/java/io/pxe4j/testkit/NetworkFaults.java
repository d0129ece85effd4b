package io.pxe4j.testkit;

import java.time.Duration;

/**
 * What a {@link FaultyNetwork} does to the datagrams of one direction.
 *
 * @param loss the part that never arrives, 0 to 1
 * @param duplication the part of what arrives that arrives twice, 0 to 1; each copy has a delay of its own
 * @param reordering the part that is held back so that what was sent later overtakes it, 0 to 1
 * @param heldBack the most that one is held back beyond its delay
 * @param delay how long each one takes
 * @param jitter the most that one takes beyond that, evenly spread; more than the time between two datagrams reorders them too
 */
public record NetworkFaults(
        double loss, double duplication, double reordering, Duration heldBack, Duration delay, Duration jitter) {
    /** A network without faults. */
    public static final NetworkFaults NONE = new NetworkFaults(0, 0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException for a part outside 0 to 1, or a negative time
     */
    public NetworkFaults {
        check("loss", loss);
        check("duplication", duplication);
        check("reordering", reordering);
        check("heldBack", heldBack);
        check("delay", delay);
        check("jitter", jitter);
    }

    /** These faults with another loss. */
    public NetworkFaults withLoss(double part) {
        return new NetworkFaults(part, duplication, reordering, heldBack, delay, jitter);
    }

    /** These faults with another duplication. */
    public NetworkFaults withDuplication(double part) {
        return new NetworkFaults(loss, part, reordering, heldBack, delay, jitter);
    }

    /** These faults with another reordering: that part is held back by up to {@code atMost}. */
    public NetworkFaults withReordering(double part, Duration atMost) {
        return new NetworkFaults(loss, duplication, part, atMost, delay, jitter);
    }

    /** These faults with another delay, of {@code least} and up to {@code mostBeyond} more. */
    public NetworkFaults withDelay(Duration least, Duration mostBeyond) {
        return new NetworkFaults(loss, duplication, reordering, heldBack, least, mostBeyond);
    }

    private static void check(String what, double part) {
        // Written so that NaN fails too.
        if (!(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException(what + ": " + part + " (expected: 0..1)");
        }
    }

    private static void check(String what, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(what + ": " + time + " (expected: >= 0)");
        }
    }
}
