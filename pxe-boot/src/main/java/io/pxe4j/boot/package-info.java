/**
 * A boot server assembled from the pxe4j modules: DHCP or ProxyDHCP, TFTP, HTTP and iPXE scripts behind one builder.
 *
 * <p>Start at {@link io.pxe4j.boot.BootServer#builder()}. {@link io.pxe4j.boot.Main} is the command line around it. What PXE clients
 * are told follows the PXE specification and <a href="https://datatracker.ietf.org/doc/html/rfc4578">RFC 4578</a>; addresses are leased
 * as <a href="https://datatracker.ietf.org/doc/html/rfc2131">RFC 2131</a> says.
 */
@NullMarked
package io.pxe4j.boot;

import org.jspecify.annotations.NullMarked;
