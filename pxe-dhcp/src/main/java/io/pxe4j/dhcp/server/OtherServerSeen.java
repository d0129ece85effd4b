package io.pxe4j.dhcp.server;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.DhcpArrival;
import io.pxe4j.dhcp.engine.OfferDiagnosis;
import java.util.Optional;

/**
 * Another DHCP server is on the network. Beside ProxyDHCP that is as it should be; {@link DhcpServer.Builder#knownServers} names those
 * that need no telling. Each server is told once in {@link DhcpServer.Builder#otherServersInterval}.
 *
 * @param server its address: option 54, or without one the sender's
 * @param evidence how it is known
 * @param packet the packet that shows it; a view that ends with the call
 * @param arrival how that came
 */
public record OtherServerSeen(Ip4 server, Evidence evidence, DhcpPacket packet, DhcpArrival arrival) {
    /** How a server is known. */
    public enum Evidence {
        /** Its own answer reached this server: an OFFER, ACK or NAK. */
        ANSWER,
        /** A client chose it: a REQUEST names it in option 54. What it offered is not known. */
        CHOSEN_BY_CLIENT
    }

    /** The address that it gives to a client; for a client's choice the address asked for. */
    public Optional<Ip4> address() {
        Optional<Ip4> given =
                evidence == Evidence.ANSWER ? Optional.of(packet.yiaddr()) : packet.get(DhcpOption.REQUESTED_ADDRESS);
        return given.filter(one -> !one.isAny());
    }

    /** Whether its answer is one of a PXE or HTTP boot server, by option 60. */
    public boolean isBootServer() {
        return evidence == Evidence.ANSWER
                && packet.get(DhcpOption.VENDOR_CLASS)
                        .filter(vendor -> vendor.isPxeClient() || vendor.isHttpClient())
                        .isPresent();
    }

    /** What is wrong with its answer as far as network boot goes; empty for a client's choice, which tells nothing of it. */
    public Optional<OfferDiagnosis> diagnosis() {
        return evidence == Evidence.ANSWER ? Optional.of(OfferDiagnosis.of(packet)) : Optional.empty();
    }

    /** The boot file in its answer, from option 67 or the header; empty if there is none. */
    public String bootFile() {
        return evidence == Evidence.ANSWER
                ? packet.get(DhcpOption.BOOTFILE_NAME).orElseGet(packet::file)
                : "";
    }

    /** {@code 10.0.0.9 (OFFER to 52:54:00:00:00:01 on br0)}. */
    @Override
    public String toString() {
        String type = packet.messageType().map(DhcpMessageType::toString).orElse("BOOTP");
        String direction = evidence == Evidence.ANSWER ? " to " : " of ";
        return server + " (" + type + direction + packet.chaddr() + " on " + arrival.interfaceName() + ")";
    }
}
