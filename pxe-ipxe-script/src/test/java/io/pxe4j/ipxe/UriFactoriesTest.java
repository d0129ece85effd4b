package io.pxe4j.ipxe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.ipxe.language.UriRules;
import io.pxe4j.ipxe.language.UriScheme;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class UriFactoriesTest {
    private static final SrpTarget SRP = new SrpTarget(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "fe800000000000000002c903000f1eb5",
            Optional.of("ffff"),
            "0002c903000f1eb4",
            "0",
            "0002c903000f1eb4",
            "0002c903000f1eb4");

    static Stream<Map.Entry<IpxeUri, String>> uris() {
        return Stream.of(
                Map.entry(IpxeUri.at(UriScheme.HTTP, "192.0.2.1").uri(), "http://192.0.2.1"),
                Map.entry(
                        IpxeUri.at(UriScheme.HTTPS, "h")
                                .port(8443)
                                .path("a b/c?#")
                                .uri(),
                        "https://h:8443/a%20b/c%3F%23"),
                Map.entry(
                        IpxeUri.at(UriScheme.HTTP, "2001:db8::1")
                                .user("me", "a:b@c/d")
                                .path("/x")
                                .uri(),
                        "http://me:a%3Ab%40c%2Fd@[2001:db8::1]/x"),
                Map.entry(
                        IpxeUri.at(UriScheme.TFTP, SettingRef.NEXT_SERVER)
                                .path(SettingRef.FILENAME)
                                .uri(),
                        "tftp://${next-server}/${filename:uristring}"),
                Map.entry(
                        IpxeUri.at(UriScheme.HTTP, "h")
                                .path("by-mac/", SettingRef.of("net0/mac:hexhyp"))
                                .uri(),
                        "http://h/by-mac/${net0/mac:hexhyp}"),
                Map.entry(IpxeUri.at(UriScheme.TFTM, "h").path("x").uri(), "tftm://h/x"),
                Map.entry(IpxeUri.at(UriScheme.MTFTP, "h").path("x").uri(), "mtftp://h/x"),
                Map.entry(
                        IpxeUri.at(UriScheme.FTP, "h")
                                .user("anonymous", "")
                                .path("x")
                                .uri(),
                        "ftp://anonymous:@h/x"),
                Map.entry(IpxeUri.at(UriScheme.NFS, "h").path("export/vmlinuz").uri(), "nfs://h/export/vmlinuz"),
                Map.entry(IpxeUri.slam("h"), "x-slam://h"),
                Map.entry(IpxeUri.slam("h", "239.255.1.1", 10000), "x-slam://h/239.255.1.1:10000"),
                Map.entry(IpxeUri.file("/EFI/x y.efi"), "file:/EFI/x%20y.efi"),
                Map.entry(IpxeUri.file("ESP 1", "x"), "file://ESP%201/x"),
                Map.entry(IpxeUri.data("hi".getBytes(StandardCharsets.UTF_8)), "data:;base64,aGk="),
                Map.entry(IpxeUri.usb("usb0"), "usb:usb0"),
                Map.entry(
                        IpxeUri.iscsi("192.0.2.1", "1", "iqn.2026-01.com.example:disk"),
                        "iscsi:192.0.2.1:::1:iqn.2026-01.com.example:disk"),
                Map.entry(
                        IpxeUri.iscsi("2001:db8::1", 3261, "2-0-0-0", Text.of("iqn:", SettingRef.HOSTNAME)),
                        "iscsi:[2001:db8::1]::3261:2-0-0-0:iqn:${hostname}"),
                Map.entry(IpxeUri.aoe(0, 1), "aoe:e0.1"),
                Map.entry(IpxeUri.fcp("50:06:01:60:3B:A0:11:22", "2"), "fcp:50:06:01:60:3b:a0:11:22:2"),
                Map.entry(
                        IpxeUri.srp(SRP),
                        "ib_srp::::fe800000000000000002c903000f1eb5:ffff:0002c903000f1eb4:0:"
                                + "0002c903000f1eb4:0002c903000f1eb4"),
                Map.entry(IpxeUri.of("http://h/x").withParams(), "http://h/x##params"),
                Map.entry(IpxeUri.of("http://h/x").withParams("a b"), "http://h/x##params=a%20b"));
    }

    @ParameterizedTest
    @MethodSource("uris")
    void urisAreWrittenAsIpxeReadsThem(Map.Entry<IpxeUri, String> uri) {
        assertThat(uri.getKey()).hasToString(uri.getValue());
        assertThat(UriRules.problem(uri.getValue().replaceAll("\\$\\{[^}]*}", "x")))
                .isEmpty();
    }

    @Test
    void urisKnowTheirScheme() {
        assertThat(IpxeUri.of("tftp://h/x").scheme()).contains(UriScheme.TFTP);
        assertThat(IpxeUri.of("x").scheme()).isEmpty();
        assertThat(IpxeUri.of(SettingRef.of("x"), "://h").scheme()).isEmpty();
        assertThat(IpxeUri.of("gopher://h").scheme()).isEmpty();
    }

    @Test
    void refusesWhatCannotBeOpened() {
        refused(() -> IpxeUri.at(UriScheme.ISCSI, "h"), "scheme: iscsi");
        refused(() -> IpxeUri.at(UriScheme.HTTP, ""), "host: empty");
        refused(() -> IpxeUri.at(UriScheme.HTTP, "h:80"), "no port here");
        refused(() -> IpxeUri.at(UriScheme.HTTP, "h/x"), "host: \"h/x\"");
        refused(() -> IpxeUri.at(UriScheme.HTTP, "h").port(0), "port: 0 (expected: 1..65535)");
        refused(() -> IpxeUri.at(UriScheme.TFTP, "h").uri(), "path: none");
        refused(() -> IpxeUri.at(UriScheme.TFTP, "h").user("a", "b"), "user: given for tftp");
        refused(() -> IpxeUri.iscsi("h", "x", "iqn"), "lun: \"x\"");
        refused(() -> IpxeUri.iscsi("h", 65536, "1", "iqn"), "port: 65536");
        refused(() -> IpxeUri.iscsi("", "1", "iqn"), "server: empty");
        refused(() -> IpxeUri.iscsi("h", "1", ""), "target: empty");
        refused(() -> IpxeUri.aoe(65536, 0), "aoe: e65536.0");
        refused(() -> IpxeUri.aoe(0, 256), "aoe: e0.256");
        refused(() -> IpxeUri.fcp("5006", "0"), "fcp: URI iPXE cannot open");
        refused(() -> IpxeUri.file(""), "path: empty");
        refused(() -> IpxeUri.slam("h", "239.255.1", 1), "ipv4");
        refused(() -> IpxeUri.of("x").withParams().withParams(), "one list of them");
        refused(() -> IpxeUri.of("x").withParams(""), "list: empty");
    }

    @ParameterizedTest
    @CsvSource({
        "smbios/1.4.0, string",
        "smbios/1.8.16, bytes",
        "smbios/2.17.21.1, instance",
    })
    void smbiosTags(String path, String which) {
        SettingRef setting = switch (which) {
            case "string" -> MachineSettings.smbiosString(1, 4);
            case "bytes" -> MachineSettings.smbios(1, 8, 16);
            default -> MachineSettings.smbios(2, 17, 21, 1);
        };
        assertThat(setting.path()).isEqualTo(path);
    }

    @Test
    void machineSettingsAreNumbered() {
        SettingRef addr = SettingRef.of("addr");
        assertThat(MachineSettings.pciVendor(addr)).hasToString("${pci/${addr}.0.2}");
        assertThat(MachineSettings.pci(0x18, 2, 2)).hasToString("${pci/0x0018.2.2}");
        assertThat(MachineSettings.usb(addr, 8, 2)).hasToString("${usb/${addr}.8.2}");
        assertThat(MachineSettings.acpi("DSDT", 0, 0x1ff, 4)).hasToString("${acpi/0x44534454.0.1.255.4}");
        assertThat(MachineSettings.cpuid(MachineSettings.Register.ECX, 0x8000_0001L))
                .hasToString("${cpuid/2.0x80000001}");
        assertThat(MachineSettings.cpuid(MachineSettings.Register.EDX, 7, 1)).hasToString("${cpuid/1.0x40.3.7}");
        assertThat(MachineSettings.memoryLength(0, 256, 20)).hasToString("${memmap/0xff000614}");
        assertThat(MachineSettings.lldp("net0", 5, 0, 0, 0)).hasToString("${net0.lldp/5.0.0.0}");
        assertThat(MachineSettings.efi("SecureBoot")).hasToString("${efi/SecureBoot}");
        assertThat(SettingRef.tag(175, 235).in("net0.dhcp").as(io.pxe4j.ipxe.language.SettingType.HEX))
                .hasToString("${net0.dhcp/175.235:hex}");
    }

    @Test
    void refusesNumbersThatDoNotFitTheirTag() {
        refused(() -> MachineSettings.smbios(1, 0, 1), "offset: 0");
        refused(() -> MachineSettings.smbios(1, 256, 1), "offset: 256");
        refused(() -> MachineSettings.pci(SettingRef.of("a"), 0, 0), "length: 0");
        refused(() -> MachineSettings.pci(-1, 0, 2), "address: -1");
        refused(() -> MachineSettings.acpi("DSD", 0, 0, 0), "signature");
        refused(() -> MachineSettings.acpi("DSDT", 0, 65536, 0), "offset: 65536");
        refused(() -> MachineSettings.cpuid(MachineSettings.Register.EAX, 0x100), "function: 0x100");
        refused(() -> MachineSettings.memoryLength(0, 257, 0), "count: 257");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("(expected: ");
    }
}
