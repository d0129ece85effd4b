package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.PredefinedSettings;
import io.pxe4j.ipxe.language.SettingSpec;
import io.pxe4j.ipxe.language.SettingType;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A setting of iPXE: as a part of a text it stands for the value that the setting has when the line runs; {@code set}
 * writes it.
 *
 * <p>iPXE expands the value of a setting again: a value that holds <code>${...}</code> of its own (from DHCP, or
 * typed by the user) shows other settings. A setting that does not exist is empty.
 *
 * @param scope the block that holds it, {@code net0} or {@code net0.dhcp}; empty to search them all
 * @param name the name, or the number of a DHCP option: {@code 67}, {@code 175.3}
 * @param type how to read its bytes; empty for the type it has
 */
public record SettingRef(String scope, String name, Optional<SettingType> type) implements Reference {
    /** The hardware address of the interface in use. */
    public static final SettingRef MAC = of("mac");
    /** The IPv4 address of the interface in use. */
    public static final SettingRef IP = of("ip");
    /** The netmask of the interface in use. */
    public static final SettingRef NETMASK = of("netmask");
    /** The default gateway. */
    public static final SettingRef GATEWAY = of("gateway");
    /** The name server. */
    public static final SettingRef DNS = of("dns");
    /** The boot server that DHCP named (siaddr). */
    public static final SettingRef NEXT_SERVER = of("next-server");
    /** The boot file that DHCP named. */
    public static final SettingRef FILENAME = of("filename");
    /** The root path that DHCP named (option 17). */
    public static final SettingRef ROOT_PATH = of("root-path");
    /** The host name that DHCP gave. */
    public static final SettingRef HOSTNAME = of("hostname");
    /** The UUID of the machine. */
    public static final SettingRef UUID = of("uuid");
    /** The serial number of the machine. */
    public static final SettingRef SERIAL = of("serial");
    /** The maker of the machine. */
    public static final SettingRef MANUFACTURER = of("manufacturer");
    /** The model of the machine. */
    public static final SettingRef PRODUCT = of("product");
    /** The firmware iPXE runs on: {@code pcbios}, {@code efi}, {@code linux}, {@code sbi}. */
    public static final SettingRef PLATFORM = of("platform");
    /** The processor iPXE was built for: {@code i386}, {@code x86_64}, {@code arm64} and others. */
    public static final SettingRef BUILDARCH = of("buildarch");
    /** The version of iPXE. */
    public static final SettingRef VERSION = of("version");
    /** The last failure, as a number. */
    public static final SettingRef ERRNO = of("errno");
    /** The name by which an iSCSI target knows this machine. */
    public static final SettingRef INITIATOR_IQN = of("initiator-iqn");

    private static final Set<String> READ_ONLY =
            Set.of("builtin", "smbios", "pci", "usb", "acpi", "cpuid", "memmap", "lldp", "efi");

    /** Checks that iPXE would read the reference as it is meant. */
    public SettingRef {
        Objects.requireNonNull(type, "type");
        if (!scope.isEmpty()) {
            SettingName.checked("setting scope", scope);
        }
        SettingName.checked("setting name", name);
    }

    /**
     * The setting that a script writes this way between <code>${</code> and <code>}</code>: {@code ip},
     * {@code net0/mac}, {@code net0.dhcp/67:string}.
     *
     * @throws IllegalArgumentException if iPXE would not find a setting under it, or does not know its type
     */
    public static SettingRef of(String reference) {
        int slash = reference.indexOf('/');
        int colon = reference.indexOf(':', slash + 1);
        String scope = slash < 0 ? "" : reference.substring(0, slash);
        String name = reference.substring(slash + 1, colon < 0 ? reference.length() : colon);
        if (slash == 0) {
            SettingName.checked("setting scope", scope);
        }
        return new SettingRef(scope, name, colon < 0 ? Optional.empty() : Optional.of(typeNamed(reference, colon)));
    }

    /** A setting that iPXE knows by name, wherever it is. */
    public static SettingRef of(SettingSpec setting) {
        return of(setting.name());
    }

    /** The setting of DHCP option {@code code}, or of its sub-options: {@code tag(175, 3)}. Each is 0..255. */
    public static SettingRef tag(int code, int... subOptions) {
        StringBuilder name = new StringBuilder().append(tagPart(code));
        for (int part : subOptions) {
            name.append('.').append(tagPart(part));
        }
        return new SettingRef("", name.toString(), Optional.empty());
    }

    /** This setting in one block, such as {@code net0}, {@code net0.dhcp} or {@code proxydhcp}. */
    public SettingRef in(String block) {
        return new SettingRef(block, name, type);
    }

    /** This setting read, or written, as another type. */
    @Override
    public SettingRef as(SettingType other) {
        return new SettingRef(scope, name, Optional.of(other));
    }

    /** The setting as {@code set} takes it: {@code net0/ip:ipv4}. */
    public String path() {
        return (scope.isEmpty() ? "" : scope + "/")
                + name
                + type.map(t -> ":" + t).orElse("");
    }

    /** The setting as a text holds it: <code>${net0/mac:hexhyp}</code>. */
    @Override
    public String toString() {
        return "${" + path() + "}";
    }

    /** The type that decides what iPXE reads and shows. A type stored with a user's setting is unknown here: string. */
    @Override
    public SettingType effectiveType() {
        return type.or(() -> specification().map(SettingSpec::type)).orElse(SettingType.STRING);
    }

    // A tag finds the setting of the same number, and with it its type: `set 6 text` is refused as `set dns text` is.
    private Optional<SettingSpec> specification() {
        Optional<Long> tag = SettingName.tag(name);
        if (tag.isEmpty()) {
            return PredefinedSettings.find(name);
        }
        // A block that describes the machine numbers its settings in a way of its own.
        return isReadOnly() ? Optional.empty() : PredefinedSettings.find(tag.get());
    }

    /** Whether the value may begin with a hyphen. What nobody declared may have been stored with any type. */
    @Override
    public boolean mayStartWithHyphen() {
        return effectiveType().mayStartWithHyphen();
    }

    /**
     * Whether it is in a block that describes the machine: nothing there can be written, and tags are no DHCP
     * options.
     */
    boolean isReadOnly() {
        int dot = scope.lastIndexOf('.');
        return READ_ONLY.contains(scope.substring(dot + 1));
    }

    private static SettingType typeNamed(String reference, int colon) {
        String type = reference.substring(colon + 1);
        return SettingType.find(type)
                .orElseThrow(() -> new IllegalArgumentException("setting type: " + Characters.quote(type)
                        + " (expected: one that iPXE knows; with any other, the setting is empty)"));
    }

    private static int tagPart(int part) {
        if (part < 0 || part > 0xff) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "tag: %d (expected: 0..255)", part));
        }
        return part;
    }
}
