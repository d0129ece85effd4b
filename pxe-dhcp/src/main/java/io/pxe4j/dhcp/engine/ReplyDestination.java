package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.RelayOption;

/**
 * Where a reply goes: <a href="https://datatracker.ietf.org/doc/html/rfc2131#section-4.1">RFC 2131 §4.1</a> and what PXE and the relay
 * RFCs add, as one pure function.
 *
 * @param address the IP address; {@link Ip4#BROADCAST} goes out of the interface where the request came in
 * @param port the UDP port
 * @param setBroadcastFlag whether the reply must have the broadcast flag, since there is no address to which a relay could send it
 */
public record ReplyDestination(Ip4 address, int port, boolean setBroadcastFlag) {
    private static final int CLIENT_PORT = 68;

    /**
     * The destination of a reply.
     *
     * <p>A client without an address is answered by broadcast even if it left the broadcast flag clear: sending to an address that it
     * does not have yet needs a raw socket, and a client in that state hears broadcasts (RFC 2131 §4.1 allows it).
     *
     * @param request the request
     * @param reply the type of the reply
     * @param ciaddr the address that the client already has, as far as the server believes it; a ProxyDHCP offer takes
     *     {@link Ip4#ANY} whatever the client wrote
     * @param yiaddr the address in the reply; {@link Ip4#ANY} if it hands out none
     * @param arrival how the request arrived
     */
    public static ReplyDestination of(
            DhcpPacket request, DhcpMessageType reply, Ip4 ciaddr, Ip4 yiaddr, DhcpArrival arrival) {
        boolean nak = reply.equals(DhcpMessageType.NAK);
        boolean addressless = yiaddr.isAny() && (nak || ciaddr.isAny());
        if (!request.giaddr().isAny()) {
            return new ReplyDestination(request.giaddr(), relayPort(request, arrival), addressless);
        }
        if (arrival.port() == ServerPort.PXE || Requests.isForBootServer(request)) {
            // EDK2 asks from 4011 and listens there, iPXE from 68.
            return toSource(arrival, addressless);
        }
        if (nak) {
            return broadcast(CLIENT_PORT, true);
        }
        if (!ciaddr.isAny()) {
            // As dnsmasq does: who sends from the address that it claims is believed its port too.
            int port = ciaddr.equals(arrival.sourceAddress()) ? arrival.sourcePort() : CLIENT_PORT;
            return new ReplyDestination(ciaddr, port, false);
        }
        if (request.is(DhcpMessageType.INFORM)) {
            // Against RFC 2131 §4.4.3 there are clients that leave ciaddr out; Kea answers them like this.
            return toSource(arrival, addressless);
        }
        return broadcast(CLIENT_PORT, addressless);
    }

    private static ReplyDestination toSource(DhcpArrival arrival, boolean addressless) {
        return arrival.sourceAddress().isAny()
                ? broadcast(arrival.sourcePort(), addressless)
                : new ReplyDestination(arrival.sourceAddress(), arrival.sourcePort(), false);
    }

    private static ReplyDestination broadcast(int port, boolean addressless) {
        return new ReplyDestination(Ip4.BROADCAST, port, addressless);
    }

    /** RFC 8357 §3: a relay that says so gets its replies at the port from which it sent. */
    private static int relayPort(DhcpPacket request, DhcpArrival arrival) {
        boolean ownPort = request.get(DhcpOption.RELAY_AGENT_INFORMATION)
                .filter(relay -> relay.has(RelayOption.SOURCE_PORT))
                .isPresent();
        return ownPort ? arrival.sourcePort() : ServerPort.DHCP.number();
    }
}
