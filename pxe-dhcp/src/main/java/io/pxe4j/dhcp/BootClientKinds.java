package io.pxe4j.dhcp;

import io.pxe4j.dhcp.BootClient.Kind;
import java.util.Optional;
import java.util.Set;

/** Tells boot clients apart by what each is known to send. */
final class BootClientKinds {
    private static final Set<Integer> RASPBERRY_PI_OUIS =
            Set.of(0xb827eb, 0xdca632, 0xe45f01, 0x28cdc1, 0xd83add, 0x2ccf67);

    private static final ParameterRequestList GRUB_REQUEST_LIST = ParameterRequestList.of(1, 3, 6, 15, 12, 17, 18);

    private BootClientKinds() {}

    static Kind classify(BootClient client, DhcpPacket request) {
        if (client.userClass().filter(user -> user.contains("iPXE")).isPresent()) {
            return Kind.IPXE;
        }
        if (client.userClass().filter(user -> user.contains("gPXE")).isPresent()
                || vendorStartsWith(client, "Etherboot")) {
            return Kind.GPXE;
        }
        // An iPXE whose user class was changed still announces its features.
        if (client.ipxe().isPresent()) {
            return Kind.IPXE;
        }
        if (isUboot(client)) {
            return Kind.UBOOT;
        }
        if (isRaspberryPi(client)) {
            return Kind.RASPBERRY_PI;
        }
        return isGrub(request) ? Kind.GRUB : byVendorClass(client);
    }

    private static Kind byVendorClass(BootClient client) {
        if (vendorStartsWith(client, "HTTPClient")) {
            return Kind.UEFI_HTTP;
        }
        if (vendorStartsWith(client, "PXEClient")) {
            return architecture(client, false)
                            .filter(ClientArchitecture::isUefi)
                            .isPresent()
                    ? Kind.UEFI_PXE
                    : Kind.PXE_ROM;
        }
        return Kind.OTHER;
    }

    // Its DISCOVER says nothing at all; its REQUEST asks for these, in this order, and names no vendor.
    private static boolean isGrub(DhcpPacket request) {
        return !request.has(DhcpOption.VENDOR_CLASS)
                && request.get(DhcpOption.PARAMETER_REQUEST_LIST)
                        .filter(GRUB_REQUEST_LIST::equals)
                        .isPresent();
    }

    // U-Boot, U-Boot.arm, U-Boot.armv8; with a PXE vendor class of its own choice the architecture gives it away.
    private static boolean isUboot(BootClient client) {
        return vendorStartsWith(client, "U-Boot")
                || architecture(client, false)
                        .filter(known -> known.platform() == ClientArchitecture.Platform.UBOOT)
                        .isPresent();
    }

    // The ROM says PXEClient and x86 BIOS, in REQUESTs sometimes no vendor class; UEFI or Linux on the same board does
    // not.
    private static boolean isRaspberryPi(BootClient client) {
        if (!RASPBERRY_PI_OUIS.contains(client.hardwareAddress().oui())) {
            return false;
        }
        boolean boots = client.vendorClass().isPresent()
                ? vendorStartsWith(client, "PXEClient")
                : !client.reportedArchitectures().isEmpty()
                        || client.machineId().isPresent();
        return boots
                && architecture(client, false)
                        .filter(known -> !known.equals(ClientArchitecture.X86_BIOS)
                                && !known.equals(ClientArchitecture.ARM_RPIBOOT))
                        .isEmpty();
    }

    private static boolean vendorStartsWith(BootClient client, String prefix) {
        return client.vendorClass()
                .filter(vendor -> vendor.text().startsWith(prefix))
                .isPresent();
    }

    static Optional<ClientArchitecture> architecture(BootClient client) {
        return architecture(client, client.kind() == Kind.RASPBERRY_PI);
    }

    private static Optional<ClientArchitecture> architecture(BootClient client, boolean raspberryPi) {
        if (raspberryPi) {
            return Optional.of(ClientArchitecture.ARM_RPIBOOT);
        }
        return client.reportedArchitectures().stream()
                .filter(ClientArchitecture::isKnown)
                .findFirst()
                .or(() -> client.vendorClass().flatMap(VendorClass::architecture))
                .or(() -> client.reportedArchitectures().stream().findFirst());
    }
}
