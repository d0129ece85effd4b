/** A boot server assembled from the pxe4j modules: DHCP, TFTP, HTTP, scripts, and the command line. */
@NullMarked
package io.pxe4j.boot;

import org.jspecify.annotations.NullMarked;
