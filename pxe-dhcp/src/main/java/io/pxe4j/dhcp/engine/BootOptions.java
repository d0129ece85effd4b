package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.IpxeOptions;
import io.pxe4j.dhcp.PxeOptions;
import io.pxe4j.dhcp.VendorClass;
import java.util.Optional;

/** Writes a boot offer into a reply, in the form that the client's firmware takes. */
final class BootOptions {
    private final BootClient client;
    private final BootOffer offer;
    private final Ip4 bootServer;

    /** The options for one client. The boot server is the arrival's address unless the offer names another one. */
    BootOptions(BootClient client, BootOffer offer, Ip4 serverAddress) {
        this.client = client;
        this.offer = offer;
        this.bootServer = offer.server().orElse(serverAddress);
    }

    /** Why the client could not boot what the policy says, if so. */
    Optional<String> unsuitable() {
        if (isHttp() && !offer.isUrl()) {
            // EDK2's HTTP boot drops an offer whose boot file is no URL.
            return Optional.of("UEFI HTTP boot needs a URL, not the file " + Text.escape(offer.name()));
        }
        if (offer.isUrl() && !isHttp() && !isIpxe()) {
            return Optional.of("only iPXE and UEFI HTTP boot load a URL, not " + client.kind());
        }
        return Optional.empty();
    }

    boolean isHttp() {
        return client.kind() == BootClient.Kind.UEFI_HTTP;
    }

    boolean isIpxe() {
        return client.kind() == BootClient.Kind.IPXE || client.kind() == BootClient.Kind.GPXE;
    }

    boolean isRaspberryPi() {
        return client.kind() == BootClient.Kind.RASPBERRY_PI;
    }

    /** Whether the client reads option 43 as PXE options and would look for a boot server without them. */
    boolean isRom() {
        return !isHttp() && !isIpxe() && isPxeClient();
    }

    boolean isPxeClient() {
        return client.vendorClass().filter(VendorClass::isPxeClient).isPresent();
    }

    /** "Load this file now", in the form for this ROM. */
    PxeOptions directBoot() {
        return isRaspberryPi() ? PxeOptions.raspberryPiBoot() : PxeOptions.directBoot();
    }

    /** Writes all boot options into an address server's OFFER or ACK: where the file is, and the words that the client wants. */
    void writeWithAddress(DhcpPacketWriter reply, DhcpPacket request) {
        writeTo(reply, request);
        if (isIpxe()) {
            // Spares iPXE the two seconds in which it would wait for a ProxyDHCP server.
            reply.set(DhcpOption.IPXE, IpxeOptions.noProxyDhcp());
        } else if (isRom()) {
            // With 60 alone EDK2 would ask port 4011 and fail the boot without an answer; 43 says "load it now".
            reply.set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT);
            reply.set(DhcpOption.VENDOR_SPECIFIC, directBoot());
        }
    }

    /** Writes the file and where it is; options 60 and 43 are the caller's business for all but HTTP boot. */
    void writeTo(DhcpPacketWriter reply, DhcpPacket request) {
        // The Raspberry Pi's ROM stumbles over PAD: rpi-eeprom#82.
        reply.padAfterStrings(!isRaspberryPi());
        // RFC 4578 §2.3 wants it back; ROMs are known that send none.
        reply.echo(request, DhcpOption.MACHINE_ID);
        reply.bootFile(offer.name());
        if (isHttp()) {
            // GRUB and EDK2 want the bare word back; option 43 has no meaning here.
            reply.set(DhcpOption.VENDOR_CLASS, VendorClass.HTTP_CLIENT);
            return;
        }
        // Without siaddr iPXE asks port 4011 although it has the file name (iPXE#954), with a URL too.
        reply.nextServer(bootServer);
    }
}
