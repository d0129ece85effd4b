/**
 * The sockets of a DHCP server and of a client. For a server start at {@link io.pxe4j.dhcp.server.DhcpServer}, watch it with
 * {@link io.pxe4j.dhcp.server.DhcpListener}; tools and tests ask servers with {@link io.pxe4j.dhcp.server.DhcpClient}.
 *
 * <p>What is answered is the business of {@link io.pxe4j.dhcp.engine}; here packets are received, handed to an engine on one event loop,
 * and the answers sent through the socket that received the request.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2131#section-4.1">RFC 2131 §4.1</a>
 */
@NullMarked
package io.pxe4j.dhcp.server;

import org.jspecify.annotations.NullMarked;
