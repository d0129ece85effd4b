package io.pxe4j.dhcp;

import java.time.Duration;
import java.util.List;

/**
 * A key of {@link PxeOptions}: the code of a PXE sub-option and how its value is read and written.
 *
 * @param <T> the value's type
 */
public final class PxeOption<T> extends SubOption<T> {
    static final SubOptionNames KNOWN = new SubOptionNames();

    /** 1: the multicast address of MTFTP. */
    public static final PxeOption<Ip4> MTFTP_ADDRESS = known(1, "MTFTP address", OptionFormats.IP4);
    /** 2: the client's MTFTP port; little-endian on the wire, "Intel order". */
    public static final PxeOption<Integer> MTFTP_CLIENT_PORT =
            known(2, "MTFTP client port", OptionFormats.U16_LITTLE_ENDIAN);
    /** 3: the server's MTFTP port; little-endian on the wire. */
    public static final PxeOption<Integer> MTFTP_SERVER_PORT =
            known(3, "MTFTP server port", OptionFormats.U16_LITTLE_ENDIAN);
    /** 4: how long a client listens before it opens an MTFTP transfer, 0 to 255 s. */
    public static final PxeOption<Duration> MTFTP_TIMEOUT = known(4, "MTFTP time-out", OptionFormats.SECONDS_U8);
    /** 5: how long a client waits before it opens an MTFTP transfer again, 0 to 255 s. */
    public static final PxeOption<Duration> MTFTP_DELAY = known(5, "MTFTP delay", OptionFormats.SECONDS_U8);
    /** 6: how to look for boot servers. */
    public static final PxeOption<PxeDiscoveryControl> DISCOVERY_CONTROL = known(
            6,
            "discovery control",
            OptionFormats.map(OptionFormats.U8, PxeDiscoveryControl::new, PxeDiscoveryControl::bits));
    /** 7: the multicast address of boot server discovery. */
    public static final PxeOption<Ip4> DISCOVERY_ADDRESS = known(7, "discovery address", OptionFormats.IP4);
    /** 8: boot servers by type. */
    public static final PxeOption<List<PxeBootServers>> BOOT_SERVERS = known(8, "boot servers", PxeBootServers.FORMAT);
    /** 9: the boot menu. */
    public static final PxeOption<List<PxeMenuItem>> BOOT_MENU = known(9, "boot menu", PxeMenuItem.FORMAT);
    /** 10: the prompt before the menu. */
    public static final PxeOption<PxeMenuPrompt> MENU_PROMPT = known(10, "menu prompt", PxeMenuPrompt.FORMAT);
    /** 11: multicast addresses for a boot server. */
    public static final PxeOption<PxeMulticastRange> MULTICAST_RANGE =
            known(11, "multicast range", PxeMulticastRange.FORMAT);
    /** 12: the credential types that the client takes (BIS). */
    public static final PxeOption<List<Long>> CREDENTIAL_TYPES = known(12, "credential types", OptionFormats.U32S);
    /** 64: network card path (loader; LCM only). */
    public static final PxeOption<byte[]> NIC_PATH = octets(64, "NIC path");
    /** 65: management information (loader; LCM only). */
    public static final PxeOption<byte[]> MANAGEMENT_INFO = octets(65, "management information");
    /** 66: operating system information (loader; LCM only). */
    public static final PxeOption<byte[]> OS_INFO = octets(66, "OS information");
    /** 67: boot operating system information (loader; LCM only). */
    public static final PxeOption<byte[]> BOOT_OS_INFO = octets(67, "boot OS information");
    /** 68: prompt information (loader; LCM only). */
    public static final PxeOption<byte[]> PROMPT_INFO = octets(68, "prompt information");
    /** 69: more operating system information (loader; LCM only). Tinkerbell keeps a trace id here. */
    public static final PxeOption<byte[]> OS_INFO_2 = octets(69, "OS information 2");
    /** 70: more boot operating system information (loader; LCM only). */
    public static final PxeOption<byte[]> BOOT_OS_INFO_2 = octets(70, "boot OS information 2");
    /** 71: the boot server type and layer asked for. */
    public static final PxeOption<PxeBootItem> BOOT_ITEM = known(71, "boot item", PxeBootItem.FORMAT);

    private PxeOption(int code, String name, OptionFormat<T> format) {
        super(code, name, format);
    }

    /**
     * Any sub-option as octets, those of vendors too.
     *
     * @throws IllegalArgumentException outside 1 to 254
     */
    public static PxeOption<byte[]> bytes(int code) {
        Check.range("sub-option code", code, 1, 254);
        return new PxeOption<>(code, KNOWN.name(code), OptionFormats.OCTETS);
    }

    private static <T> PxeOption<T> known(int code, String name, OptionFormat<T> format) {
        return KNOWN.add(new PxeOption<>(code, name, format));
    }

    private static PxeOption<byte[]> octets(int code, String name) {
        return known(code, name, OptionFormats.OCTETS);
    }
}
