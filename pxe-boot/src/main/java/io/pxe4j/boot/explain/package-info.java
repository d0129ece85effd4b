/**
 * Says in words what DHCP and TFTP packets hold, and what this project's engines would answer to those of a capture.
 *
 * <p>Start at {@link io.pxe4j.boot.explain.Explainer}, which is fed from a {@link io.pxe4j.boot.explain.Capture}. Nothing here opens a
 * socket; the engines run under the capture's clock.
 */
@NullMarked
package io.pxe4j.boot.explain;

import org.jspecify.annotations.NullMarked;
