/**
 * The check that a change has not made pxe4j slower: ratios within one run, octets allocated and system calls, against bounds that a busy
 * machine does not break.
 *
 * <p>Start at {@link io.pxe4j.bench.check.RegressionCheck}, which runs it; the bounds are in {@link io.pxe4j.bench.check.Bound}.
 */
@NullMarked
package io.pxe4j.bench.check;

import org.jspecify.annotations.NullMarked;
