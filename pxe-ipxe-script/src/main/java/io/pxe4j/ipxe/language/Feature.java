package io.pxe4j.ipxe.language;

import java.time.LocalDate;

/**
 * A part of iPXE that a build includes or leaves out, named as in its {@code config/general.h},
 * {@code config/settings.h} and {@code config/usb.h}.
 */
public enum Feature {
    /** The shell and its help. */
    SHELL_CMD("BEA", "BEAS", ""),
    /** The time command. */
    TIME_CMD("", "", ""),
    /** Settings. */
    NVO_CMD("BEA", "BEAS", ""),
    /** The screen that edits settings. */
    CONFIG_CMD("BEA", "BEAS", ""),
    /** The login form. */
    LOGIN_CMD("BEA", "BEAS", ""),
    /** Images. */
    IMAGE_CMD("BEA", "BEAS", ""),
    /** Unpacking images; linked only with a format of archives. */
    IMAGE_ARCHIVE_CMD("BEA", "BEAS", "2021-05-06"),
    /** Images as settings. */
    IMAGE_SET_CMD("", "BEAS", "2026-07-14"),
    /** Images from memory. */
    IMAGE_MEM_CMD("", "", "2021-01-20"),
    /** Signatures of images. */
    IMAGE_TRUST_CMD("", "", ""),
    /** Encrypted images. */
    IMAGE_CRYPT_CMD("", "", "2024-08-29"),
    /** Sums of images. */
    DIGEST_CMD("", "EAS", ""),
    /** MD4 sums. */
    CRYPTO_DIGEST_MD4("", "", "2025-08-06"),
    /** The shim of Secure Boot. */
    SHIM_CMD("BEA", "BEAS", "2023-05-22"),
    /** Device trees. */
    FDT_CMD("A", "AS", "2025-03-27"),
    /** Network interfaces. */
    IFMGMT_CMD("BEA", "BEAS", ""),
    /** DHCP and PXE boot servers. */
    DHCP_CMD("BEA", "BEAS", ""),
    /** The routing table. */
    ROUTE_CMD("BEA", "BEAS", ""),
    /** Booting from the network as DHCP says. */
    AUTOBOOT_CMD("BEA", "BEAS", ""),
    /** VLANs. */
    VLAN_CMD("", "EAS", ""),
    /** Ping. */
    PING_CMD("", "", ""),
    /** Name lookup. */
    NSLOOKUP_CMD("", "", ""),
    /** Setting the clock. */
    NTP_CMD("", "EAS", ""),
    /** Waiting for background work. */
    SYNC_CMD("BEA", "BEAS", ""),
    /** IP statistics. */
    IPSTAT_CMD("", "", ""),
    /** The table of neighbours. */
    NEIGHBOUR_CMD("", "", ""),
    /** Profiling statistics. */
    PROFSTAT_CMD("", "", ""),
    /** Loopback tests. */
    LOTEST_CMD("", "", ""),
    /** Wireless interfaces; linked only with a wireless driver. */
    IWMGMT_CMD("BEA", "BEAS", ""),
    /** Infiniband; linked only with its driver. */
    IBMGMT_CMD("BEA", "BEAS", ""),
    /** Fibre Channel; linked only with its driver. */
    FCMGMT_CMD("", "", ""),
    /** PXE stack on and off, BIOS only. */
    PXE_CMD("", "", ""),
    /** SAN drives. */
    SANBOOT_CMD("BEA", "BEAS", ""),
    /** Menus. */
    MENU_CMD("BEA", "BEAS", ""),
    /** Forms. */
    FORM_CMD("BEA", "BEAS", "2024-06-20"),
    /** Request parameters. */
    PARAM_CMD("", "EAS", ""),
    /** Consoles and colours. */
    CONSOLE_CMD("", "EAS", ""),
    /** Restarting. */
    REBOOT_CMD("BEA", "BEAS", ""),
    /** Switching off. */
    POWEROFF_CMD("", "BEAS", ""),
    /** Features of an x86 processor. */
    CPUID_CMD("BE", "BE", ""),
    /** Scanning the PCI bus. */
    PCI_CMD("", "EAS", ""),
    /** Scanning the USB bus. */
    USB_CMD("", "EAS", "2024-10-17"),
    /** Certificates. */
    CERT_CMD("", "EAS", ""),
    /** The debugger. */
    GDBSERIAL("", "", ""),
    /** TFTP. */
    DOWNLOAD_PROTO_TFTP("BEA", "BEAS", ""),
    /** HTTP. */
    DOWNLOAD_PROTO_HTTP("BEA", "BEAS", ""),
    /** HTTPS. */
    DOWNLOAD_PROTO_HTTPS("", "EAS", ""),
    /** FTP. */
    DOWNLOAD_PROTO_FTP("", "", ""),
    /** NFS. */
    DOWNLOAD_PROTO_NFS("", "", ""),
    /** SLAM multicast. */
    DOWNLOAD_PROTO_SLAM("", "", ""),
    /** Files of the firmware's file systems. */
    DOWNLOAD_PROTO_FILE("EA", "EA", ""),
    /** Data URIs. */
    DOWNLOAD_PROTO_DATA("", "BEAS", "2026-07-16"),
    /** ISCSI. */
    SANBOOT_PROTO_ISCSI("BEA", "BEA", ""),
    /** ATA over Ethernet. */
    SANBOOT_PROTO_AOE("BEA", "BEA", ""),
    /** Fibre Channel. */
    SANBOOT_PROTO_FCP("BEA", "BEA", ""),
    /** SCSI over RDMA. */
    SANBOOT_PROTO_IB_SRP("BEA", "BEA", ""),
    /** HTTP as a drive. */
    SANBOOT_PROTO_HTTP("BEA", "BEA", ""),
    /** USB block devices. */
    USB_BLOCK("BEA", "BEA", "2020-10-12"),
    /** IPv6. */
    NET_PROTO_IPV6("", "EAS", ""),
    /** LLDP. */
    NET_PROTO_LLDP("", "EAS", "2023-02-05"),
    /** Distributed caches of HTTP (BranchCache). */
    HTTP_ENC_PEERDIST("", "", ""),
    /** Console messages to a syslog server. */
    CONSOLE_SYSLOG("", "", ""),
    /** ACPI tables as settings. */
    ACPI_SETTINGS("", "EAS", ""),
    /** PCI configuration space as settings. */
    PCI_SETTINGS("BEA", "BEAS", ""),
    /** USB descriptors as settings. */
    USB_SETTINGS("BEA", "BEAS", "2024-10-18"),
    /** Variables of UEFI as settings. */
    EFI_SETTINGS("EA", "EA", "2023-06-09"),
    /** CPUID as settings. */
    CPUID_SETTINGS("", "E", ""),
    /** The memory map as settings. */
    MEMMAP_SETTINGS("", "", ""),
    /** The text screen as a setting. */
    VRAM_SETTINGS("", "", ""),
    /** VMware's guest information as settings. */
    VMWARE_SETTINGS("", "", "");

