/**
 * The report: servers and their peers measured side by side as processes, the figures as JSON, and from these the tables and the plots.
 *
 * <p>Start at {@link io.pxe4j.bench.report.BenchReport}, which runs all of it. What is measured is a {@code Suite} of steps; what is found
 * are {@link io.pxe4j.bench.report.Results}; {@code ReportText} and {@code Diagrams} are made from these alone, so that they can be made
 * again from a kept file.
 */
@NullMarked
package io.pxe4j.bench.report;

import org.jspecify.annotations.NullMarked;
