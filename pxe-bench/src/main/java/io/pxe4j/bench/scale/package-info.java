/**
 * A data centre that starts after a power cut: the real engines of DHCP and TFTP, under a virtual clock, against many simulated machines.
 *
 * <p>Start at {@link io.pxe4j.bench.scale.DataCentre}, which runs the cases of {@code docs/scale.md} and draws them. {@code StormPlan} is
 * what is assumed, {@code Storm} the simulation, {@code StormResult} what came out; {@code SizingRule} says the same without simulating.
 */
@NullMarked
package io.pxe4j.bench.scale;

import org.jspecify.annotations.NullMarked;
