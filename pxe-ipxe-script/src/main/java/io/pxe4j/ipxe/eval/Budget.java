package io.pxe4j.ipxe.eval;

/** Bounds a run: commands count as steps, and what they make the evaluator do counts as work. */
final class Budget {
    private static final long WORK_PER_STEP = 1_000;
    private static final long LEAST_WORK = 50_000_000;

    private final int maxSteps;
    private long work;
    private int steps;

    Budget(int maxSteps) {
        this.maxSteps = maxSteps;
        this.work = Math.max(LEAST_WORK, maxSteps * WORK_PER_STEP);
    }

    void step() {
        if (++steps > maxSteps) {
            throw new Stopped(
                    Finding.Kind.TOO_MANY_STEPS,
                    "more than " + maxSteps + " commands ran (expected: an end, or a larger bound for the run)");
        }
    }

    void spend(long units) {
        work -= units;
        if (work < 0) {
            throw new Stopped(
                    Finding.Kind.TOO_MANY_STEPS, "the script grows what it works on (expected: less, or fewer steps)");
        }
    }
}
