package io.pxe4j.tftp.engine;

import java.time.Duration;

/**
 * When a transfer sends again and when it gives up.
 *
 * @param minimum the shortest time until a retransmission, 250 ms by default
 * @param initial the time until a retransmission before a round trip was measured, and the longest that a measurement yields unless the
 *     client asked for another (option timeout); 1 second by default
 * @param maximum where the doubling after each retransmission ends, 16 seconds by default
 * @param silence how long a client may make no progress before the transfer is given up; 150 seconds by default, since GRUB stops to
 *     acknowledge while it unpacks what it has
 * @param firstTries how often the first packet is sent to a client that never answered, 3 by default: a forged address gets no more
 */
public record TransferTimers(Duration minimum, Duration initial, Duration maximum, Duration silence, int firstTries) {
    /** The defaults. */
    public static final TransferTimers DEFAULT = new TransferTimers(
            Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(16), Duration.ofSeconds(150), 3);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException unless 0 &lt; minimum &lt;= initial &lt;= maximum &lt;= silence and 1 &lt;= firstTries &lt;= 100
     */
    public TransferTimers {
        if (minimum.isNegative() || minimum.isZero()) {
            throw new IllegalArgumentException("minimum: " + minimum + " (expected: more than zero)");
        }
        check("initial", initial, minimum);
        check("maximum", maximum, initial);
        check("silence", silence, maximum);
        if (firstTries < 1 || firstTries > 100) {
            throw new IllegalArgumentException("firstTries: " + firstTries + " (expected: 1..100)");
        }
    }

    private static void check(String what, Duration value, Duration atLeast) {
        if (value.compareTo(atLeast) < 0) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: at least " + atLeast + ")");
        }
    }
}
