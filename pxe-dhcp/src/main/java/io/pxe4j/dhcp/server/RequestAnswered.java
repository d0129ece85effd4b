package io.pxe4j.dhcp.server;

import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.engine.DhcpArrival;
import java.net.InetSocketAddress;

/**
 * A request was answered.
 *
 * @param request the request; a view that ends with the call
 * @param arrival how it came
 * @param reply the answer as it was sent; a view that ends with the call
 * @param destination where it was sent
 */
public record RequestAnswered(
        DhcpPacket request, DhcpArrival arrival, DhcpPacket reply, InetSocketAddress destination) {}
