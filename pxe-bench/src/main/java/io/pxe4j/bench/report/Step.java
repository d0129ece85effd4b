package io.pxe4j.bench.report;

import java.time.Duration;

/**
 * One thing that a suite does.
 *
 * @param what it does, for the progress line
 * @param estimate how long it takes, roughly
 * @param action what is done
 */
record Step(String what, Duration estimate, Action action) {
    static Step of(String what, double seconds, Action action) {
        return new Step(what, Duration.ofMillis(Math.round(seconds * 1000)), action);
    }

    /** What is done in a step. */
    interface Action {
        void run() throws Exception;
    }
}
