package io.pxe4j.testkit;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A clock that stands still until told: hand it to an engine and move it by hand. Not for use by several threads. */
public final class VirtualClock implements LongSupplier {
    private long nanos;

    private VirtualClock() {}

    /** A clock that starts at 0. */
    public static VirtualClock create() {
        return new VirtualClock();
    }

    /** Nanoseconds since the clock was made. */
    @Override
    public long getAsLong() {
        return nanos;
    }

    /**
     * Moves the clock.
     *
     * @throws IllegalArgumentException if {@code by} is negative
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("by: " + by + " (expected: >= 0)");
        }
        nanos += by.toNanos();
    }
}
