package io.pxe4j.ipxe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.ipxe.language.SettingType;
import io.pxe4j.ipxe.language.UriScheme;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first and the last value that a line takes, and the next, which it refuses. */
class ValueRangesTest {
    private static final SettingRef X = SettingRef.of("x");

    @Test
    void durationsAreWholeAndNotZero() {
        assertThat(text(s -> s.sleep(Duration.ofSeconds(1)).propagate())).isEqualTo("sleep 1");
        assertThat(text(s -> s.sleep(Duration.ofSeconds(Integer.MAX_VALUE)).propagate()))
                .isEqualTo("sleep 2147483647");
        assertThat(text(s -> s.prompt("x").timeout(Duration.ofMillis(1)).propagate()))
                .isEqualTo("prompt --timeout 1 x");
        refused(
                () -> text(s -> s.sleep(Duration.ofSeconds(Integer.MAX_VALUE + 1L))),
                "sleep: PT596523H14M8S (expected: whole seconds, 1..2147483647)");
        refused(
                () -> text(s -> s.sleep(Duration.ofMillis(1500))),
                "sleep: PT1.5S (expected: whole seconds, 1..2147483647)");
        refused(
                () -> text(s -> s.prompt("x").timeout(Duration.ZERO)),
                "timeout: PT0S (expected: whole milliseconds, 1..2147483647)");
        refused(
                () -> text(s -> s.prompt("x").timeout(Duration.ofNanos(1_000_001))),
                "timeout: PT0.001000001S (expected: whole milliseconds, 1..2147483647)");
    }

    @Test
    void keysHaveARange() {
        assertThat(new Key(1)).hasToString("0x01");
        assertThat(new Key(0x1fff)).hasToString("0x1fff");
        assertThat(Key.of('~')).hasToString("~");
        assertThat(Key.of('!')).hasToString("!");
        assertThat(new Key(0x7f)).hasToString("0x7f");
        assertThat(Key.ctrl('a')).hasToString("0x01");
        assertThat(Key.ctrl('Z')).isEqualTo(Key.ctrl('z')).hasToString("0x1a");
        assertThat(Key.ctrl('A')).isEqualTo(new Key(1));
        refused(() -> new Key(0), "key: 0 (expected: 1..0x1fff)");
        refused(() -> new Key(0x2000), "key: 8192 (expected: 1..0x1fff)");
        refused(() -> Key.of('\u001f'), "key: \\u001f (expected: a printable ASCII character)");
        refused(() -> Key.of('\u007f'), "key: \\u007f (expected: a printable ASCII character)");
        refused(() -> Key.ctrl('@'), "ctrl: @ (expected: a letter, a..z)");
        refused(() -> Key.ctrl('['), "ctrl: [ (expected: a letter, a..z)");
        refused(() -> Key.ctrl('`'), "ctrl: ` (expected: a letter, a..z)");
        refused(() -> Key.ctrl('{'), "ctrl: { (expected: a letter, a..z)");
    }

    @Test
    void tagsHaveARange() {
        assertThat(SettingRef.tag(0, 255)).hasToString("${0.255}");
        refused(() -> SettingRef.tag(256), "tag: 256 (expected: 0..255)");
        refused(() -> SettingRef.tag(1, -1), "tag: -1 (expected: 0..255)");
    }

    @Test
    void textNeedsToHaveUtf8() {
        assertThat(Text.of("\ud83d\ude00")).hasToString("\ud83d\ude00");
        refused(
                () -> Text.of("a\ud83d"),
                "text: \"a\\ud83d\" contains half a surrogate pair (expected: text that has UTF-8)");
        refused(
                () -> Text.of("\ud83dx"),
                "text: \"\\ud83dx\" contains half a surrogate pair (expected: text that has UTF-8)");
        refused(
                () -> Text.of("\ude00"),
                "text: \"\\ude00\" contains half a surrogate pair (expected: text that has UTF-8)");
        refused(
                () -> Text.of("a\0"),
                "text: \"a\\u0000\" contains NUL (expected: none, iPXE's strings end at the first NUL)");
    }

