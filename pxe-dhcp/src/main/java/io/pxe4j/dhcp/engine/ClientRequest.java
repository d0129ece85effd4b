package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.RelayAgentInformation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as client classes see it: the packet, how it arrived, who sent it, and what the relay says of its port.
 *
 * <p>Valid only during the call that it is handed to.
 */
public final class ClientRequest {
    private final DhcpPacket packet;
    private final DhcpArrival arrival;
    private Optional<RelayAgentInformation> relayInformation;
    private @Nullable BootClient bootClient;

    ClientRequest(DhcpPacket packet, DhcpArrival arrival, Optional<RelayAgentInformation> relayInformation) {
        this.packet = packet;
        this.arrival = arrival;
        this.relayInformation = relayInformation;
    }

    /** The request. */
    public DhcpPacket packet() {
        return packet;
    }

    /** How it reached this server. */
    public DhcpArrival arrival() {
        return arrival;
    }

    /** What program asks. */
    public BootClient bootClient() {
        BootClient known = bootClient;
        if (known == null) {
            known = BootClient.of(packet);
            bootClient = known;
        }
        return known;
    }

    /**
     * What the relay, or a switch that is trusted to, says of the client's port. A client that renews by unicast bypasses its relay; this
     * is then what its lease remembers.
     */
    public Optional<RelayAgentInformation> relayInformation() {
        return relayInformation;
    }

    void remember(Optional<RelayAgentInformation> stashed) {
        relayInformation = relayInformation.or(() -> stashed);
    }

    /** Whether a boot file makes sense to it: to a BOOTP client always, it asks for nothing else. */
    boolean isNetworkBoot() {
        return packet.isBootp() || BootClient.kindOf(packet) != BootClient.Kind.OTHER;
    }

    /** Whether the client asks for the option, sends no list of what it asks for, or boots from the network. */
    boolean wants(DhcpOption<?> option) {
        return packet.requests(option) || !packet.has(DhcpOption.PARAMETER_REQUEST_LIST) || isNetworkBoot();
    }
}
