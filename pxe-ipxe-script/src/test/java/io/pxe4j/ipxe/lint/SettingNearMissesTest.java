package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX034;
import static io.pxe4j.ipxe.lint.LintRule.IPX045;
import static io.pxe4j.ipxe.lint.LintRule.IPX046;
import static io.pxe4j.ipxe.lint.LintRule.IPX047;
import static io.pxe4j.ipxe.lint.LintRule.IPX048;
import static io.pxe4j.ipxe.lint.LintRule.IPX060;
import static io.pxe4j.ipxe.lint.LintRule.IPX061;
import static io.pxe4j.ipxe.lint.LintRule.IPX091;
import static io.pxe4j.ipxe.lint.LintRule.IPX092;
import static io.pxe4j.ipxe.lint.LintRule.IPX093;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Settings and values: what is just wrong, and what is just right. */
class SettingNearMissesTest {
    private final Linted lint = Linted.plain();

    @Test
    void referencesHideInBytes() {
        lint.finds(IPX048, "set «x:base64» JHt4OnN0cmluZ30=");
        lint.finds(IPX048, "set «x:hexhyp» 24-7b-78-7d", "set «y:uristring» %24%7By%7D", "set «z:uristring» $%7bz%7d");
        lint.finds(IPX048, "set «a:hex» 24:7b:62:7d", "set «b:hex» 24:7b:63:7d", "set «c:hex» 24:7b:61:7d");
        lint.finds(IPX048, "set «x:hexraw» 247b717d247b787d", "set «p:hex» 0a:24:7b:70:7d");
        lint.passes(
                IPX048, "set x:hex 24:7b:78", "set x:base64 !!!!", "set x:hex zz:7b:78:7d", "set x:hex 2z:7b:78:7d");
        lint.passes(IPX048, "set x:hex ${y}", "set x 24:7b:78:7d", "set a:hex 24:7b:62:7d", "set b:hex 24:7b:63:7d");
        lint.passes(IPX048, "set x:hexraw 247b787", "set x:uristring plain");
        assertThat(lint.messages(IPX048, "set x:base64 JHt4OnN0cmluZ30="))
                .containsExactly("setting x: its value holds a reference to itself, which is expanded for ever"
                        + " (expected: another value)");
    }

    @Test
    void settingsGrowInLoops() {
        assertThat(lint.messages(IPX048, ":a", "set x ${x}y", "goto a"))
                .containsExactly("set x: grows with each round of the loop (expected: a start value inside it)");
        lint.finds(IPX048, ":a", "«set x a ${x}»", "goto a");
        lint.passes(IPX048, ":a", "set x ${net0/x} y", "goto a");
        lint.passes(IPX048, ":a", "set x ${x} more", "clear x", "goto a");
        lint.passes(IPX048, ":a", "set x ${x} more", "exit");
        lint.passes(IPX048, ":a", "set x ${y} more", "goto a");
    }

    @Test
    void onlyNumbersCanBeCounted() {
        assertThat(lint.messages(IPX091, "set n 0", "inc n"))
                .containsExactly("inc n: is text (expected: a number, set n:int32 0)");
        lint.finds(IPX091, "inc «n:string»", "inc «ip»", "inc «n:hex»");
        lint.finds(IPX091, "set m:hex 00", "set m 5", "inc «m»");
        lint.passes(IPX091, "inc n:int8", "inc san-drive", "read n ||", "inc n", "set m:hex 00", "inc m");
    }

    @Test
    void numbersAreComparedAsTheyAreShown() {
        assertThat(lint.messages(IPX092, "iseq ${m:uint16} 10 ||", "iseq ${m:int16} 0x10 ||"))
                .containsExactly(
                        "iseq ${m:uint16} 10: uint16 is shown in hex, as 0x10, the two are never equal (expected: the"
                                + " same form)",
                        "iseq ${m:int16} 0x10: int16 is shown in decimal, the two are never equal (expected: the same"
                                + " form)");
        lint.finds(IPX092, "«iseq ${m:uint8} 0x0a» ||", "«iseq 0XA ${m:uint8}» ||", "«iseq ${m:uint8} -1» ||");
        lint.passes(IPX092, "iseq ${m:uint8} 0xa ||", "iseq ${m:uint8} 0x0 ||", "iseq ${m:uint8} x ||");
        lint.passes(IPX092, "iseq ${m:int8} 10 ||", "iseq ${m:hex} 10 ||", "iseq 1 2 ||", "iseq ${m:uint8}x 10 ||");
        lint.passes(IPX092, "set n:uint8 1", "set n:int8 1", "iseq ${n} 0x1 ||", "set n x", "iseq ${n} 1 ||");
    }

