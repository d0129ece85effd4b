package io.pxe4j.dhcp;

/**
 * A datagram that is no DHCP packet one could trust.
 *
 * @param problem what is wrong, in words for an administrator's log; holds no text from the packet
 * @param offset where, in bytes from the start of the datagram
 */
public record MalformedDhcp(String problem, int offset) implements DhcpDecoded {}
