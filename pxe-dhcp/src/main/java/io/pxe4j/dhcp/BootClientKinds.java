package io.pxe4j.dhcp;

import io.pxe4j.dhcp.BootClient.Kind;

/** Tells boot clients apart by what each is known to send, without making an object. */
final class BootClientKinds {
    private static final int[] RASPBERRY_PI_OUIS = {0xb827eb, 0xdca632, 0xe45f01, 0x28cdc1, 0xd83add, 0x2ccf67};

    private static final String GRUB_REQUEST_LIST = "\1\3\6\17\14\21\22";

    private static final String IPXE = "iPXE";
    private static final String GPXE = "gPXE";
    private static final String PXE_CLIENT = VendorClass.PXE_CLIENT.text();
    private static final String HTTP_CLIENT = VendorClass.HTTP_CLIENT.text();

    private static final int NONE = -1;

    private BootClientKinds() {}

    static Kind kind(DhcpPacket request) {
        if (hasUserClass(request, IPXE)) {
            return Kind.IPXE;
        }
        if (hasUserClass(request, GPXE) || request.startsWith(DhcpOption.VENDOR_CLASS, "Etherboot")) {
            return Kind.GPXE;
        }
        // An iPXE whose user class was changed still announces its features.
        if (request.has(DhcpOption.IPXE)) {
            return Kind.IPXE;
        }
        int architecture = said(request);
        if (isUboot(request, architecture)) {
            return Kind.UBOOT;
        }
        if (isRaspberryPi(request, architecture)) {
            return Kind.RASPBERRY_PI;
        }
        return isGrub(request) ? Kind.GRUB : byVendorClass(request, architecture);
    }

    private static Kind byVendorClass(DhcpPacket request, int architecture) {
        if (request.startsWith(DhcpOption.VENDOR_CLASS, HTTP_CLIENT)) {
            return Kind.UEFI_HTTP;
        }
        if (request.startsWith(DhcpOption.VENDOR_CLASS, PXE_CLIENT)) {
            return architecture >= 0 && ClientArchitecture.of(architecture).isUefi() ? Kind.UEFI_PXE : Kind.PXE_ROM;
        }
        return Kind.OTHER;
    }

    // Its DISCOVER says nothing at all; its REQUEST asks for these, in this order, and names no vendor.
    private static boolean isGrub(DhcpPacket request) {
        return !request.has(DhcpOption.VENDOR_CLASS)
                && request.contentEquals(DhcpOption.PARAMETER_REQUEST_LIST, GRUB_REQUEST_LIST);
    }

    // U-Boot, U-Boot.arm, U-Boot.armv8; with a PXE vendor class of its own choice the architecture gives it away.
    private static boolean isUboot(DhcpPacket request, int architecture) {
        return request.startsWith(DhcpOption.VENDOR_CLASS, "U-Boot")
                || architecture >= 0
                        && ClientArchitecture.of(architecture).platform() == ClientArchitecture.Platform.UBOOT;
    }

    // The ROM says PXEClient and x86 BIOS, in REQUESTs sometimes no vendor class; UEFI or Linux on the same board does
    // not.
    private static boolean isRaspberryPi(DhcpPacket request, int architecture) {
        if (!isRaspberryPi(request.oui())) {
            return false;
        }
        boolean boots = request.length(DhcpOption.VENDOR_CLASS) > 0
                ? request.startsWith(DhcpOption.VENDOR_CLASS, PXE_CLIENT)
                : request.u16(DhcpOption.CLIENT_ARCHITECTURE, 0) >= 0
                        || request.get(DhcpOption.MACHINE_ID).isPresent();
        return boots
                && (architecture == NONE
                        || architecture == ClientArchitecture.X86_BIOS.value()
                        || architecture == ClientArchitecture.ARM_RPIBOOT.value());
    }

    private static boolean isRaspberryPi(int oui) {
        for (int known : RASPBERRY_PI_OUIS) {
            if (known == oui) {
                return true;
            }
        }
        return false;
    }

    // In either reading of option 77, as UserClass.contains has it.
    private static boolean hasUserClass(DhcpPacket request, String name) {
        int length = request.length(DhcpOption.USER_CLASS);
        if (length < name.length()) {
            return false;
        }
        if (request.contentEquals(DhcpOption.USER_CLASS, name)) {
            return true;
        }
        boolean found = false;
        for (int at = 0; at < length; ) {
            int size = request.octet(DhcpOption.USER_CLASS, at);
            if (size == 0 || size > length - at - 1) {
                return false;
            }
            found |= size == name.length() && request.matches(DhcpOption.USER_CLASS, at + 1, name);
            at += 1 + size;
        }
        return found;
    }

    /** What the boot file must be made for, as a number; -1 if nothing tells. */
    static int architecture(DhcpPacket request, Kind kind) {
        return kind == Kind.RASPBERRY_PI ? ClientArchitecture.ARM_RPIBOOT.value() : said(request);
    }

    // The first of option 93 that is known, else that of the vendor class, else the first as it came.
    private static int said(DhcpPacket request) {
        int count = request.length(DhcpOption.CLIENT_ARCHITECTURE) / 2;
        for (int i = 0; i < count; i++) {
            int value = request.u16(DhcpOption.CLIENT_ARCHITECTURE, i);
            if (ClientArchitecture.isKnown(value)) {
                return value;
            }
        }
        int byVendorClass = saidByVendorClass(request);
        return byVendorClass >= 0 ? byVendorClass : request.u16(DhcpOption.CLIENT_ARCHITECTURE, 0);
    }

    // PXEClient:Arch:00007, HTTPClient:Arch:00016
    private static int saidByVendorClass(DhcpPacket request) {
        if (request.startsWith(DhcpOption.VENDOR_CLASS, PXE_CLIENT)) {
            return saidAt(request, PXE_CLIENT.length());
        }
        return request.startsWith(DhcpOption.VENDOR_CLASS, HTTP_CLIENT) ? saidAt(request, HTTP_CLIENT.length()) : NONE;
    }

    private static int saidAt(DhcpPacket request, int from) {
        if (!request.matches(DhcpOption.VENDOR_CLASS, from, VendorClass.ARCH)) {
            return NONE;
        }
        int value = 0;
        int digits = from + VendorClass.ARCH.length();
        for (int i = 0; i < VendorClass.ARCH_DIGITS; i++) {
            int digit = request.octet(DhcpOption.VENDOR_CLASS, digits + i) - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            value = 10 * value + digit;
        }
        return value <= 0xffff ? value : NONE;
    }
}
