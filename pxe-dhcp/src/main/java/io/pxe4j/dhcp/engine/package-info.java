/**
 * What a DHCP server for network boot says, without sockets: {@link io.pxe4j.dhcp.engine.ProxyDhcp} adds boot information beside
 * another address server, {@link io.pxe4j.dhcp.engine.DhcpLeasing} hands out addresses too.
 *
 * <p>The other side is {@link io.pxe4j.dhcp.engine.ClientMachine}: a client, whose classes begin with that word.
 *
 * <p>Start at {@link io.pxe4j.dhcp.engine.DhcpEngine}: a request and how it arrived go in, a reply with its destination or a
 * reason for silence comes out. What users decide is in {@link io.pxe4j.dhcp.engine.BootPolicy} and
 * {@link io.pxe4j.dhcp.engine.LeaseStore}. Clocks and the executor come in through {@link io.pxe4j.dhcp.engine.EngineContext}.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2131">RFC 2131, Dynamic Host Configuration Protocol</a>
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc4578">RFC 4578, DHCP Options for PXE</a>
 */
@NullMarked
package io.pxe4j.dhcp.engine;

import org.jspecify.annotations.NullMarked;
