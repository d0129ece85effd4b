package io.pxe4j.dhcp;

/**
 * What {@link DhcpPacket#decode} makes of a datagram: a {@link DhcpPacket}, or a {@link MalformedDhcp} that says why
 * not.
 */
public sealed interface DhcpDecoded permits DhcpPacket, MalformedDhcp {}
