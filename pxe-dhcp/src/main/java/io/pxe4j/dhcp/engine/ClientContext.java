package io.pxe4j.dhcp.engine;

import java.time.InstantSource;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What a client gets from the one who drives it: a way out for packets, its clocks and its randomness.
 *
 * @param output sends packets
 * @param nanoClock nanoseconds that never run backwards, for timers
 * @param wallClock the time of day, for the ends of leases
 * @param random the numbers of exchanges and the jitter of timers; on a real network a
 *     {@link java.security.SecureRandom}, since who guesses an xid can forge an answer
 */
public record ClientContext(
        ClientOutput output, LongSupplier nanoClock, InstantSource wallClock, RandomGenerator random) {
    /** Checks that nothing is missing. */
    public ClientContext {
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(nanoClock, "nanoClock");
        Objects.requireNonNull(wallClock, "wallClock");
        Objects.requireNonNull(random, "random");
    }
}
