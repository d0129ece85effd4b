package io.pxe4j.dhcp.engine;

import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What an engine gets from the one who drives it: its thread and its clocks.
 *
 * @param executor runs tasks on the thread that calls {@link DhcpEngine#handle}, one after the other; answers of policies and
 *     stores come back through it
 * @param nanoClock nanoseconds that never run backwards, for deadlines
 * @param wallClock the time of day, for the ends of leases
 */
public record EngineContext(Executor executor, LongSupplier nanoClock, InstantSource wallClock) {
    /** Checks that nothing is missing. */
    public EngineContext {
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(nanoClock, "nanoClock");
        Objects.requireNonNull(wallClock, "wallClock");
    }
}
