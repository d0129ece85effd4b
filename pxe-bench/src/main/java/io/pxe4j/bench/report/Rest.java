package io.pxe4j.bench.report;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Waits until a server has come to rest. Some go on when all clients have their files, tftpd-hpa for two seconds after a thousand of them, and
 * what they take of the core would be missing in the next server's round.
 */
final class Rest {
    static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    /** Ten seconds. */
    private static final int MOST_LOOKS = 100;
    /** Of the time between two looks less than a sixth: more than the hundredth that the system may count in. */
    private static final double QUIET_SECONDS = 0.015;

    private Rest() {}

    /** What happens between two looks. */
    interface Pause {
        void pause() throws InterruptedException;
    }

    /**
     * Looks until hardly any CPU time was used since the last look, or for ten seconds.
     *
     * @param cpuSeconds so far
     * @return how often it looked
     */
    static int await(DoubleSupplier cpuSeconds, Pause pause) throws InterruptedException {
        double before = cpuSeconds.getAsDouble();
        for (int looks = 1; looks < MOST_LOOKS; looks++) {
            pause.pause();
            double now = cpuSeconds.getAsDouble();
            if (now - before < QUIET_SECONDS) {
                return looks;
            }
            before = now;
        }
        return MOST_LOOKS;
    }
}
