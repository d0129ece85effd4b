package io.pxe4j.tftp.engine;

/** The measured round trip of a transfer and the time until a retransmission that follows from it. Times in nanoseconds. */
final class RoundTrip {
    /** How far below its start the floor may come once losses have shown that waiting is in vain. */
    private static final int MAX_TRUST = 16;
    /** An idle client, or the one under an emulator, takes longer than usual to wake up; no client repeats by itself so soon. */
    private static final long PROMPT = 20_000_000;

    private final long minimum;
    private final long ceiling;
    private long floor;
    private long smoothed;
    private long least = Long.MAX_VALUE;

    /** Never yields less than {@code minimum}, until losses are proven, nor, before doublings, more than {@code ceiling}. */
    RoundTrip(long minimum, long ceiling) {
        // A client that asks for less than our minimum knows its network (utimeout).
        this.minimum = Math.min(minimum, ceiling);
        this.ceiling = ceiling;
        this.floor = this.minimum;
    }

    /** Takes a measurement that no retransmission makes ambiguous (Karn). */
    void sample(long nanos) {
        sample(nanos, true);
    }

    /** Takes a measurement if it is not ambiguous, or the first one: before that the wait was so long that it is hardly wrong. */
    void sample(long nanos, boolean unambiguous) {
        if (!unambiguous && smoothed != 0) {
            return;
        }
        long positive = Math.max(1, nanos);
        smoothed = smoothed == 0 ? positive : (3 * smoothed + positive) / 4;
        least = Math.min(least, positive);
    }

    /**
     * There was an answer {@code nanos} after a timeout's retransmission. One after a round trip or so shows that this was needed, and could have
     * come sooner. An earlier one answers the original, which was slow; a later one is of the client's own timer, since its ACK was lost and it
     * does not acknowledge again what it has (busybox).
     */
    void onAnswer(long nanos) {
        if (canAnswerAfter(nanos) && nanos <= Math.max(2 * smoothed, PROMPT)) {
            floor = Math.max(minimum / MAX_TRUST, floor / 4 * 3);
        } else {
            onNeedless();
        }
    }

    /** The client acknowledged both the block and its retransmission: that was needless. */
    void onNeedless() {
        floor = Math.min(minimum, floor * 2);
    }

    /** The floor before any loss was proven. */
    long minimum() {
        return minimum;
    }

    boolean isKnown() {
        return smoothed != 0;
    }

    /** The smoothed round trip; 0 before the first measurement. */
    long smoothed() {
        return smoothed;
    }

    /** Whether an answer after {@code nanos} can be one at all: it is not much faster than any before. */
    boolean canAnswerAfter(long nanos) {
        return smoothed == 0 || nanos >= least - (least >> 3);
    }

    /**
     * RFC 1123 §4.2.3.2 asks for an adaptive timeout; four round trips with a floor is what tftp-hpa 6 found to work. Both shrink alike once
     * losses are proven, to little more than two round trips.
     */
    long timeout() {
        if (smoothed == 0) {
            return ceiling;
        }
        long trips = 2 * smoothed + 2 * smoothed / MAX_TRUST * (floor * MAX_TRUST / minimum);
        return Math.max(floor, Math.min(trips, ceiling));
    }
}
