/**
 * Simulated boot firmware and network helpers for protocol tests.
 *
 * <p>Start at {@link io.pxe4j.testkit.Firmware}: it boots from any server over real sockets and takes only the answers that
 * the real firmware takes. {@link io.pxe4j.testkit.BootNetwork} says where the servers are,
 * {@link io.pxe4j.testkit.BootPlan} lets one stage load the next, {@link io.pxe4j.testkit.BootResult} tells the story.
 * {@link io.pxe4j.testkit.PcapReader} and {@link io.pxe4j.testkit.PcapWriter} read and write captures,
 * {@link io.pxe4j.testkit.VirtualClock} is for engines, {@link io.pxe4j.testkit.FaultyNetwork} a bad network for what has sockets.
 *
 * <p>The simulated clients read and write packets with code of their own, not with the server's codecs: an error there
 * must not hide itself here.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2131">RFC 2131, DHCP</a>
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc4578">RFC 4578, DHCP options for PXE</a>
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc1350">RFC 1350, TFTP</a>
 */
@NullMarked
package io.pxe4j.testkit;

import org.jspecify.annotations.NullMarked;
