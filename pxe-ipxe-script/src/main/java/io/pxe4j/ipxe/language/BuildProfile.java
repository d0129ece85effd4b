package io.pxe4j.ipxe.language;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What one build of iPXE can do: its version, what it was built for, and which parts were put in.
 *
 * <p>The factories describe builds that nobody configured; {@link #with} and {@link #without} describe the others.
 *
 * @param name as messages show it
 * @param target what it was built for
 * @param version the state of its sources
 * @param features the parts that are in
 */
public record BuildProfile(String name, BuildTarget target, IpxeVersion version, Set<Feature> features) {
    // Option 175, src/include/ipxe/features.h. "VLAN" there is the ability, not the vcreate command.
    private static final Map<String, Feature> REPORTED = Map.of(
            "HTTP", Feature.DOWNLOAD_PROTO_HTTP,
            "HTTPS", Feature.DOWNLOAD_PROTO_HTTPS,
            "TFTP", Feature.DOWNLOAD_PROTO_TFTP,
            "FTP", Feature.DOWNLOAD_PROTO_FTP,
            "NFS", Feature.DOWNLOAD_PROTO_NFS,
            "SLAM", Feature.DOWNLOAD_PROTO_SLAM,
            "ISCSI", Feature.SANBOOT_PROTO_ISCSI,
            "AOE", Feature.SANBOOT_PROTO_AOE,
            "SRP", Feature.SANBOOT_PROTO_IB_SRP,
            "MENU", Feature.MENU_CMD);

    /** Checks that all is there, and keeps a copy. */
    public BuildProfile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(version, "version");
        features = Set.copyOf(features);
    }

    /** A build for PC BIOS. */
    public static BuildProfile pcbios(IpxeVersion version) {
        return of(BuildTarget.PCBIOS, version);
    }

    /** A build for UEFI on x86-64. */
    public static BuildProfile efiX64(IpxeVersion version) {
        return of(BuildTarget.EFI_X86_64, version);
    }

    /** A build for UEFI on 64-bit ARM. */
    public static BuildProfile efiArm64(IpxeVersion version) {
        return of(BuildTarget.EFI_ARM64, version);
    }

    /**
     * The {@code ipxe.lkrn} of Debian 12, whose {@code help} lists exactly the commands of this profile. Its banner
     * names NFS and it stores IPv6 addresses, neither of which a default build of that day did.
     */
    public static BuildProfile debian12() {
        return of(BuildTarget.PCBIOS, IpxeVersion.DEBIAN_2019)
                .with(Feature.DOWNLOAD_PROTO_NFS, Feature.NET_PROTO_IPV6)
                .named("debian12");
    }

    /** A build that nobody configured. */
    public static BuildProfile of(BuildTarget target, IpxeVersion version) {
        String name = target.name().toLowerCase(Locale.ROOT).replace('_', '-') + " " + version.name();
        return new BuildProfile(name, target, version, defaults(target, version));
    }

    /** The profiles that a command line can name: {@code pcbios}, {@code efi-x64-1.21.1}, {@code debian12} ... */
    public static Map<String, BuildProfile> named() {
        Map<String, BuildProfile> named = new LinkedHashMap<>();
        named.put("debian12", debian12());
        Map<String, BuildTarget> targets = new LinkedHashMap<>();
        targets.put("pcbios", BuildTarget.PCBIOS);
        targets.put("efi-x64", BuildTarget.EFI_X86_64);
        targets.put("efi-arm64", BuildTarget.EFI_ARM64);
        targets.forEach((name, target) -> {
            named.put(name, of(target, IpxeVersion.MASTER).named(name));
            for (IpxeVersion version : List.of(IpxeVersion.V2_0_0, IpxeVersion.V1_21_1, IpxeVersion.V1_20_1)) {
                String full = name + "-" + version.name();
                named.put(full, of(target, version).named(full));
            }
        });
        return named;
    }

    /** This profile under another name. */
    public BuildProfile named(String other) {
        return new BuildProfile(other, target, version, features);
    }

    /** This build with more parts put in. */
    public BuildProfile with(Feature... more) {
        Set<Feature> all = copyOfFeatures();
        all.addAll(List.of(more));
        return new BuildProfile(name, target, version, all);
    }

    /** This build with parts left out. */
    public BuildProfile without(Feature... fewer) {
        Set<Feature> all = copyOfFeatures();
        all.removeAll(List.of(fewer));
        return new BuildProfile(name, target, version, all);
    }

    /**
     * This build with what a client said of itself in DHCP option 175, whose sub-options tell of protocols and menus:
     * those it names are in, those it could have named and did not are out, and nothing is known of the rest.
     *
     * @param names the features' names in any case: {@code HTTP}, {@code iSCSI}, {@code Menu}; others are ignored
     */
    public BuildProfile withReported(Collection<String> names) {
        Set<Feature> all = copyOfFeatures();
        all.removeAll(REPORTED.values());
        names.stream()
                .map(reported -> REPORTED.get(reported.toUpperCase(Locale.ROOT)))
                .filter(Objects::nonNull)
                .forEach(all::add);
        return new BuildProfile(name, target, version, all);
    }

    /**
     * The default build of the version that an HTTP client names: {@code User-Agent: iPXE/1.21.1+ (g4bd06)}.
     *
     * @return empty if the client is not iPXE
     */
    public static Optional<BuildProfile> ofUserAgent(BuildTarget target, String userAgent) {
        if (!userAgent.regionMatches(true, 0, "iPXE/", 0, 5)) {
            return Optional.empty();
        }
        return IpxeVersion.parse(userAgent.substring(5)).map(found -> of(target, found));
    }

    /** Whether the build has the part. */
    public boolean has(Feature feature) {
        return features.contains(feature);
    }

    /** Why this build has no such command; empty if it has. */
    public Optional<String> lacks(CommandSpec command) {
        return lacks(command.name(), command.since(), command.feature());
    }

    /** Why this build has no such option of a command that it has; empty if it has. */
    public Optional<String> lacks(CommandSpec command, OptionSpec option) {
        String what = command.name() + " " + option;
        return lacks(what, option.since(), Optional.empty())
                .or(() -> option.efiOnly() && !target.isEfi()
                        ? Optional.of(what + ": has no effect in " + name + " (expected: an EFI build)")
                        : Optional.empty());
    }

    /** Why this build does not understand that word behind an image's URI; empty if it does. */
    public Optional<String> lacks(ImageArgument argument) {
        return argument.matters(target)
                ? lacks(argument.toString(), argument.since(), Optional.empty())
                : Optional.empty();
    }

    /** Why this build does not open such URIs; empty if it does. */
    public Optional<String> lacks(UriScheme scheme) {
        return lacks(scheme + ": URIs", scheme.feature().since(), Optional.of(scheme.feature()));
    }

    /** Why this build cannot show settings as that type; empty if it can. */
    public Optional<String> lacks(SettingType type) {
        return lacks(
                "setting type " + type,
                type.since(),
                type == SettingType.IPV6 ? Optional.of(Feature.NET_PROTO_IPV6) : Optional.empty());
    }

    /** Why this build does not have that setting; empty if it has. */
    public Optional<String> lacks(SettingSpec setting) {
        return lacks("setting " + setting.name(), setting.since(), setting.feature());
    }

    @Override
    public String toString() {
        return name;
    }

    private Optional<String> lacks(String what, LocalDate since, Optional<Feature> feature) {
        if (!version.includes(since)) {
            return Optional.of(what + ": unknown to " + version + " (expected: a build of " + since + " or later)");
        }
        return feature.filter(needed -> !has(needed))
                .map(needed -> what + ": not in " + name + " (expected: a build with " + needed + ")");
    }

    private Set<Feature> copyOfFeatures() {
        Set<Feature> copy = EnumSet.noneOf(Feature.class);
        copy.addAll(features);
        return copy;
    }

    private static Set<Feature> defaults(BuildTarget target, IpxeVersion version) {
        Set<Feature> defaults = EnumSet.noneOf(Feature.class);
        for (Feature feature : Feature.values()) {
            if (feature.isDefault(target, version)) {
                defaults.add(feature);
            }
        }
        return defaults;
    }
}
