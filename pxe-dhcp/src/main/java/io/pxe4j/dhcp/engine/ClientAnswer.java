package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.IpxeOption;
import io.pxe4j.dhcp.PxeOptions;
import io.pxe4j.dhcp.VendorClass;
import java.util.Objects;
import java.util.Optional;

/**
 * An answer that a client took: an offer, an ACK, or what a boot server said.
 *
 * @param packet the packet, with octets of its own
 * @param source the address that sent it
 * @param sourcePort the UDP port that sent it
 */
public record ClientAnswer(DhcpPacket packet, Ip4 source, int sourcePort) {
    /** Checks that nothing is missing. */
    public ClientAnswer {
        Objects.requireNonNull(packet, "packet");
        Objects.requireNonNull(source, "source");
        Text.range("sourcePort", sourcePort, 0, 65535);
    }

    /** The server's identifier, or the address that sent the answer if it has none. */
    public Ip4 server() {
        return packet.get(DhcpOption.SERVER_IDENTIFIER).orElse(source);
    }

    /** The address that it offers; empty from a ProxyDHCP server. */
    public Optional<Ip4> address() {
        return packet.yiaddr().isAny() ? Optional.empty() : Optional.of(packet.yiaddr());
    }

    /** The boot file: option 67, else the header's {@code file}, as EDK2 reads them; empty if there is none. */
    public Optional<String> bootFile() {
        return packet.get(DhcpOption.BOOTFILE_NAME)
                .or(() -> Optional.of(packet.file()))
                .filter(name -> !name.isEmpty());
    }

    /** Where the boot file is: siaddr, else the server, as EDK2 reads them. A URL names its server itself. */
    public Ip4 bootServer() {
        return packet.siaddr().isAny() ? server() : packet.siaddr();
    }

    /** The PXE options, if it is for PXE clients (option 60) and has any. */
    public Optional<PxeOptions> pxeOptions() {
        return isForPxe() ? packet.get(DhcpOption.VENDOR_SPECIFIC) : Optional.empty();
    }

    /** Whether it is for boot clients: option 60 says PXEClient or HTTPClient. */
    public boolean isForBoot() {
        return isForPxe()
                || packet.get(DhcpOption.VENDOR_CLASS)
                        .filter(VendorClass::isHttpClient)
                        .isPresent();
    }

    private boolean isForPxe() {
        return packet.get(DhcpOption.VENDOR_CLASS)
                .filter(VendorClass::isPxeClient)
                .isPresent();
    }

    /** Whether it tells iPXE to wait for no ProxyDHCP server (option 175.176). */
    public boolean isComplete() {
        return packet.get(DhcpOption.IPXE)
                .flatMap(options -> options.get(IpxeOption.NO_PXEDHCP))
                .orElse(false);
    }

    /**
     * Whether a PXE client must ask this server on port 4011 for the boot file: option 60 says PXEClient, and none of 43.6 to 43.10 says
     * how to go on. EDK2 does so even if the answer names a file.
     */
    public boolean leadsToBootServer() {
        return isForPxe() && pxeOptions().filter(PxeOptions::isPxeOffer).isEmpty();
    }

    /** The packet in one line, and who sent it. */
    @Override
    public String toString() {
        return packet + " from " + source + ":" + sourcePort;
    }
}
