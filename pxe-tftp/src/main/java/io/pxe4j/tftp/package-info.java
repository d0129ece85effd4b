/**
 * The TFTP wire: packets as typed values and views over Netty buffers, no sockets, no state, no clock.
 *
 * <p>Start at {@link io.pxe4j.tftp.TftpPacket#decode}. What a transfer does lives in {@code io.pxe4j.tftp.engine}, sockets in
 * {@code io.pxe4j.tftp.server}.
 *
 * <p>RFCs: <a href="https://datatracker.ietf.org/doc/html/rfc1350">1350</a> (the protocol),
 * <a href="https://datatracker.ietf.org/doc/html/rfc2347">2347</a> (options),
 * <a href="https://datatracker.ietf.org/doc/html/rfc2348">2348</a> (blksize),
 * <a href="https://datatracker.ietf.org/doc/html/rfc2349">2349</a> (timeout, tsize),
 * <a href="https://datatracker.ietf.org/doc/html/rfc7440">7440</a> (windowsize); and the options blksize2, utimeout and
 * rollover, which other servers brought up.
 */
@NullMarked
package io.pxe4j.tftp;

import org.jspecify.annotations.NullMarked;
