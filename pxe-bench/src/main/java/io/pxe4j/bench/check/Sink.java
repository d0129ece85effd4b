package io.pxe4j.bench.check;

/** Where what is computed goes, so that the compiler computes it. */
final class Sink {
    static volatile long value;

    private Sink() {}
}
