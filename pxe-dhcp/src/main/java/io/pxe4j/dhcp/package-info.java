/**
 * DHCPv4 on the wire: packets as views of their buffers, typed options with PXE's, iPXE's and the relays', and a writer
 * whose packets every known boot ROM can read.
 *
 * <p>Start at {@link io.pxe4j.dhcp.DhcpPacket#decode} to read, {@link io.pxe4j.dhcp.DhcpPacketWriter#replyTo} to
 * answer, {@link io.pxe4j.dhcp.BootClient#of} to learn who asks, and {@link io.pxe4j.dhcp.DhcpOption} for the options.
 *
 * <p>Nothing here opens a socket, keeps state between packets or reads a clock.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2131">RFC 2131: DHCP</a>
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2132">RFC 2132: options</a>
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc3046">RFC 3046: relay agent information</a>
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc3396">RFC 3396: long options</a>
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc4578">RFC 4578: options for PXE</a>
 */
@NullMarked
package io.pxe4j.dhcp;

import org.jspecify.annotations.NullMarked;
