package io.pxe4j.dhcp;

import java.time.Duration;
import java.util.List;

/**
 * A key of {@link PxeOptions}: the code of a PXE sub-option and how its value is read and written.
 *
 * @param <T> the value's type
 */
public final class PxeOption<T> {
    /** 1: the multicast address of MTFTP. */
    public static final PxeOption<Ip4> MTFTP_ADDRESS = new PxeOption<>(1, OptionFormats.IP4);
    /** 2: the client's MTFTP port; little-endian on the wire, "Intel order". */
    public static final PxeOption<Integer> MTFTP_CLIENT_PORT = new PxeOption<>(2, OptionFormats.U16_LITTLE_ENDIAN);
    /** 3: the server's MTFTP port; little-endian on the wire. */
    public static final PxeOption<Integer> MTFTP_SERVER_PORT = new PxeOption<>(3, OptionFormats.U16_LITTLE_ENDIAN);
    /** 4: how long a client listens before it opens an MTFTP transfer, 0 to 255 s. */
    public static final PxeOption<Duration> MTFTP_TIMEOUT = new PxeOption<>(4, OptionFormats.SECONDS_U8);
    /** 5: how long a client waits before it opens an MTFTP transfer again, 0 to 255 s. */
    public static final PxeOption<Duration> MTFTP_DELAY = new PxeOption<>(5, OptionFormats.SECONDS_U8);
    /** 6: how to look for boot servers. */
    public static final PxeOption<PxeDiscoveryControl> DISCOVERY_CONTROL = new PxeOption<>(
            6, OptionFormats.map(OptionFormats.U8, PxeDiscoveryControl::new, PxeDiscoveryControl::bits));
    /** 7: the multicast address of boot server discovery. */
    public static final PxeOption<Ip4> DISCOVERY_ADDRESS = new PxeOption<>(7, OptionFormats.IP4);
    /** 8: boot servers by type. */
    public static final PxeOption<List<PxeBootServers>> BOOT_SERVERS = new PxeOption<>(8, PxeBootServers.FORMAT);
    /** 9: the boot menu. */
    public static final PxeOption<List<PxeMenuItem>> BOOT_MENU = new PxeOption<>(9, PxeMenuItem.FORMAT);
    /** 10: the prompt before the menu. */
    public static final PxeOption<PxeMenuPrompt> MENU_PROMPT = new PxeOption<>(10, PxeMenuPrompt.FORMAT);
    /** 11: multicast addresses for a boot server. */
    public static final PxeOption<PxeMulticastRange> MULTICAST_RANGE = new PxeOption<>(11, PxeMulticastRange.FORMAT);
    /** 12: the credential types that the client takes (BIS). */
    public static final PxeOption<List<Long>> CREDENTIAL_TYPES = new PxeOption<>(12, OptionFormats.U32S);
    /** 64: network card path (loader; LCM only). */
    public static final PxeOption<byte[]> NIC_PATH = bytes(64);
    /** 65: management information (loader; LCM only). */
    public static final PxeOption<byte[]> MANAGEMENT_INFO = bytes(65);
    /** 66: operating system information (loader; LCM only). */
    public static final PxeOption<byte[]> OS_INFO = bytes(66);
    /** 67: boot operating system information (loader; LCM only). */
    public static final PxeOption<byte[]> BOOT_OS_INFO = bytes(67);
    /** 68: prompt information (loader; LCM only). */
    public static final PxeOption<byte[]> PROMPT_INFO = bytes(68);
    /** 69: more operating system information (loader; LCM only). Tinkerbell keeps a trace id here. */
    public static final PxeOption<byte[]> OS_INFO_2 = bytes(69);
    /** 70: more boot operating system information (loader; LCM only). */
    public static final PxeOption<byte[]> BOOT_OS_INFO_2 = bytes(70);
    /** 71: the boot server type and layer asked for. */
    public static final PxeOption<PxeBootItem> BOOT_ITEM = new PxeOption<>(71, PxeBootItem.FORMAT);

    private final int code;
    private final OptionFormat<T> format;

    private PxeOption(int code, OptionFormat<T> format) {
        this.code = code;
        this.format = format;
    }

    /**
     * Any sub-option as octets, those of vendors too.
     *
     * @throws IllegalArgumentException outside 1 to 254
     */
    public static PxeOption<byte[]> bytes(int code) {
        return new PxeOption<>(Check.range("sub-option code", code, 1, 254), OptionFormats.OCTETS);
    }

    /** The number on the wire, 1 to 254. */
    public int code() {
        return code;
    }

    OptionFormat<T> format() {
        return format;
    }
}
