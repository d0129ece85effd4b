package io.pxe4j.dhcp.server;

import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.engine.DhcpArrival;

/**
 * A request came in.
 *
 * @param request the packet; a view that ends with the call
 * @param arrival how it came
 */
public record RequestReceived(DhcpPacket request, DhcpArrival arrival) {}
