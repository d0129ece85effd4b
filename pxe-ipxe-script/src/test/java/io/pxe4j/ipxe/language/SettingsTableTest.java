package io.pxe4j.ipxe.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTableTest {
    /** All predefined settings by type, with their tags. */
    private static final String TABLE = """
            string: bustype linktype chip ifname ssid key domain=15 filename=67 root-path=17 san-filename=175.188
            string: initiator-iqn=203 hostname=12 user-class=77 vendor-class=60 manufacturer=1.4.0 product=1.5.0
            string: serial=1.7.0 board-serial=2.7.0 asset=3.8.0 cpuvendor cpumodel username=175.190 password=175.191
            string: reverse-username=175.192 reverse-password=175.193 crosscert=175.93 scriptlet=175.81 syslogs=175.85
            string: keymap peerhost buildarch platform version cwuri cwduri dmesg
            hex: mac hwaddr busid static-routes=121 trust=175.90 cert=175.91 privkey=175.92 sysmac
            uint32: busloc uid=175.194 gid=175.195 errno unixtime
            int32: memsize
            int16: mtu=26
            int8: active-scan len6 keep-san=175.8 skip-san-boot=175.9 san-retries=175.187 priority=175.1 peerdist
            uint8: san-drive=175.189
            ipv4: ip=175.2 netmask=1 gateway=3 dns=6 ntp=42 next-server=175.3 dhcp-server=54 syslog=7
            ipv6: ip6 gateway6 dns6 syslog6
            uuid: uuid=1.8.16
            dnssl: dnssl=119
            base64: vram
            """;

    @Test
    void hasEverySettingWithItsTypeAndTag() {
        Map<String, String> expected = new TreeMap<>();
        TABLE.lines().forEach(line -> {
            String type = line.substring(0, line.indexOf(':'));
            Arrays.stream(line.substring(line.indexOf(':') + 2).split(" ")).forEach(setting -> {
                int tag = setting.indexOf('=');
                String name = tag < 0 ? setting : setting.substring(0, tag);
                expected.put(name, type + (tag < 0 ? "" : " " + setting.substring(tag + 1)));
            });
        });
        Map<String, String> actual = new TreeMap<>();
        PredefinedSettings.all()
                .forEach(setting -> actual.put(
                        setting.name(),
                        setting.type() + setting.tag().map(tag -> " " + tag).orElse("")));
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void findsSettingsByTheirDhcpOption() {
        assertThat(PredefinedSettings.find(67).map(SettingSpec::name)).contains("filename");
        assertThat(PredefinedSettings.find(175 << 8 | 0xbe).map(SettingSpec::name))
                .contains("username");
        assertThat(PredefinedSettings.find(66)).isEmpty();
        // 1.8.16 is a tag of SMBIOS and no option.
        assertThat(PredefinedSettings.find(1 << 16 | 8 << 8 | 16)).isEmpty();
        assertThat(PredefinedSettings.find("Mac")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "mac, netX, true",
        "chip, netX, false",
        "ip, '', true",
        "dnssl, '', false",
        "uuid, smbios, false",
        "version, builtin, false",
        "cpuvendor, cpuid, false",
        "memsize, memmap, false"
    })
    void knowsWhereASettingIsAndWhetherItCanBeWritten(String name, String block, boolean writable) {
        SettingSpec setting = PredefinedSettings.find(name).orElseThrow();
        assertThat(setting.block()).isEqualTo(block);
        assertThat(setting.writable()).isEqualTo(writable);
        assertThat(setting).hasToString(name);
    }

    @ParameterizedTest
    @CsvSource({
        "string, 0, false, true",
        "uristring, 0, false, true",
        "int8, 1, true, true",
        "int16, 2, true, true",
        "int32, 4, true, true",
        "uint8, 1, false, true",
        "uint16, 2, false, true",
        "uint32, 4, false, true",
        "hex, 0, false, true",
        "ipv4, 0, false, true",
        "busdevfn, 0, false, false",
        "dnssl, 0, false, false"
    })
    void typesKnowTheirShape(String name, int width, boolean signed, boolean storable) {
        SettingType type = SettingType.find(name).orElseThrow();
        assertThat(type).hasToString(name);
        assertThat(type.width()).isEqualTo(width);
        assertThat(type.isNumber()).isEqualTo(width > 0);
        assertThat(type.isSigned()).isEqualTo(signed);
        assertThat(type.isStorable()).isEqualTo(storable);
    }

    @Test
    void typesHaveAnAge() {
        assertThat(SettingType.UUID.since()).isEqualTo(CommandSpec.OLD);
        assertThat(SettingType.UUID.storableSince()).isEqualTo(LocalDate.of(2024, 2, 29));
        assertThat(SettingType.GUID.since()).isEqualTo(LocalDate.of(2022, 1, 4));
        assertThat(SettingType.BASE64.storableSince()).isEqualTo(LocalDate.of(2015, 4, 24));
        assertThat(SettingType.STRING.storableSince()).isEqualTo(CommandSpec.OLD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "String", "int64", "mac"})
    void otherTypesAreUnknown(String name) {
        assertThat(SettingType.find(name)).isEqualTo(Optional.empty());
    }

    @Test
    void messagesShowWhatWasGivenWithoutItsControlCharacters() {
        assertThatThrownBy(() -> SettingType.INT8.check("1\u001b[2J" + "x".repeat(100)))
                .hasMessageStartingWith("int8: \"1?[2Jxxx")
                .hasMessageContaining("...\" (expected: -128..127");
    }

    @ParameterizedTest
    @CsvSource({
        "http, 80, false, true",
        "HTTPS, 443, false, true",
        "tftp, 69, false, false",
        "mtftp, 1759, false, false",
        "iscsi, 3260, true, true",
        "aoe, 0, true, true",
        "data, 0, false, false"
    })
    void schemesKnowTheirUse(String name, int port, boolean san, boolean drive) {
        UriScheme scheme = UriScheme.find(name).orElseThrow();
        assertThat(scheme.defaultPort()).isEqualTo(port);
        assertThat(scheme.isSan()).isEqualTo(san);
        assertThat(scheme.canBeDrive()).isEqualTo(drive);
        assertThat(UriScheme.find("gopher")).isEmpty();
    }

    @Test
    void targetsAnswerForTheirPlatform() {
        assertThat(BuildTarget.PCBIOS.platform()).isEqualTo("pcbios");
        assertThat(Arrays.stream(BuildTarget.values()).map(BuildTarget::architecture))
                .containsExactly("i386", "x86_64", "arm64", "riscv64");
        assertThat(Arrays.stream(BuildTarget.values()).map(BuildTarget::platform))
                .containsExactly("pcbios", "efi", "efi", "sbi");
        assertThat(BuildTarget.EFI_X86_64.isEfi()).isTrue();
        assertThat(BuildTarget.SBI.isEfi()).isFalse();
    }
}
