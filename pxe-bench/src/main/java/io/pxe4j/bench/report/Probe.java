package io.pxe4j.bench.report;

import java.io.IOException;

/** Asks a server whether it is there. */
interface Probe {
    /** Asks once, and waits a moment for the answer. */
    boolean answers() throws IOException, InterruptedException;
}