    @Test
    void messagesShowLongTextsInPart() {
        String start = "a b".repeat(26) + "xx"; // 80 characters
        assertThatThrownBy(() -> Label.of(start)).hasMessageContaining("\"" + start + "\"");
        assertThatThrownBy(() -> Label.of(start + "y")).hasMessageContaining("\"" + start + "...\"");
        assertThatThrownBy(() -> Label.of("\u007f \u001f~")).hasMessageContaining("\"\\u007f \\u001f~\"");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "67, 67",
                "0x43, 67",
                "0103, 67",
                "175.3, 44803",
                "175., 44800",
                ".3, 3",
                "67x, -",
                "-67, -",
                "+67, -",
                "#43, -",
                "08, -",
                "mac, -"
            })
    void namesOfDigitsAreOptions(String name, Long tag) {
        assertThat(SettingName.tag(name)).isEqualTo(Optional.ofNullable(tag));
    }

    @Test
    void namesOfSettingsAreClean() {
        assertThat(SettingName.checked("name", "char0")).isEqualTo("char0");
        assertThat(SettingName.checked("name", "char0g")).isEqualTo("char0g");
        refused(
                () -> SettingName.checked("name", "char0f"),
                "name: char0f (expected: another name, this one holds a character for texts with blanks)");
        for (String name : new String[] {"", "a b", "a/b", "a:b", "a$", "a{", "a}", "a\\", "a\u007f"}) {
            assertThatThrownBy(() -> SettingName.checked("name", name))
                    .hasMessageStartingWith("name: \"")
                    .hasMessageEndingWith(
                            "\" (expected: at least one character, none of them a blank, / : $ { } or a backslash)");
        }
    }

    @Test
    void indirectSettingsAreValues() {
        IndirectSetting mac = IndirectSetting.of("net", X, "/mac");
        assertThat(mac)
                .isEqualTo(IndirectSetting.of("net", X, "/mac"))
                .hasSameHashCodeAs(IndirectSetting.of("net", X, "/mac"))
                .isNotEqualTo(IndirectSetting.of("net", X, "/ip"))
                .isNotEqualTo(mac.as(SettingType.HEXHYP))
                .isNotEqualTo("${net${x}/mac}");
        assertThat(mac.hashCode())
                .isNotEqualTo(IndirectSetting.of("net", X, "/ip").hashCode());
        assertThat(mac.as(SettingType.HEXHYP).path()).isEqualTo("net${x}/mac:hexhyp");
        assertThat(mac.effectiveType()).isEqualTo(SettingType.HEX);
        assertThat(mac.mayStartWithHyphen()).isFalse();
        assertThat(IndirectSetting.of("net", X, "/zzz").mayStartWithHyphen()).isTrue();
        assertThat(IndirectSetting.of("net", X, "/a/mac").effectiveType()).isEqualTo(SettingType.HEX);
        assertThat(IndirectSetting.of(X, "mac").effectiveType()).isEqualTo(SettingType.STRING);
        assertThat(IndirectSetting.of("net0/", X).effectiveType()).isEqualTo(SettingType.STRING);
        assertThat(mac.as(SettingType.INT8).mayStartWithHyphen()).isTrue();
    }

    @Test
    void drivesAreWithinTheirProtocol() {
        assertThat(IpxeUri.aoe(65535, 255)).hasToString("aoe:e65535.255");
        assertThat(IpxeUri.aoe(0, 0)).hasToString("aoe:e0.0");
        assertThat(IpxeUri.iscsi("h", 65535, "0", "t")).hasToString("iscsi:h::65535:0:t");
        assertThat(IpxeUri.iscsi("[::1]", 1, "0", "t")).hasToString("iscsi:[::1]::1:0:t");
        assertThat(IpxeUri.iscsi(X, "0", "t")).hasToString("iscsi:${x}:::0:t");
        refused(() -> IpxeUri.aoe(-1, 0), "aoe: e-1.0 (expected: shelf 0..65535 and slot 0..255)");
        refused(() -> IpxeUri.aoe(0, -1), "aoe: e0.-1 (expected: shelf 0..65535 and slot 0..255)");
        refused(() -> IpxeUri.iscsi("h", -1, "0", "t"), "port: -1 (expected: 1..65535)");
    }

    @Test
    void serversArePlainNames() {
        assertThat(IpxeUri.at(UriScheme.HTTP, "h").port(65535).uri()).hasToString("http://h:65535");
        assertThat(IpxeUri.at(UriScheme.HTTP, "h").port(1).path("").uri()).hasToString("http://h:1/");
        refused(() -> IpxeUri.at(UriScheme.HTTP, "h").port(65536), "port: 65536 (expected: 1..65535)");
        for (String host : new String[] {"a b", "a/b", "a?", "a#", "a@b", "a%", "a\u007f"}) {
            assertThatThrownBy(() -> IpxeUri.at(UriScheme.HTTP, host)).hasMessageStartingWith("host: \"");
        }
        for (UriScheme scheme : new UriScheme[] {UriScheme.DATA, UriScheme.FILE, UriScheme.AOE}) {
            refused(
                    () -> IpxeUri.at(scheme, "h"),
                    "scheme: " + scheme + " (expected: one with a server, IpxeUri has a method for each other)");
        }
    }

    @Test
    void optionsAreWithinTheirRange() {
        assertThat(text(s -> s.vcreate("net0", 0).priority(0).propagate()))
                .isEqualTo("vcreate --tag 0 --priority 0 net0");
        assertThat(text(s -> s.vcreate("net0", 4094).propagate())).isEqualTo("vcreate --tag 4094 net0");
        assertThat(text(s -> s.imgmem(Long.MAX_VALUE, 1).propagate())).isEqualTo("imgmem 0x7fffffffffffffff 1");
        assertThat(text(s -> s.pxebs("net0", 0).propagate())).isEqualTo("pxebs net0 0");
        assertThat(text(s -> s.pxebs("net0", 65535).propagate())).isEqualTo("pxebs net0 65535");
        assertThat(text(s -> s.colour(255).basic(9).propagate())).isEqualTo("colour --basic 9 255");
        assertThat(text(s -> s.colour(0).rgb(0xffffff).propagate())).isEqualTo("colour --rgb 0xffffff 0");
        assertThat(text(s -> s.initrd(Initrd.of("a").asFile("/a").mode(07777)).propagate()))
                .endsWith(" /a mode=7777");
        assertThat(text(s -> s.initrd(Initrd.of("a").asFile("/a").mkdir(255)).propagate()))
                .endsWith(" /a mkdir=255");
        refused(() -> Initrd.of("a").asFile("/a").mkdir(256), "mkdir: 256 (expected: -1..255)");
        refused(() -> Initrd.of("a").asFile("/a").mode(-1), "mode: -1 (expected: 0..4095)");
        refused(() -> text(s -> s.vcreate("net0", -1)), "tag: -1 (expected: 0..4094)");
    }

    private static String text(Consumer<IpxeScriptBuilder> line) {
        IpxeScriptBuilder script = IpxeScript.builder();
        line.accept(script);
        String text = script.build().toString();
        return text.substring("#!ipxe\n".length(), text.length() - 1);
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
