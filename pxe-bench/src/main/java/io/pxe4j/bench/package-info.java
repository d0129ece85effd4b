/**
 * Benchmarks of pxe4j, on JMH.
 *
 * <p>Start at {@link io.pxe4j.bench.Benchmarks}, which runs them; a new one extends {@link io.pxe4j.bench.AbstractBenchmark}. Compare
 * figures only within one run on one machine.
 *
 * <p>{@code load} is a TFTP load and a yardstick, {@code report} sets servers side by side and draws, {@code check} holds ratios in
 * continuous integration, {@code scale} simulates a data centre.
 */
@NullMarked
package io.pxe4j.bench;

import org.jspecify.annotations.NullMarked;
