package io.pxe4j.ipxe;

import java.time.Duration;
import java.util.Optional;

/** Durations as iPXE's options count them. */
final class Durations {
    private Durations() {}

    /** A whole number of milliseconds; 0 means "wait for ever" to iPXE, which a script says by giving no timeout. */
    static long milliseconds(String what, Duration duration) {
        return whole(what, duration, Duration.ofMillis(1), "milliseconds");
    }

    static long seconds(String what, Duration duration) {
        return whole(what, duration, Duration.ofSeconds(1), "seconds");
    }

    /** A whole number of seconds to wait; none for zero. */
    static Optional<Duration> pause(String what, Duration duration) {
        if (duration.isZero()) {
            return Optional.empty();
        }
        seconds(what, duration);
        return Optional.of(duration);
    }

    private static long whole(String what, Duration duration, Duration unit, String units) {
        if (duration.compareTo(unit) < 0
                || duration.compareTo(unit.multipliedBy(Integer.MAX_VALUE)) > 0
                || !unit.multipliedBy(duration.dividedBy(unit)).equals(duration)) {
            throw new IllegalArgumentException(
                    what + ": " + duration + " (expected: whole " + units + ", 1.." + Integer.MAX_VALUE + ")");
        }
        return duration.dividedBy(unit);
    }
}
