/** Benchmarks: JMH, and the many-clients load. */
@NullMarked
package io.pxe4j.bench;

import org.jspecify.annotations.NullMarked;
