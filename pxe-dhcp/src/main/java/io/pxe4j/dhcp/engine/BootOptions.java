package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.BootClient.Kind;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.IpxeOptions;
import io.pxe4j.dhcp.PxeBootItem;
import io.pxe4j.dhcp.PxeOptions;
import io.pxe4j.dhcp.VendorClass;
import java.util.Optional;

/** Writes a boot offer into a reply, in the form that the client's firmware takes. */
final class BootOptions {
    private static final PxeOptions RASPBERRY_PI = PxeOptions.raspberryPiBoot();
    private static final IpxeOptions NO_PROXY_DHCP = IpxeOptions.noProxyDhcp();

    private final BootClient client;
    private final BootOffer offer;
    private final Ip4 us;
    private final Ip4 fileServer;

    /** The options for one client. The file's server is the arrival's address unless the offer names another one. */
    BootOptions(BootClient client, BootOffer offer, Ip4 serverAddress) {
        this.client = client;
        this.offer = offer;
        this.us = serverAddress;
        this.fileServer = offer.server().orElse(serverAddress);
    }

    /** Why the client could not boot what the policy says, if so. */
    Optional<String> unsuitable() {
        if (isMenu()) {
            return showsMenus()
                    ? Optional.empty()
                    : Optional.of("PXE ROMs, UEFI PXE and iPXE show a boot menu, not " + client.kind());
        }
        if (isHttp() && !offer.isUrl()) {
            // EDK2's HTTP boot drops an offer whose boot file is no URL.
            return Optional.of("UEFI HTTP boot needs a URL, not the file " + Text.escape(offer.name()));
        }
        if (offer.isUrl() && !isHttp() && !isIpxe()) {
            return Optional.of("only iPXE and UEFI HTTP boot load a URL, not " + client.kind());
        }
        return Optional.empty();
    }

    /** Writes all boot options into an address server's OFFER or ACK. */
    void writeWithAddress(DhcpPacketWriter reply, DhcpPacket request) {
        start(reply, request);
        if (isMenu()) {
            writeMenu(reply);
        } else {
            writeFile(reply);
        }
        if (isHttp()) {
            return;
        }
        if (isIpxe()) {
            // Spares iPXE the two seconds in which it would wait for a ProxyDHCP server.
            reply.set(DhcpOption.IPXE, NO_PROXY_DHCP);
        }
        // With 60 alone EDK2 would ask port 4011 and fail the boot without an answer; 43 says "load it now".
        vendorOptions()
                .ifPresent(pxe -> reply.set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT)
                        .set(DhcpOption.VENDOR_SPECIFIC, pxe));
    }

    /** Writes a ProxyDHCP server's OFFER, which holds boot options and nothing else. */
    void writeProxyOffer(DhcpPacketWriter reply, DhcpPacket request, OfferStyle style) {
        start(reply, request);
        boolean redirect = style == OfferStyle.REDIRECT && isRom() && !isRaspberryPi();
        if (!isMenu()) {
            writeFile(reply);
        } else if (!redirect) {
            writeMenu(reply);
        }
        if (isHttp()) {
            return;
        }
        // iPXE takes an offer for a proxy's by this word alone.
        reply.set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT);
        if (redirect) {
            // EDK2 asks port 4011 at siaddr before it looks at option 54.
            reply.siaddr(us);
        } else {
            vendorOptions().ifPresent(pxe -> reply.set(DhcpOption.VENDOR_SPECIFIC, pxe));
        }
    }

    /** Writes the boot server's ACK to a client that asks port 4011 for no item of a menu. It is complete in itself: WinPE reads no other. */
    void writeProxyAck(DhcpPacketWriter reply, DhcpPacket request) {
        start(reply, request);
        if (isHttp()) {
            writeFile(reply);
            return;
        }
        reply.set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT);
        if (!isMenu()) {
            writeFile(reply);
            return;
        }
        writeMenu(reply);
        vendorOptions().ifPresent(pxe -> reply.set(DhcpOption.VENDOR_SPECIFIC, pxe));
        // Intel's base code takes no answer from port 4011 that names no file.
        offer.menu()
                .flatMap(BootMenu::firstOffer)
                .map(first -> new BootOptions(client, first, us))
                .filter(first -> first.unsuitable().isEmpty())
                .ifPresent(first -> first.writeFile(reply));
    }

    /** Writes the boot server's ACK to a client that picked {@code item}; this offer is the item's. */
    void writeItem(DhcpPacketWriter reply, DhcpPacket request, PxeBootItem item) {
        start(reply, request);
        writeFile(reply);
        reply.set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT);
        reply.set(DhcpOption.VENDOR_SPECIFIC, PxeOptions.bootItem(item));
    }

    private void start(DhcpPacketWriter reply, DhcpPacket request) {
        // The Raspberry Pi's ROM stumbles over PAD: rpi-eeprom#82.
        reply.padAfterStrings(!isRaspberryPi());
        // RFC 4578 §2.3 wants it back; ROMs are known that send none.
        reply.echo(request, DhcpOption.MACHINE_ID);
    }

    private void writeFile(DhcpPacketWriter reply) {
        reply.bootFile(offer.name());
        if (isHttp()) {
            // GRUB and EDK2 want the bare word back; option 43 has no meaning here.
            reply.set(DhcpOption.VENDOR_CLASS, VendorClass.HTTP_CLIENT);
            return;
        }
        // Without siaddr iPXE asks port 4011 although it has the file name (iPXE#954), with a URL too.
        reply.nextServer(fileServer);
    }

    private void writeMenu(DhcpPacketWriter reply) {
        reply.siaddr(us);
    }

    /** Option 43 of an offer that is not redirected, for clients that read PXE options in it. */
    private Optional<PxeOptions> vendorOptions() {
        if (isMenu()) {
            return offer.menu().map(menu -> menu.options(us));
        }
        if (isRaspberryPi()) {
            return Optional.of(RASPBERRY_PI);
        }
        if (isIpxe()) {
            return offer.bootServers().map(servers -> servers.directBoot(us));
        }
        if (!isRom()) {
            return Optional.empty();
        }
        return Optional.of(offer.bootServers().map(this::directBoot).orElseGet(PxeOptions::directBoot));
    }

    private PxeOptions directBoot(BootServers servers) {
        // With a list EDK2 loads the file from its first address and not from siaddr (PxeBcDhcp4BootInfo).
        boolean sameServer = servers.firstListed(us).filter(fileServer::equals).isPresent();
        return sameServer ? servers.directBoot(us) : servers.directBootUnlisted();
    }

    private boolean isMenu() {
        return offer.menu().isPresent();
    }

    private boolean showsMenus() {
        return isIpxe() || client.kind() == Kind.PXE_ROM || client.kind() == Kind.UEFI_PXE;
    }

    private boolean isHttp() {
        return client.kind() == Kind.UEFI_HTTP;
    }

    private boolean isIpxe() {
        return client.kind() == Kind.IPXE || client.kind() == Kind.GPXE;
    }

    private boolean isRaspberryPi() {
        return client.kind() == Kind.RASPBERRY_PI;
    }

    /** Whether the client reads option 43 as PXE options and would look for a boot server without them. */
    private boolean isRom() {
        return !isHttp() && !isIpxe() && isPxeClient();
    }

    private boolean isPxeClient() {
        return client.vendorClass().filter(VendorClass::isPxeClient).isPresent();
    }
}
