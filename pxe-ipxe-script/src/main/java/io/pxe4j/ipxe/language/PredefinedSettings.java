package io.pxe4j.ipxe.language;

import static io.pxe4j.ipxe.language.SettingType.BASE64;
import static io.pxe4j.ipxe.language.SettingType.DNSSL;
import static io.pxe4j.ipxe.language.SettingType.HEX;
import static io.pxe4j.ipxe.language.SettingType.INT16;
import static io.pxe4j.ipxe.language.SettingType.INT32;
import static io.pxe4j.ipxe.language.SettingType.INT8;
import static io.pxe4j.ipxe.language.SettingType.IPV4;
import static io.pxe4j.ipxe.language.SettingType.IPV6;
import static io.pxe4j.ipxe.language.SettingType.STRING;
import static io.pxe4j.ipxe.language.SettingType.UINT32;
import static io.pxe4j.ipxe.language.SettingType.UINT8;
import static io.pxe4j.ipxe.language.SettingType.UUID;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The settings that every iPXE knows by name, read from each {@code __setting(...)} of its sources. */
public final class PredefinedSettings {
    private static final Map<String, SettingSpec> BY_NAME = new LinkedHashMap<>();
    private static final Map<Long, SettingSpec> BY_OPTION = new HashMap<>();

    static {
        // net/netdevice.c and net/netdev_settings.c
        writable("netX", HEX, "mac");
        readOnly("netX", HEX, "hwaddr", "busid");
        readOnly("netX", STRING, "bustype", "linktype", "chip", "ifname");
        readOnly("netX", UINT32, "busloc");
        option(26, "mtu", INT16);
        // net/80211
        writable("", STRING, "ssid", "key");
        writable("", INT8, "active-scan");
        // core/settings.c, net/ipv4.c, net/udp/dns.c, net/udp/syslog.c, net/ndp.c
        encapsulated(0x02, "ip", IPV4);
        option(1, "netmask", IPV4);
        option(3, "gateway", IPV4);
        option(6, "dns", IPV4);
        tagged(42, "42", "ntp", IPV4, CommandSpec.OLD, Feature.NTP_CMD);
        tagged(121, "121", "static-routes", HEX, LocalDate.of(2025, 6, 10));
        writable("", IPV6, "ip6", "gateway6", "dns6");
        writable("", INT8, "len6");
        option(15, "domain", STRING);
        option(119, "dnssl", DNSSL);
        option(67, "filename", STRING);
        encapsulated(0x03, "next-server", IPV4);
        option(54, "dhcp-server", IPV4);
        tagged(7, "7", "syslog", IPV4, CommandSpec.OLD, Feature.CONSOLE_SYSLOG);
        add(new SettingSpec(
                "syslog6", "", Optional.empty(), IPV6, true, CommandSpec.OLD, Optional.of(Feature.CONSOLE_SYSLOG)));
        tagged(175L << 8 | 0x55, "175.85", "syslogs", STRING, CommandSpec.OLD, Feature.CONSOLE_SYSLOG);
        option(12, "hostname", STRING);
        option(77, "user-class", STRING);
        option(60, "vendor-class", STRING);
        // usr/autoboot.c, drivers/block, net/tcp/iscsi.c, net/oncrpc
        option(17, "root-path", STRING);
        encapsulated(0xbc, "san-filename", STRING);
        option(203, "initiator-iqn", STRING);
        encapsulated(0x08, "keep-san", INT8);
        encapsulated(0x09, "skip-san-boot", INT8);
        encapsulated(0xbd, "san-drive", UINT8);
        encapsulated(0xbb, "san-retries", INT8);
        encapsulated(0xbe, "username", STRING);
        encapsulated(0xbf, "password", STRING);
        encapsulated(0xc0, "reverse-username", STRING);
        encapsulated(0xc1, "reverse-password", STRING);
        encapsulated(0xc2, "uid", UINT32);
        encapsulated(0xc3, "gid", UINT32);
        // crypto/rootcert.c, clientcert.c, privkey.c, net/validator.c
        certificate(0x5d, "crosscert", STRING);
        certificate(0x5a, "trust", HEX);
        certificate(0x5b, "cert", HEX);
        certificate(0x5c, "privkey", HEX);
        encapsulated(0x01, "priority", INT8);
        encapsulated(0x51, "scriptlet", STRING);
        writable("", STRING, "keymap");
        peerDistribution("peerhost", STRING);
        peerDistribution("peerdist", INT8);
        // interface/smbios/smbios_settings.c
        smbios("1.8.16", "uuid", UUID);
        smbios("1.4.0", "manufacturer", STRING);
        smbios("1.5.0", "product", STRING);
        smbios("1.7.0", "serial", STRING);
        smbios("2.7.0", "board-serial", STRING);
        smbios("3.8.0", "asset", STRING);
        // core/settings.c (builtin), arch/x86/core
        readOnly("builtin", UINT32, "errno", "unixtime");
        readOnly("builtin", STRING, "buildarch", "platform", "version");
        builtin("cwuri", STRING, "2024-03-19");
        builtin("cwduri", STRING, "2024-03-19");
        builtin("dmesg", STRING, "2026-07-16");
        builtin("sysmac", HEX, "2022-06-10");
        part(Feature.CPUID_SETTINGS, "cpuid", STRING, "cpuvendor", "cpumodel");
        part(Feature.MEMMAP_SETTINGS, "memmap", INT32, "memsize");
        part(Feature.VRAM_SETTINGS, "builtin", BASE64, "vram");
    }