    /** The day on which the builds for anything but PC BIOS were given all that has no cost there (05cb93046). */
    private static final LocalDate NEW_DEFAULTS = LocalDate.of(2026, 1, 16);
    /** The day on which UEFI builds were given IPv6, years before the rest (0c25daad3). */
    private static final LocalDate IPV6_ON_EFI = LocalDate.of(2018, 11, 18);

    private final String formerDefaults;
    private final String defaults;
    private final LocalDate since;

    // The letters are those of BuildTarget: PC BIOS, EFI on x86-64, EFI on ARM64, SBI.
    Feature(String formerDefaults, String defaults, String since) {
        this.formerDefaults = formerDefaults;
        this.defaults = defaults;
        this.since = since.isEmpty() ? CommandSpec.OLD : LocalDate.parse(since);
    }

    /** The day of its first commit, or {@link CommandSpec#OLD}. */
    public LocalDate since() {
        return since;
    }

    /** Whether a build of that version that nobody configured includes it. */
    public boolean isDefault(BuildTarget target, IpxeVersion version) {
        if (!version.includes(since)) {
            return false;
        }
        if (this == NET_PROTO_IPV6 && target.isEfi() && version.includes(IPV6_ON_EFI)) {
            return true;
        }
        return target.isIn(version.includes(NEW_DEFAULTS) ? defaults : formerDefaults);
    }
}
