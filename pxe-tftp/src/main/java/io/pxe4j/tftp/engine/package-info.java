/**
 * What TFTP says, without sockets: option negotiation as a pure function, transfers as state machines with the clock handed in, and the
 * interfaces by which a user provides content and takes uploads.
 *
 * <p>Start at {@link io.pxe4j.tftp.engine.ContentSource} to serve something, at {@link io.pxe4j.tftp.engine.WriteTarget} to take
 * uploads, at {@link io.pxe4j.tftp.engine.ReadTransfer} and {@link io.pxe4j.tftp.engine.WriteTransfer} to see how a file is sent and received, at {@link io.pxe4j.tftp.engine.OptionNegotiation} to see what is agreed.
 *
 * <p>RFCs: <a href="https://datatracker.ietf.org/doc/html/rfc1350">1350</a>,
 * <a href="https://datatracker.ietf.org/doc/html/rfc1123#section-4.2">1123 §4.2</a> (no Sorcerer's Apprentice, adaptive timeout),
 * <a href="https://datatracker.ietf.org/doc/html/rfc2347">2347</a>, <a href="https://datatracker.ietf.org/doc/html/rfc7440">7440</a>.
 */
@NullMarked
package io.pxe4j.tftp.engine;

import org.jspecify.annotations.NullMarked;
