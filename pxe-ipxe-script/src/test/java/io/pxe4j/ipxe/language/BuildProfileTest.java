package io.pxe4j.ipxe.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildProfileTest {
    /** What {@code help} lists on Debian 12's iPXE. */
    private static final Set<String> DEBIAN = Set.of(
            ("config cpuid dhcp pxebs ifopen ifclose ifstat ifconf imgfetch module initrd kernel chain imgselect imgload"
                            + " imgargs imgexec boot imgstat imgfree login menu item choose show set clear read inc"
                            + " reboot route sanhook sanboot sanunhook prompt goto shell help sync autoboot sleep iseq"
                            + " isset exit echo ibstat iwstat iwlist")
                    .split(" "));

    @Test
    void debiansBuildHasExactlyTheCommandsThatItsHelpLists() {
        assertThat(commandsOf(BuildProfile.debian12())).isEqualTo(DEBIAN);
    }

    @Test
    void biosBuildsLackWhatWasNeverInThem() {
        Set<String> bios = commandsOf(BuildProfile.pcbios(IpxeVersion.MASTER));
        assertThat(bios)
                .contains("shim", "form", "imgset", "poweroff", "cpuid", "iflinkwait")
                .doesNotContain("params", "param", "console", "vcreate", "ntp", "md5sum", "pciscan", "usbscan", "fdt");
        Set<String> efi = commandsOf(BuildProfile.efiX64(IpxeVersion.MASTER));
        assertThat(efi)
                .containsAll(bios)
                .contains("params", "param", "console", "vcreate", "ntp", "sha256sum", "pciscan", "usbscan", "certstat")
                .doesNotContain("fdt", "ping", "nslookup", "imgtrust", "time", "md4sum", "lotest", "startpxe");
        Set<String> arm = commandsOf(BuildProfile.efiArm64(IpxeVersion.MASTER));
        assertThat(arm).contains("fdt").doesNotContain("cpuid");
        assertThat(commandsOf(BuildProfile.of(BuildTarget.SBI, IpxeVersion.MASTER)))
                .contains("fdt", "params", "sanboot")
                .doesNotContain("cpuid");
    }

    @Test
    void oldReleasesLackWhatCameLater() {
        Set<String> v121 = commandsOf(BuildProfile.efiX64(IpxeVersion.V1_21_1));
        assertThat(v121)
                .contains("chain", "cpuid", "menu")
                .doesNotContain("iflinkwait", "shim", "form", "params", "poweroff", "imgextract", "vcreate");
        assertThat(commandsOf(BuildProfile.efiX64(IpxeVersion.V2_0_0)))
                .contains("iflinkwait", "shim", "form", "params", "poweroff")
                .doesNotContain("imgset");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dhcp --timeout | pcbios-1.20.1 | false",
                "dhcp --timeout | pcbios-1.21.1 | true",
                "choose --retimeout | efi-x64-1.21.1 | false",
                "choose --retimeout | efi-x64-2.0.0 | true",
                "chain --quiet | efi-x64-2.0.0 | false",
                "chain --quiet | efi-x64 | true",
                "sanboot --filename | debian12 | false",
                "sanboot --filename | efi-x64-1.21.1 | true",
                "param --header | efi-x64-1.21.1 | false",
                "chain --autofree | debian12 | true"
            })
    void optionsHaveAnAge(String option, String profile, boolean there) {
        CommandSpec command = Commands.find(option.split(" --")[0]).orElseThrow();
        OptionSpec spec = command.option(option.split(" --")[1]).orElseThrow();
        assertThat(BuildProfile.named().get(profile).lacks(command, spec).isEmpty())
                .isEqualTo(there);
    }

    @Test
    void saysWhatIsMissingAndWhereItIs() {
        CommandSpec params = Commands.find("params").orElseThrow();
        assertThat(BuildProfile.named().get("pcbios").lacks(params))
                .contains("params: not in pcbios (expected: a build with PARAM_CMD)");
        CommandSpec shim = Commands.find("shim").orElseThrow();
        assertThat(BuildProfile.debian12().lacks(shim))
                .contains("shim: unknown to iPXE 1.0.0+git-20190125 (expected: a build of 2023-05-22 or later)");
        CommandSpec sanboot = Commands.find("sanboot").orElseThrow();
        assertThat(BuildProfile.debian12()
                        .lacks(sanboot, sanboot.option("filename").orElseThrow()))
                .contains("sanboot --filename: has no effect in debian12 (expected: an EFI build)");
    }

    @ParameterizedTest
    @CsvSource({
        "http, pcbios, true",
        "https, pcbios, false",
        "https, efi-x64, true",
        "https, efi-x64-1.21.1, false",
        "data, efi-x64-2.0.0, false",
        "data, pcbios, true",
        "file, pcbios, false",
        "file, efi-arm64-1.21.1, true",
        "nfs, efi-x64, false",
        "nfs, debian12, true",
        "iscsi, debian12, true",
        "tftp, debian12, true",
        "usb, debian12, false"
    })
    void schemesDependOnTheBuild(String scheme, String profile, boolean there) {
        UriScheme spec = UriScheme.find(scheme).orElseThrow();
        assertThat(BuildProfile.named().get(profile).lacks(spec).isEmpty()).isEqualTo(there);
    }

    @Test
    void typesAndSettingsDependOnTheBuild() {
        BuildProfile debian = BuildProfile.debian12();
        assertThat(debian.lacks(SettingType.IPV6)).isEmpty();
        assertThat(BuildProfile.pcbios(IpxeVersion.MASTER).lacks(SettingType.IPV6))
                .isPresent();
        assertThat(debian.lacks(PredefinedSettings.find("static-routes").orElseThrow()))
                .isPresent();
        assertThat(debian.lacks(PredefinedSettings.find("syslog").orElseThrow()))
                .isPresent();
        assertThat(debian.lacks(SettingType.GUID)).isPresent();
        assertThat(debian.lacks(SettingType.HEXRAW)).isEmpty();
        assertThat(BuildProfile.efiX64(IpxeVersion.V1_20_1).lacks(SettingType.IPV6))
                .isEmpty();
        assertThat(debian.lacks(PredefinedSettings.find("cwuri").orElseThrow())).isPresent();
        assertThat(debian.lacks(PredefinedSettings.find("cpuvendor").orElseThrow()))
                .isPresent();
        assertThat(debian.lacks(PredefinedSettings.find("mac").orElseThrow())).isEmpty();
        assertThat(BuildProfile.efiX64(IpxeVersion.MASTER)
                        .lacks(PredefinedSettings.find("cpuvendor").orElseThrow()))
                .isEmpty();
    }

    @Test
    void partsCanBePutInAndLeftOut() {
        BuildProfile bios = BuildProfile.pcbios(IpxeVersion.V2_0_0);
        BuildProfile own = bios.with(Feature.PARAM_CMD, Feature.DOWNLOAD_PROTO_HTTPS)
                .without(Feature.MENU_CMD)
                .named("own");
        assertThat(own).hasToString("own");
        assertThat(commandsOf(own)).contains("params").doesNotContain("menu", "choose");
        assertThat(own.lacks(UriScheme.HTTPS)).isEmpty();
        assertThat(bios.has(Feature.PARAM_CMD)).isFalse();
        assertThat(bios).hasToString("pcbios 2.0.0");
    }

    @Test
    void takesProtocolsFromWhatAClientReported() {
        BuildProfile told =
                BuildProfile.pcbios(IpxeVersion.V1_21_1).withReported(List.of("https", "TFTP", "iSCSI", "bzImage"));
        assertThat(told.features())
                .contains(Feature.DOWNLOAD_PROTO_HTTPS, Feature.DOWNLOAD_PROTO_TFTP, Feature.SANBOOT_PROTO_ISCSI)
                .contains(Feature.IMAGE_CMD)
                .doesNotContain(Feature.DOWNLOAD_PROTO_HTTP, Feature.SANBOOT_PROTO_AOE, Feature.MENU_CMD);
    }

    @Test
    void takesTheVersionFromAUserAgent() {
        BuildProfile profile = BuildProfile.ofUserAgent(BuildTarget.EFI_X86_64, "iPXE/1.21.1+ (g4bd064d)")
                .orElseThrow();
        assertThat(profile.version().date()).isEqualTo(IpxeVersion.V1_21_1.date());
        assertThat(profile.features())
                .isEqualTo(BuildProfile.efiX64(IpxeVersion.V1_21_1).features());
        assertThat(BuildProfile.ofUserAgent(BuildTarget.PCBIOS, "curl/8.5")).isEmpty();
        assertThat(BuildProfile.ofUserAgent(BuildTarget.PCBIOS, "iPXE/unknown")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1.21.1, 2020-12-31",
        "1.21.1+ (g2ff3f), 2020-12-31",
        "v2.0.0, 2026-03-06",
        "2.5.0, 2026-03-06",
        "1.20.1+, 2020-01-02",
        "1.0.0, 2010-02-02",
        "1.0.0+ (c6f2), 2010-02-02",
        "0.9.9, 2010-02-02",
        "1.0.0+git-20190125.36a4c85-5.1, 2019-01-25",
        "1.21.1+git-20220113.fbbdc3926-0ubuntu1, 2022-01-13",
        "1.21.1+git-99999999, 2020-12-31"
    })
    void versionsAreReadFromWhatIpxeCallsItself(String text, LocalDate day) {
        assertThat(IpxeVersion.parse(text).map(IpxeVersion::date)).contains(day);
        assertThat(IpxeVersion.parse(text).orElseThrow().name()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "iPXE", "1.2", "x.y.z", "99999999999999999999.1.1"})
    void otherTextsAreNoVersion(String text) {
        assertThat(IpxeVersion.parse(text)).isEmpty();
    }

    @Test
    void onlyTheBeginningOfALongTextIsRead() {
        assertThat(IpxeVersion.parse(" ".repeat(94) + "2.0.0" + "x")).isPresent();
        assertThat(IpxeVersion.parse(" ".repeat(95) + "2.0.0" + "x")).isPresent();
        assertThat(IpxeVersion.parse(" ".repeat(96) + "2.0.0")).isEmpty();
        assertThat(IpxeVersion.parse("1.21.1" + " ".repeat(200)).orElseThrow().name())
                .hasSize(100);
    }

    @Test
    void versionsOfOneDayAreOrderedByName() {
        LocalDate day = LocalDate.of(2020, 1, 1);
        assertThat(new IpxeVersion("a", day)).isLessThan(new IpxeVersion("b", day));
        assertThat(new IpxeVersion("b", day)).isLessThan(new IpxeVersion("a", day.plusDays(1)));
    }

    @Test
    void defaultsChangedOverTheYears() {
        IpxeVersion before = new IpxeVersion("x", LocalDate.of(2018, 11, 17));
        assertThat(Feature.NET_PROTO_IPV6.isDefault(BuildTarget.EFI_X86_64, before))
                .isFalse();
        assertThat(Feature.NET_PROTO_IPV6.isDefault(BuildTarget.EFI_X86_64, IpxeVersion.V1_20_1))
                .isTrue();
        assertThat(Feature.NET_PROTO_IPV6.isDefault(BuildTarget.PCBIOS, IpxeVersion.MASTER))
                .isFalse();
        assertThat(Feature.PARAM_CMD.isDefault(BuildTarget.EFI_X86_64, new IpxeVersion("x", LocalDate.of(2026, 1, 15))))
                .isFalse();
        assertThat(Feature.PARAM_CMD.isDefault(BuildTarget.EFI_X86_64, new IpxeVersion("x", LocalDate.of(2026, 1, 16))))
                .isTrue();
        assertThat(Feature.SHIM_CMD.since()).isEqualTo(LocalDate.of(2023, 5, 22));
        assertThat(Feature.SHIM_CMD.isDefault(BuildTarget.PCBIOS, IpxeVersion.V1_21_1))
                .isFalse();
    }

    @Test
    void versionsAreOrdered() {
        assertThat(List.of(
                        IpxeVersion.DEBIAN_2019,
                        IpxeVersion.V1_20_1,
                        IpxeVersion.V1_21_1,
                        IpxeVersion.V2_0_0,
                        IpxeVersion.MASTER))
                .isSorted();
        assertThat(IpxeVersion.V2_0_0.includes(LocalDate.of(2026, 3, 6))).isTrue();
        assertThat(IpxeVersion.V2_0_0.includes(LocalDate.of(2026, 3, 7))).isFalse();
        assertThat(IpxeVersion.V2_0_0).hasToString("iPXE 2.0.0");
    }

    @Test
    void namesItsProfiles() {
        assertThat(BuildProfile.named())
                .containsOnlyKeys(
                        "debian12",
                        "pcbios",
                        "pcbios-2.0.0",
                        "pcbios-1.21.1",
                        "pcbios-1.20.1",
                        "efi-x64",
                        "efi-x64-2.0.0",
                        "efi-x64-1.21.1",
                        "efi-x64-1.20.1",
                        "efi-arm64",
                        "efi-arm64-2.0.0",
                        "efi-arm64-1.21.1",
                        "efi-arm64-1.20.1")
                .allSatisfy((name, profile) -> assertThat(profile).hasToString(name));
    }

    private static Set<String> commandsOf(BuildProfile profile) {
        return Commands.all().stream()
                .filter(command -> profile.lacks(command).equals(Optional.empty()))
                .map(CommandSpec::name)
                .collect(Collectors.toSet());
    }
}
