package io.pxe4j.dhcp.server;

import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.engine.DhcpArrival;

/**
 * Another server's reply reached this server's port.
 *
 * @param reply the packet; a view that ends with the call
 * @param arrival how it came; its source is the other server or a relay
 */
public record OtherServerSeen(DhcpPacket reply, DhcpArrival arrival) {}
