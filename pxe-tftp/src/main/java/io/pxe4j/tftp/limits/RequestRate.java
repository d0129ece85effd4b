package io.pxe4j.tftp.limits;

/**
 * How many may come: a token bucket, full at first, that each one takes one token from.
 *
 * @param perSecond tokens that come back each second, 1 to 1,000,000,000; 0 in {@link #UNLIMITED} alone
 * @param burst tokens in a full bucket: how many may come at once, from 1
 */
public record RequestRate(int perSecond, int burst) {
    /** No limit. */
    public static final RequestRate UNLIMITED = new RequestRate(0, 0);

    private static final int NANOS = 1_000_000_000;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException outside the ranges above
     */
    public RequestRate {
        if (perSecond != 0 || burst != 0) {
            Ranges.check("perSecond", perSecond, 1, NANOS);
            Ranges.check("burst", burst, 1, Integer.MAX_VALUE);
        }
    }

    /**
     * A limit.
     *
     * @throws IllegalArgumentException unless {@code perSecond} is 1 to 1,000,000,000 and {@code burst} is positive
     */
    public static RequestRate of(int perSecond, int burst) {
        Ranges.check("perSecond", perSecond, 1, NANOS);
        return new RequestRate(perSecond, burst);
    }

    /** Whether there is no limit. */
    public boolean isUnlimited() {
        return perSecond == 0;
    }

    /** The time in which one token comes back. */
    long nanosPerToken() {
        return NANOS / perSecond;
    }

    /** {@code 5/s, burst 20}, or {@code unlimited}. */
    @Override
    public String toString() {
        return isUnlimited() ? "unlimited" : perSecond + "/s, burst " + burst;
    }
}
