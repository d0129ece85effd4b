/** Simulated boot firmware and network helpers for protocol tests. */
@NullMarked
package io.pxe4j.testkit;

import org.jspecify.annotations.NullMarked;
