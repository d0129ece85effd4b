package io.pxe4j.bench.report;

/**
 * What a run left out, and why.
 *
 * @param suite the kind of measurement
 * @param what the server, or the part of the suite, that is missing
 * @param why one sentence that says what to do about it
 */
public record NotMeasured(String suite, String what, String why) {}
