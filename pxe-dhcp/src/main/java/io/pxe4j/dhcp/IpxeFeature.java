package io.pxe4j.dhcp;

import org.jspecify.annotations.Nullable;

/**
 * Something that an iPXE build can do, announced in option 175: an open set.
 *
 * @param code the sub-option's number, 16 to 79
 */
public record IpxeFeature(int code) {
    private static final int FIRST = 0x10;
    private static final int LAST = 0x4f;
    private static final @Nullable String[] NAMES = new @Nullable String[LAST + 1];

    /** PXE extensions. */
    public static final IpxeFeature PXE_EXT = known(0x10, "PXEXT");
    /** iSCSI. */
    public static final IpxeFeature ISCSI = known(0x11, "iSCSI");
    /** ATA over Ethernet. */
    public static final IpxeFeature AOE = known(0x12, "AoE");
    /** HTTP. */
    public static final IpxeFeature HTTP = known(0x13, "HTTP");
    /** HTTPS. */
    public static final IpxeFeature HTTPS = known(0x14, "HTTPS");
    /** TFTP. */
    public static final IpxeFeature TFTP = known(0x15, "TFTP");
    /** FTP. */
    public static final IpxeFeature FTP = known(0x16, "FTP");
    /** DNS. */
    public static final IpxeFeature DNS = known(0x17, "DNS");
    /** Linux kernels. */
    public static final IpxeFeature BZIMAGE = known(0x18, "bzImage");
    /** Multiboot images. */
    public static final IpxeFeature MULTIBOOT = known(0x19, "MBOOT");
    /** SLAM multicast. */
    public static final IpxeFeature SLAM = known(0x1a, "SLAM");
    /** SCSI over RDMA. */
    public static final IpxeFeature SRP = known(0x1b, "SRP");
    /** NBI images. */
    public static final IpxeFeature NBI = known(0x20, "NBI");
    /** PXE images. */
    public static final IpxeFeature PXE = known(0x21, "PXE");
    /** ELF images. */
    public static final IpxeFeature ELF = known(0x22, "ELF");
    /** COMBOOT images. */
    public static final IpxeFeature COMBOOT = known(0x23, "COMBOOT");
    /** EFI images. */
    public static final IpxeFeature EFI = known(0x24, "EFI");
    /** Fibre Channel over Ethernet. */
    public static final IpxeFeature FCOE = known(0x25, "FCoE");
    /** VLANs. */
    public static final IpxeFeature VLAN = known(0x26, "VLAN");
    /** Menus. */
    public static final IpxeFeature MENU = known(0x27, "Menu");
    /** SDI images. */
    public static final IpxeFeature SDI = known(0x28, "SDI");
    /** NFS. */
    public static final IpxeFeature NFS = known(0x29, "NFS");

    /** Checks the range. */
    public IpxeFeature {
        Check.range("iPXE feature", code, FIRST, LAST);
    }

    /**
     * The feature of that number.
     *
     * @throws IllegalArgumentException outside 16 to 79
     */
    public static IpxeFeature of(int code) {
        return new IpxeFeature(code);
    }

    static boolean isFeature(int code) {
        return code >= FIRST && code <= LAST;
    }

    private static IpxeFeature known(int code, String name) {
        NAMES[code] = name;
        return new IpxeFeature(code);
    }

    /** iPXE's own name for it, or {@code UNKNOWN(n)}. */
    @Override
    public String toString() {
        String name = NAMES[code];
        return name != null ? name : "UNKNOWN(" + code + ")";
    }
}
