package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.ClientIdentifier;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.RelayAgentInformation;
import io.pxe4j.dhcp.VendorClass;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a lease remembers of its client's last message, beside the key that tells clients apart.
 *
 * @param hardwareAddress htype and chaddr
 * @param clientIdentifier option 61; left out if longer than 255 octets
 * @param hostName option 12, cut to 255 characters; what the client claims, to be escaped before it is shown
 * @param vendorClass option 60, cut to 255 characters; likewise
 * @param relayInformation option 82, kept because renewals bypass the relay; left out if longer than 255 octets
 * @param lastSeen when the client was last heard; whole seconds
 */
public record LeaseDetails(
        HardwareAddress hardwareAddress,
        Optional<ClientIdentifier> clientIdentifier,
        Optional<String> hostName,
        Optional<String> vendorClass,
        Optional<RelayAgentInformation> relayInformation,
        Instant lastSeen) {
    // What one option carries. RFC 3396 joins several to more, which no honest client needs here.
    private static final int MAX_LENGTH = 255;

    /** Cuts what is longer than a store must keep. */
    public LeaseDetails {
        Objects.requireNonNull(hardwareAddress, "hardwareAddress");
        clientIdentifier = clientIdentifier.filter(id -> id.size() <= MAX_LENGTH);
        hostName = hostName.map(LeaseDetails::cut);
        vendorClass = vendorClass.map(LeaseDetails::cut);
        relayInformation = relayInformation.filter(relay -> relay.size() <= MAX_LENGTH);
        lastSeen = lastSeen.getNano() == 0 ? lastSeen : Instant.ofEpochSecond(lastSeen.getEpochSecond());
    }

    /** The hardware address and nothing else. */
    public static LeaseDetails of(HardwareAddress hardwareAddress, Instant lastSeen) {
        return new LeaseDetails(
                hardwareAddress, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), lastSeen);
    }

    /** What the request says. */
    public static LeaseDetails of(DhcpPacket request, Instant now) {
        return new LeaseDetails(
                request.chaddr(),
                request.get(DhcpOption.CLIENT_IDENTIFIER),
                request.get(DhcpOption.HOST_NAME),
                request.get(DhcpOption.VENDOR_CLASS).map(VendorClass::text),
                request.get(DhcpOption.RELAY_AGENT_INFORMATION),
                now);
    }

    /** The same with other relay information. */
    public LeaseDetails withRelayInformation(Optional<RelayAgentInformation> relay) {
        return new LeaseDetails(hardwareAddress, clientIdentifier, hostName, vendorClass, relay, lastSeen);
    }

    private static String cut(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    }
}