    @Test
    void typesAndBlocksAreNamed() {
        assertThat(lint.messages(IPX045, "echo ${x:strin}", "echo ${x:qqqqqqqqqqqq}", "echo ${dmi/x} ${lldp/x}"))
                .containsExactly(
                        "setting type \"strin\": unknown to iPXE (expected: perhaps string)",
                        "setting type \"qqqqqqqqqqqq\": unknown to iPXE (expected: one of string uristring ipv4 ipv6"
                                + " int8 int16 int32 uint8 uint16 uint32 hex hexhyp hexraw base64 uuid guid busdevfn"
                                + " dnssl)",
                        "block dmi: does not exist, the value is empty (expected: smbios)",
                        "block lldp: does not exist, the value is empty (expected: net0.lldp)");
        assertThat(lint.messages(IPX045, "set .a/x y", "set a./x y", "set a..b/x y", "set a.b/x y"))
                .containsExactly(
                        "block \".a\": has an empty part (expected: names with dots between them)",
                        "block \"a.\": has an empty part (expected: names with dots between them)",
                        "block \"a..b\": has an empty part (expected: names with dots between them)");
    }

    @Test
    void namesThatAreAlmostKnownAreMisspelled() {
        assertThat(lint.messages(IPX046, "echo ${next-serve} ${zzzzzzzz} ${IP}"))
                .containsExactly(
                        "setting next-serve: the script sets it nowhere (expected: perhaps next-server)",
                        "setting zzzzzzzz: the script sets it nowhere (expected: a set before this, or a script or"
                                + " DHCP server that does it)",
                        "setting IP: the script sets it nowhere (expected: perhaps ip)");
        lint.passes(IPX046, "echo ${net0/zzz} ${1.2} ${} ${0x10}", "isset ${q} ||", "echo ${q}");
        assertThat(lint.messages(IPX047, "set 10 x"))
                .containsExactly(
                        "setting 10: is DHCP option 10 (expected: a name with a letter, or a type if the option"
                                + " is meant)");
        lint.finds(IPX047, "set «0x10» x", "set «1.2.3» x");
        lint.passes(IPX047, "set 1.x x", "read 10 ||", "set 0xg x");
    }

    @Test
    void valuesAreRead() {
        assertThat(lint.messages(IPX034, "sleep x", "exit 4294967296", "choose -t -1 x ||", "prompt --key ab x ||"))
                .containsExactly(
                        "sleep: \"x\" (expected: 0..4294967295)",
                        "exit: \"4294967296\" (expected: 0..4294967295)",
                        "--key: \"ab\" (expected: one character, or the number of a key)");
        lint.finds(IPX034, "exit «99999999999999999999»", "exit «9999999999999999999»", "sanboot --drive «256» ||");
        lint.finds(IPX034, "ifconf -c «DHCP» ||", "ifopen «enp3s0» ||", "sanboot --uuid «0011» ||");
        lint.passes(IPX034, "exit 4294967295", "exit +5", "exit 0xff", "sanboot --drive 255 ||", "ifconf -c ipv6 ||");
        lint.passes(IPX034, "prompt --key ☃ x ||", "prompt --key 0x02 x ||", "ifopen ethernet ||", "help x");
        lint.passes(IPX034, "sanboot --uuid 00112233-4455-6677-8899-aabbccddeeff ||", "dhcp -c dhcp net0 ||");
        assertThat(lint.messages(IPX034, "set x:int8 300", "set mtu x"))
                .containsExactly(
                        "set: int8: \"300\" (expected: -128..127, without leading zeros, which iPXE reads as octal)",
                        "set: int16: \"x\" (expected: -32768..32767, without leading zeros, which iPXE reads as octal)");
        lint.passes(IPX034, "set x:int8 ${y}", "set x:int8", "set ${x}:int8 300", "set x:string a b");
    }

    @Test
    void octalNumbersAreShown() {
        assertThat(lint.messages(IPX093, "sleep 010", "sleep 00", "set n:int32 017"))
                .containsExactly(
                        "sleep 010: is octal (expected: no leading zero; this is 8)",
                        "sleep 00: is octal (expected: no leading zero; this is 0)",
                        "set 017: is octal (expected: no leading zero; this is 15)");
        lint.passes(IPX093, "sleep 08", "set n:int32 089", "sleep 0");
    }

    @Test
    void durationsAreInTheirUnit() {
        assertThat(lint.messages(IPX060, "choose --timeout 5 x ||"))
                .containsExactly("--timeout 5: are milliseconds (expected: at least 500; 5 seconds are 5000)");
        assertThat(lint.messages(IPX061, "prompt --timeout 999 ||", "sleep 601"))
                .containsExactly(
                        "--timeout 999: are milliseconds (expected: at least 1000; 999 seconds are 999000)",
                        "sleep 601: is 10 minutes (expected: seconds, at most 600)");
        lint.passes(IPX061, "prompt --timeout 1000 ||", "sleep 600", "sleep x", "sleep ${s}");
        lint.passes(IPX060, "ping --timeout 5 x ||", "choose --timeout x y ||", "ping --size 5 x ||", "exit 5");
        lint.finds(IPX060, "choose --retimeout «1» --timeout 500 x ||");
    }
}
