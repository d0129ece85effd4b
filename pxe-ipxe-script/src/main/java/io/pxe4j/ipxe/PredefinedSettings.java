package io.pxe4j.ipxe;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/** The settings that every iPXE knows, with the type that each has when a script names none. */
final class PredefinedSettings {
    private static final Map<String, SettingType> TYPES = Map.ofEntries(
            entry("mac", SettingType.HEX),
            entry("hwaddr", SettingType.HEX),
            entry("busloc", SettingType.UINT32),
            entry("busid", SettingType.HEX),
            entry("mtu", SettingType.INT16),
            entry("active-scan", SettingType.INT8),
            entry("ip", SettingType.IPV4),
            entry("netmask", SettingType.IPV4),
            entry("gateway", SettingType.IPV4),
            entry("dns", SettingType.IPV4),
            entry("ntp", SettingType.IPV4),
            entry("static-routes", SettingType.HEX),
            entry("ip6", SettingType.IPV6),
            entry("len6", SettingType.INT8),
            entry("gateway6", SettingType.IPV6),
            entry("dns6", SettingType.IPV6),
            entry("dnssl", SettingType.DNSSL),
            entry("next-server", SettingType.IPV4),
            entry("keep-san", SettingType.INT8),
            entry("skip-san-boot", SettingType.INT8),
            entry("san-drive", SettingType.UINT8),
            entry("san-retries", SettingType.INT8),
            entry("uuid", SettingType.UUID),
            entry("uid", SettingType.UINT32),
            entry("gid", SettingType.UINT32),
            entry("trust", SettingType.HEX),
            entry("cert", SettingType.HEX),
            entry("privkey", SettingType.HEX),
            entry("priority", SettingType.INT8),
            entry("dhcp-server", SettingType.IPV4),
            entry("syslog", SettingType.IPV4),
            entry("syslog6", SettingType.IPV6),
            entry("peerdist", SettingType.INT8),
            entry("errno", SettingType.UINT32),
            entry("unixtime", SettingType.UINT32),
            entry("sysmac", SettingType.HEX),
            entry("vram", SettingType.BASE64),
            entry("memsize", SettingType.INT32));

    // A tag finds the setting of the same number, and with it its type: `set 6 text` is refused as `set dns text` is.
    private static final Map<Long, String> BY_TAG = Map.ofEntries(
            entry(1L, "netmask"),
            entry(3L, "gateway"),
            entry(6L, "dns"),
            entry(7L, "syslog"),
            entry(26L, "mtu"),
            entry(42L, "ntp"),
            entry(54L, "dhcp-server"),
            entry(119L, "dnssl"),
            entry(121L, "static-routes"),
            entry(175L << 8 | 0x01, "priority"),
            entry(175L << 8 | 0x02, "ip"),
            entry(175L << 8 | 0x03, "next-server"),
            entry(175L << 8 | 0x08, "keep-san"),
            entry(175L << 8 | 0x09, "skip-san-boot"),
            entry(175L << 8 | 0x5a, "trust"),
            entry(175L << 8 | 0x5b, "cert"),
            entry(175L << 8 | 0x5c, "privkey"),
            entry(175L << 8 | 0xbb, "san-retries"),
            entry(175L << 8 | 0xbd, "san-drive"),
            entry(175L << 8 | 0xc2, "uid"),
            entry(175L << 8 | 0xc3, "gid"));

    private PredefinedSettings() {}

    /**
     * The type of a setting that a script names without one, when it is not a string.
     *
     * @param ownTags whether its block numbers its settings in a way of its own, not as DHCP options
     */
    static Optional<SettingType> typeOf(String name, boolean ownTags) {
        Optional<Long> tag = SettingName.tag(name);
        if (tag.isEmpty()) {
            return Optional.ofNullable(TYPES.get(name));
        }
        return ownTags
                ? Optional.empty()
                : Optional.ofNullable(BY_TAG.get(tag.get())).map(TYPES::get);
    }
}
