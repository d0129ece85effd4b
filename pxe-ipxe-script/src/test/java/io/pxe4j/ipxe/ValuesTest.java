package io.pxe4j.ipxe;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.ipxe.language.SettingType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values that lines are made of. */
class ValuesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"ip", "net0/mac", "net0/mac:hexhyp", "net0.dhcp/67", "175.3:ipv4", "my.name", "netX/ip", "a#b"})
    void settingsAreWrittenAsTheyAreRead(String reference) {
        assertThat(SettingRef.of(reference)).hasToString("${" + reference + "}");
    }

    @Test
    void settingsAreComposed() {
        SettingRef mac = SettingRef.of("mac").in("net0").as(SettingType.HEXHYP);
        assertThat(mac).isEqualTo(SettingRef.of("net0/mac:hexhyp")).hasToString("${net0/mac:hexhyp}");
        assertThat(SettingRef.tag(175, 0xbe)).hasToString("${175.190}");
    }

    @ParameterizedTest
    @CsvSource({
        "x, true",
        "net0/hostname, true",
        "67, true",
        "x:int8, true",
        "mac:string, true",
        "mtu, true",
        "mac, false",
        "net0/ip, false",
        "smbios/0.175.3, true",
        "smbios/uuid, false",
        "next-server, false",
        "x:uint8, false",
        "x:hexhyp, false",
        "uuid, false",
        "3, false",
        "175.3, false",
        "0xaf.0x03, false",
        "x:base64, false"
    })
    void knowsWhichSettingsMayLookLikeAnOption(String reference, boolean may) {
        assertThat(SettingRef.of(reference).mayStartWithHyphen()).isEqualTo(may);
    }

    @ParameterizedTest
    @CsvSource({
        "int8, -128",
        "int8, 127",
        "uint8, 255",
        "uint8, 0xff",
        "int16, -32768",
        "uint16, 65535",
        "int32, -2147483648",
        "uint32, 4294967295",
        "ipv4, 255.255.255.0",
        "hex, 52:54:0",
        "hexhyp, 52-54",
        "hexraw, 5254",
        "base64, aGk=",
        "string, '  anything'",
        "ipv6, ::1",
        "ipv6, fe80::5054:ff:fe12:3456",
        "ipv6, ::ffff:192.0.2.1",
        "uuid, 00112233-4455-6677-8899-aabbccddeeff"
    })
    void takesValuesThatIpxeCanRead(String type, String value) {
        SettingRef.of("x:" + type).effectiveType().check(value);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/a b, http://h/a%20b",
        "http://h/a%20b, http://h/a%20b",
        "http://h/100%, http://h/100%25",
        "http://h/100%zz, http://h/100%25zz",
        "http://h/%41, http://h/%41",
        "http://h/%4, http://h/%254",
        "http://h/%4z, http://h/%254z",
        "http://h/%z4, http://h/%25z4",
        "http://h/%0a, http://h/%0a",
        "http://h/%a0, http://h/%a0",
        "http://h/é, http://h/%C3%A9",
        "http://h/\"<>\\^`{|}, http://h/%22%3C%3E%5C%5E%60%7B%7C%7D",
        "http://u:p@[2001:db8::1]:80/a?b=c&d#e, http://u:p@[2001:db8::1]:80/a?b=c&d#e",
        "iscsi:192.0.2.1:::1:iqn.2026-01.com.example:x, iscsi:192.0.2.1:::1:iqn.2026-01.com.example:x",
        "http://h/x##params, http://h/x##params"
    })
    void urisAreEncodedWhereTheyMustBe(String given, String written) {
        assertThat(IpxeUri.of(given)).hasToString(written);
    }

    @Test
    void queriesKeepTheirValuesApart() {
        IpxeUri uri = IpxeUri.of("http://h/boot")
                .query("mac", SettingRef.of("net0/mac:hexhyp"))
                .query("serial", SettingRef.SERIAL)
                .query("name", SettingRef.HOSTNAME.as(SettingType.STRING))
                .query("ip", SettingRef.IP)
                .query("text", Text.of("a&b=c ", SettingRef.of("x")))
                .query("n", 5);

        assertThat(uri)
                .hasToString("http://h/boot?mac=${net0/mac:hexhyp}&serial=${serial:uristring}"
                        + "&name=${hostname:uristring}&ip=${ip}&text=a%26b%3Dc%20${x:uristring}&n=5");
        assertThat(IpxeUri.of(uri)).isEqualTo(uri).hasSameHashCodeAs(uri);
        assertThat(IpxeUri.of(uri, "")).isEqualTo(uri);
        IpxeUri other = IpxeUri.of("http://h/boot");
        assertThat(other).isNotEqualTo(uri).isNotEqualTo("http://h/boot");
        assertThat(other.hashCode()).isNotEqualTo(uri.hashCode());
    }

    @Property(tries = 500)
    void queriesGiveBackWhatWasGiven(@ForAll String value) {
        String literal = value.replace("\0", "").replaceAll("\\p{Cs}", "");
        String uri = IpxeUri.of("http://h/").query("q", literal).toString();
        assertThat(uri).startsWith("http://h/?q=").matches("[!-~]*");
        assertThat(URLDecoder.decode(uri.substring(12), StandardCharsets.UTF_8)).isEqualTo(literal);
    }

    @ParameterizedTest
    @CsvSource({"http://h/a/initrd.gz, initrd.gz", "initrd, initrd", "/x/initramfs-lts, initramfs-lts"})
    void initrdsAreNamedAfterTheirAddress(String uri, String name) {
        assertThat(Initrd.of(uri).name()).hasToString(name);
    }

    @Test
    void initrdsMayHaveASettingInTheirName() {
        SettingRef flavor = SettingRef.of("flavor");
        assertThat(Initrd.of("http://h/", SettingRef.of("dir"), "/initramfs-", flavor)
                        .name())
                .isEqualTo(Text.of("initramfs-", flavor));
        Initrd initrd = Initrd.of(flavor).named("x");
        assertThat(initrd)
                .isEqualTo(Initrd.of(flavor).named("x"))
                .hasSameHashCodeAs(Initrd.of(flavor).named("x"));
        assertThat(initrd).isNotEqualTo(initrd.asFile("y")).hasToString("${flavor}");
    }

    @ParameterizedTest
    @CsvSource({"a, a", "-, -", "0, 0", "' ', 0x20"})
    void keysAreWrittenAsIpxeReadsThem(char character, String written) {
        assertThat(Key.of(character)).hasToString(written);
    }

    @Test
    void keysWithoutACharacterHaveNumbers() {
        assertThat(Key.ctrl('b')).isEqualTo(Key.ctrl('B')).hasToString("0x02");
        assertThat(Key.F12).hasToString("0x197e");
        assertThat(Key.UP).hasToString("0x141");
        assertThat(Key.ESCAPE).hasToString("0x1b");
    }

    @Test
    void drivesAreWrittenInHex() {
        assertThat(new Drive(0)).hasToString("0x00");
        assertThat(Drive.hardDisk(1)).hasToString("0x81");
    }

    @Test
    void textsAreValues() {
        SettingRef x = SettingRef.of("x");
        assertThat(Text.of("a", "b", x)).isEqualTo(Text.of("ab").and(x)).hasSameHashCodeAs(Text.of("ab", x));
        assertThat(Text.of("a", x)).hasToString("a${x}").isNotEqualTo(Text.of(x, "a"));
        assertThat(Text.of("").isEmpty()).isTrue();
        assertThat(Text.of("a").isLiteral()).isTrue();
        assertThat(Text.of(x).isLiteral()).isFalse();
    }
}