    private PredefinedSettings() {}

    /** The setting of that name; names are case-sensitive. */
    public static Optional<SettingSpec> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * The setting that a DHCP option is found as, and is read as: <code>${67}</code> is <code>${filename}</code>.
     *
     * @param tag the option's number, that of a sub-option with its option's in the higher byte: 175.3 is 0xaf03
     */
    public static Optional<SettingSpec> find(long tag) {
        return Optional.ofNullable(BY_OPTION.get(tag));
    }

    /** All of them, grouped by where they come from. */
    public static Collection<SettingSpec> all() {
        return Collections.unmodifiableCollection(BY_NAME.values());
    }

    private static void option(int code, String name, SettingType type) {
        tagged(code, String.valueOf(code), name, type);
    }

    private static void encapsulated(int code, String name, SettingType type) {
        tagged(175L << 8 | code, "175." + code, name, type);
    }

    // Linked where something needs certificates: TLS for a start.
    private static void certificate(int code, String name, SettingType type) {
        tagged(175L << 8 | code, "175." + code, name, type, CommandSpec.OLD, Feature.DOWNLOAD_PROTO_HTTPS);
    }

    private static void peerDistribution(String name, SettingType type) {
        Optional<Feature> feature = Optional.of(Feature.HTTP_ENC_PEERDIST);
        add(new SettingSpec(name, "", Optional.empty(), type, true, CommandSpec.OLD, feature));
    }

    private static void tagged(long number, String tag, String name, SettingType type) {
        tagged(number, tag, name, type, CommandSpec.OLD);
    }

    private static void tagged(
            long number, String tag, String name, SettingType type, LocalDate since, Feature... feature) {
        SettingSpec spec = new SettingSpec(
                name,
                "",
                Optional.of(tag),
                type,
                type != DNSSL,
                since,
                Arrays.stream(feature).findFirst());
        add(spec);
        BY_OPTION.put(number, spec);
    }

    private static void smbios(String tag, String name, SettingType type) {
        add(new SettingSpec(name, "smbios", Optional.of(tag), type, false, CommandSpec.OLD, Optional.empty()));
    }

    private static void writable(String block, SettingType type, String... names) {
        for (String name : names) {
            Optional<Feature> feature = type == IPV6 ? Optional.of(Feature.NET_PROTO_IPV6) : Optional.empty();
            add(new SettingSpec(name, block, Optional.empty(), type, true, CommandSpec.OLD, feature));
        }
    }

    private static void readOnly(String block, SettingType type, String... names) {
        for (String name : names) {
            add(new SettingSpec(name, block, Optional.empty(), type, false, CommandSpec.OLD, Optional.empty()));
        }
    }

    private static void builtin(String name, SettingType type, String since) {
        add(new SettingSpec(name, "builtin", Optional.empty(), type, false, LocalDate.parse(since), Optional.empty()));
    }

    private static void part(Feature feature, String block, SettingType type, String... names) {
        for (String name : names) {
            add(new SettingSpec(name, block, Optional.empty(), type, false, feature.since(), Optional.of(feature)));
        }
    }

    private static void add(SettingSpec spec) {
        BY_NAME.put(spec.name(), spec);
    }
}
