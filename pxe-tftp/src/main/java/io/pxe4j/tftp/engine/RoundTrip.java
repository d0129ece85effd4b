package io.pxe4j.tftp.engine;

/** The measured round trip of a transfer and the time until a retransmission that follows from it. Times in nanoseconds. */
final class RoundTrip {
    private final long minimum;
    private final long ceiling;
    private long smoothed;

    /** Never yields less than {@code minimum} nor, before doublings, more than {@code ceiling}. */
    RoundTrip(long minimum, long ceiling) {
        this.minimum = minimum;
        this.ceiling = Math.max(minimum, ceiling);
    }

    /** Takes a measurement that no retransmission makes ambiguous (Karn). */
    void sample(long nanos) {
        long positive = Math.max(1, nanos);
        smoothed = smoothed == 0 ? positive : (3 * smoothed + positive) / 4;
    }

    /** The smoothed round trip; 0 before the first measurement. */
    long smoothed() {
        return smoothed;
    }

    /** RFC 1123 §4.2.3.2 asks for an adaptive timeout; four round trips with a floor is what tftp-hpa 6 found to work. */
    long timeout() {
        return smoothed == 0 ? ceiling : Math.max(minimum, Math.min(4 * smoothed, ceiling));
    }
}
