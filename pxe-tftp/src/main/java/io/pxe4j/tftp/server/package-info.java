/**
 * TFTP over real sockets: a server with directories, the class path and mirrors as its content, uploads, a client.
 *
 * <p>Start at {@link io.pxe4j.tftp.server.TftpServer} or {@link io.pxe4j.tftp.server.TftpClient}. What they say on the wire is decided in
 * {@code io.pxe4j.tftp.engine}; this package binds sockets, keeps time, applies limits and tells listeners.
 *
 * <p>What happens can be heard ({@link io.pxe4j.tftp.server.TftpListener}), counted ({@link io.pxe4j.tftp.server.TftpServer#counters}) and recorded:
 * Java Flight Recorder has the events {@code io.pxe4j.tftp.TransferFinished}, {@code io.pxe4j.tftp.TransferFailed} and
 * {@code io.pxe4j.tftp.RequestRefused}.
 *
 * <p>RFCs: <a href="https://datatracker.ietf.org/doc/html/rfc1350">1350</a>,
 * <a href="https://datatracker.ietf.org/doc/html/rfc2347">2347</a>,
 * <a href="https://datatracker.ietf.org/doc/html/rfc7440">7440</a>.
 */
@NullMarked
package io.pxe4j.tftp.server;

import org.jspecify.annotations.NullMarked;
