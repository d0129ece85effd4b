/**
 * Finds in iPXE scripts what iPXE reads in another way than it was meant.
 *
 * <p>Start at {@link io.pxe4j.ipxe.lint.IpxeLinter}; {@link io.pxe4j.ipxe.lint.LintRule} lists what it knows. Each rule
 * has what forces it in iPXE's sources, looks at the script as a tree with positions, and where the order of commands
 * matters follows every way through it.
 *
 * <p>Standard: <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>.
 */
@NullMarked
package io.pxe4j.ipxe.lint;

import org.jspecify.annotations.NullMarked;
