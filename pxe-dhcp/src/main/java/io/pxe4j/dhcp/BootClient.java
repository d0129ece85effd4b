package io.pxe4j.dhcp;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks: what a DHCP request tells about the program that will load the boot file.
 *
 * <p>One machine asks several times while it boots, as its ROM, then as iPXE, then as a kernel; each time it is another
 * client here, and needs another answer, or iPXE would load itself for ever. Immutable; keeps nothing of the packet's
 * buffer.
 */
public final class BootClient {
    /** What kind of program asks. */
    public enum Kind {
        /** The PXE ROM of a network card or PC BIOS. */
        PXE_ROM,
        /** The PXE client of UEFI firmware. */
        UEFI_PXE,
        /** A client of UEFI HTTP boot: wants a URL, and {@code HTTPClient} in the answer. */
        UEFI_HTTP,
        /** iPXE: takes URLs and scripts as far as its {@link #ipxeFeatures} go. */
        IPXE,
        /** gPXE or Etherboot, iPXE's forebears. */
        GPXE,
        /** GRUB asking by itself, known by its REQUEST; mostly it uses the firmware's answer and is not seen. */
        GRUB,
        /** U-Boot. */
        UBOOT,
        /** The boot ROM of a Raspberry Pi, which says that it is a PC. */
        RASPBERRY_PI,
        /** No boot loader that we know: a kernel, an installer, a printer. */
        OTHER
    }

    private final Kind kind;
    private final HardwareAddress hardwareAddress;
    private final List<ClientArchitecture> reported;
    private final Optional<ClientArchitecture> architecture;
    private final Optional<VendorClass> vendorClass;
    private final Optional<UserClass> userClass;
    private final Optional<MachineId> machineId;
    private final Optional<NetworkInterfaceIdentifier> networkInterface;
    private final Optional<IpxeOptions> ipxe;

    private BootClient(DhcpPacket request) {
        hardwareAddress = request.chaddr();
        vendorClass = request.get(DhcpOption.VENDOR_CLASS);
        userClass = request.get(DhcpOption.USER_CLASS);
        machineId = request.get(DhcpOption.MACHINE_ID);
        networkInterface = request.get(DhcpOption.CLIENT_NDI);
        ipxe = request.get(DhcpOption.IPXE);
        reported = request.get(DhcpOption.CLIENT_ARCHITECTURE).orElse(List.of());
        kind = BootClientKinds.kind(request);
        int number = BootClientKinds.architecture(request, kind);
        architecture = number < 0 ? Optional.empty() : Optional.of(ClientArchitecture.of(number));
    }

    /** Who sent {@code request}. */
    public static BootClient of(DhcpPacket request) {
        return new BootClient(request);
    }

    /**
     * What kind of program sent {@code request}, without making an object: for a server that drops most of what it
     * hears.
     */
    public static Kind kindOf(DhcpPacket request) {
        return BootClientKinds.kind(request);
    }

    /** What kind of program asks. */
    public Kind kind() {
        return kind;
    }

    /** Whether a boot loader or ROM asks, so that a boot file makes sense. */
    public boolean isNetworkBoot() {
        return kind != Kind.OTHER;
    }

    /**
     * What the boot file must be made for: the first value of option 93 that is known, else that of the vendor class,
     * else an unknown one as it came; {@link ClientArchitecture#ARM_RPIBOOT} for a Raspberry Pi whatever it says. Empty
     * if nothing tells.
     */
    public Optional<ClientArchitecture> architecture() {
        return architecture;
    }

    /** Option 93 as it came; empty if absent. */
    public List<ClientArchitecture> reportedArchitectures() {
        return reported;
    }

    /** The client's hardware address. */
    public HardwareAddress hardwareAddress() {
        return hardwareAddress;
    }

    /** Option 97, a hint: absent in some ROMs, all zeros in others. */
    public Optional<MachineId> machineId() {
        return machineId;
    }

    /** Option 60. */
    public Optional<VendorClass> vendorClass() {
        return vendorClass;
    }

    /** Option 77. */
    public Optional<UserClass> userClass() {
        return userClass;
    }

    /** Option 94, or what the vendor class says of it. */
    public Optional<NetworkInterfaceIdentifier> networkInterface() {
        return networkInterface.or(() -> vendorClass.flatMap(VendorClass::undi));
    }

    /** Option 175, of iPXE and gPXE. */
    public Optional<IpxeOptions> ipxe() {
        return ipxe;
    }

    /** What this iPXE can do; empty for other clients. */
    public Set<IpxeFeature> ipxeFeatures() {
        return ipxe.map(IpxeOptions::features).orElse(Set.of());
    }

    /** {@code 52:54:00:00:00:01 IPXE (x64 UEFI)}. */
    @Override
    public String toString() {
        return hardwareAddress + " " + kind
                + architecture.map(known -> " (" + known + ")").orElse("");
    }
}
