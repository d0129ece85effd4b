package io.pxe4j.bench.report;

import java.util.List;

/** One kind of measurement. */
interface Suite extends AutoCloseable {
    String name();

    /** What there is to do, known before anything is done. */
    List<Step> steps();

    /** Stops what was started for it. */
    @Override
    default void close() {}
}
