/** Charts as files that are small enough to keep under version control. */
@NullMarked
package io.pxe4j.bench.plot;

import org.jspecify.annotations.NullMarked;
