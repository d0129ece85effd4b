package io.pxe4j.ipxe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.ipxe.language.UriRules;
import io.pxe4j.ipxe.language.UriScheme;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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

    static Stream<Arguments> uris() {
        return Stream.of(
                uri(() -> IpxeUri.at(UriScheme.HTTP, "192.0.2.1").uri(), "http://192.0.2.1"),
                uri(
                        () -> IpxeUri.at(UriScheme.HTTPS, "h")
                                .port(8443)
                                .path("a b/c?#")
                                .uri(),
                        "https://h:8443/a%20b/c%3F%23"),
                uri(
                        () -> IpxeUri.at(UriScheme.HTTP, "2001:db8::1")
                                .user("me", "a:b@c/d")
                                .path("/x")
                                .uri(),
                        "http://me:a%3Ab%40c%2Fd@[2001:db8::1]/x"),
                uri(
                        () -> IpxeUri.at(UriScheme.TFTP, SettingRef.NEXT_SERVER)
                                .path(SettingRef.FILENAME)
                                .uri(),
                        "tftp://${next-server}/${filename:uristring}"),
                uri(
                        () -> IpxeUri.at(UriScheme.HTTP, "h")
                                .path("by-mac/", SettingRef.of("net0/mac:hexhyp"))
                                .uri(),
                        "http://h/by-mac/${net0/mac:hexhyp}"),
                uri(() -> IpxeUri.at(UriScheme.TFTM, "h").path("x").uri(), "tftm://h/x"),
                uri(() -> IpxeUri.at(UriScheme.MTFTP, "h").path("x").uri(), "mtftp://h/x"),
                uri(
                        () -> IpxeUri.at(UriScheme.FTP, "h")
                                .user("anonymous", "")
                                .path("x")
                                .uri(),
                        "ftp://anonymous:@h/x"),
                uri(() -> IpxeUri.at(UriScheme.NFS, "h").path("export/vmlinuz").uri(), "nfs://h/export/vmlinuz"),
                uri(() -> IpxeUri.slam("h"), "x-slam://h"),
                uri(() -> IpxeUri.slam("h", "239.255.1.1", 10000), "x-slam://h/239.255.1.1:10000"),
                uri(() -> IpxeUri.file("/EFI/x y.efi"), "file:/EFI/x%20y.efi"),
                uri(() -> IpxeUri.file("ESP 1", "x"), "file://ESP%201/x"),
                uri(() -> IpxeUri.file("ESP", "/x"), "file://ESP/x"),
                uri(() -> IpxeUri.data("hi".getBytes(StandardCharsets.UTF_8)), "data:;base64,aGk="),
                uri(() -> IpxeUri.usb("usb0"), "usb:usb0"),
                uri(
                        () -> IpxeUri.iscsi("192.0.2.1", "1", "iqn.2026-01.com.example:disk"),
                        "iscsi:192.0.2.1:::1:iqn.2026-01.com.example:disk"),
                uri(
                        () -> IpxeUri.iscsi("2001:db8::1", 3261, "2-0-0-0", Text.of("iqn:", SettingRef.HOSTNAME)),
                        "iscsi:[2001:db8::1]::3261:2-0-0-0:iqn:${hostname}"),
                uri(() -> IpxeUri.aoe(0, 1), "aoe:e0.1"),
                uri(() -> IpxeUri.fcp("50:06:01:60:3B:A0:11:22", "2"), "fcp:50:06:01:60:3b:a0:11:22:2"),
                uri(
                        () -> IpxeUri.srp(SRP),
                        "ib_srp::::fe800000000000000002c903000f1eb5:ffff:0002c903000f1eb4:0:"
                                + "0002c903000f1eb4:0002c903000f1eb4"),
                uri(() -> IpxeUri.of("http://h/x").withParams(), "http://h/x##params"),
                uri(() -> IpxeUri.of("http://h/x").withParams("a b"), "http://h/x##params=a%20b"));
    }

    @ParameterizedTest
    @MethodSource("uris")
    void urisAreWrittenAsIpxeReadsThem(Supplier<IpxeUri> uri, String text) {
        assertThat(uri.get()).hasToString(text);
        assertThat(UriRules.problem(text.replaceAll("\\$\\{[^}]*}", "x"))).isEmpty();
    }

    private static Arguments uri(Supplier<IpxeUri> uri, String text) {
        return Arguments.of(uri, text);
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
        refused(() -> IpxeUri.file("", "x"), "volume: empty");
        refused(() -> IpxeUri.of("x#y").query("a", 1), "has a fragment");
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
        assertThat(MachineSettings.pciDevice(addr)).hasToString("${pci/${addr}.2.2}");
        assertThat(MachineSettings.usb(0x81, 8, 2)).hasToString("${usb/0x0081.8.2}");
        assertThat(MachineSettings.acpi("A ~B", 1, 0xffff, 255)).hasToString("${acpi/0x41207e42.1.255.255.255}");
        assertThat(MachineSettings.pci(0x18, 2, 2)).hasToString("${pci/0x0018.2.2}");
        assertThat(MachineSettings.usb(addr, 8, 2)).hasToString("${usb/${addr}.8.2}");
        assertThat(MachineSettings.acpi("DSDT", 0, 0x1ff, 4)).hasToString("${acpi/0x44534454.0.1.255.4}");
        assertThat(MachineSettings.cpuid(MachineSettings.Register.ECX, 0x8000_0001L))
                .hasToString("${cpuid/2.0x80000001}");
        assertThat(MachineSettings.cpuid(MachineSettings.Register.EDX, 7, 1)).hasToString("${cpuid/1.0x40.3.7}");
        assertThat(MachineSettings.cpuid(MachineSettings.Register.EBX, 0xff)).hasToString("${cpuid/1.255}");
        assertThat(MachineSettings.cpuid(MachineSettings.Register.EAX, 0x4000_0000L))
                .hasToString("${cpuid/0.0x40000000}");
        assertThat(MachineSettings.cpuid(MachineSettings.Register.EAX, 0xc000_00ffL))
                .hasToString("${cpuid/0.0xc00000ff}");
        assertThat(MachineSettings.cpuid(MachineSettings.Register.EDX, 0x8000_0001L, 0x7f))
                .hasToString("${cpuid/127.0x40.3.0x80000001}");
        assertThat(MachineSettings.memoryLength(3, 1, 63)).hasToString("${memmap/0x0003063f}");
        assertThat(MachineSettings.memoryLength(255, 2, 0)).hasToString("${memmap/0x01ff0600}");
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
        refused(() -> MachineSettings.cpuid(MachineSettings.Register.EAX, -1), "0..0xff");
        refused(() -> MachineSettings.cpuid(MachineSettings.Register.EAX, 0x1_0000_0000L), "function: 0x100000000");
        refused(() -> MachineSettings.cpuid(MachineSettings.Register.EAX, 0x4000_0000L, 0), "expected: 0..255");
        refused(() -> MachineSettings.cpuid(MachineSettings.Register.EAX, 0, 0x80), "sub-function: 128");
        refused(() -> MachineSettings.memoryLength(256, 1, 0), "first: 256");
        refused(() -> MachineSettings.memoryLength(0, 1, 64), "shift: 64");
        refused(() -> MachineSettings.acpi("DSD\u001f", 0, 0, 0), "signature");
        refused(() -> MachineSettings.acpi("DSD\u007f", 0, 0, 0), "signature");
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
