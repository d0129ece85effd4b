package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX020;
import static io.pxe4j.ipxe.lint.LintRule.IPX021;
import static io.pxe4j.ipxe.lint.LintRule.IPX022;
import static io.pxe4j.ipxe.lint.LintRule.IPX023;
import static io.pxe4j.ipxe.lint.LintRule.IPX024;
import static io.pxe4j.ipxe.lint.LintRule.IPX025;
import static io.pxe4j.ipxe.lint.LintRule.IPX054;

import org.junit.jupiter.api.Test;

class StatusRulesTest {
    private final Linted lint = Linted.plain();

    @Test
    void conditionsThatGuardNeedAnOr() {
        lint.finds(IPX020, "«iseq ${a} b» && set x y", "echo on");
        lint.finds(IPX020, "«dhcp» && goto boot", "echo never", ":boot");
        lint.finds(IPX020, Severity.WARNING, "echo last", "«iseq ${a} b» && reboot");
        lint.finds(IPX020, "«iseq ${a} b» && goto x", ":x", "echo");
        lint.passes(IPX020, "iseq ${a} b && set x y ||", "echo on");
        lint.passes(IPX020, "iseq ${a} b && goto x || goto y", ":x", ":y", "echo");
        lint.passes(IPX020, "iseq ${a} b && echo yes ; echo on", "echo on");
        lint.passes(IPX020, "menu", "item a", "choose x && goto ${x}", ":a", "echo");
    }

    @Test
    void conditionsDoNotStandAlone() {
        lint.finds(IPX021, "«prompt --timeout 180000»", "reboot");
        lint.finds(IPX021, "«isset ${x}»", "echo on");
        lint.finds(IPX021, Severity.WARNING, "echo on", "«cpuid --ext 29»");
        lint.passes(IPX021, "prompt ||", "isset ${x} || set x y", "echo on");
        lint.passes(IPX021, "menu", "item a", "choose x", "echo on");
    }

    @Test
    void whatMayFailIsHandled() {
        lint.finds(IPX022, "«dhcp»", "«chain x.ipxe»", "«set x:int32 ${y}»", "«params»", "echo on");
        lint.finds(IPX022, "isset ${x} || «dhcp»", "echo on");
        lint.finds(IPX022, "«kernel a» && initrd b", "echo on");
        lint.passes(IPX022, "dhcp || exit", "chain x.ipxe ||", "dhcp ; echo on", "echo on");
        lint.passes(
                IPX022, "set x y", "set n:int32 0", "set esc:hex 1b", "clear x", "inc n", "menu", "sleep 1", "echo on");
        lint.passes(IPX022, "echo on", "chain x.ipxe");
        lint.passes(IPX022, "imgfree", "item x", "goto end", ":end", "echo on");
    }

    @Test
    void ifElseIsNotOneLine() {
        lint.finds(IPX023, "iseq ${platform} efi && chain efi.ipxe || «chain bios.ipxe»");
        lint.finds(IPX023, "isset ${x} && sanboot ${x} || «goto y»", ":y");
        lint.passes(IPX023, "cpuid --ext 29 && set arch x86_64 || set arch i386");
        lint.passes(IPX023, "iseq ${platform} efi && goto efi || goto bios", ":efi", ":bios");
        lint.passes(IPX023, "iseq ${platform} efi && chain efi.ipxe ||");
        lint.passes(IPX023, "dhcp && chain x.ipxe || goto failed", ":failed");
        lint.passes(IPX023, "isset ${x} && echo yes && chain x.ipxe || goto failed", ":failed");
    }

    @Test
    void thereAreNoPipes() {
        lint.finds(IPX024, "chain x.ipxe «|» goto failed", ":failed");
        lint.finds(IPX024, "dhcp «&»");
        lint.finds(IPX024, "echo text «|» goto failed", ":failed");
        lint.finds(IPX024, "chain «x.ipxe|» exit");
        lint.passes(IPX024, "echo one | two & three", "menu A | B", "set x a | b", "chain x.ipxe?a=1&b=2 ||");
    }

    @Test
    void operatorsStandAlone() {
        lint.finds(IPX025, "dhcp «net0||» goto x", ":x");
        lint.finds(IPX025, "«dhcp||goto» x", ":x");
        lint.finds(IPX025, "isset ${x} «&&goto» x", ":x");
        lint.finds(IPX025, "echo «hello;» sleep 5");
        lint.finds(IPX025, "goto «x;»", ":x");
        lint.finds(IPX025, "echo «done||» goto x", ":x");
        lint.passes(IPX025, "echo Press ${}|| or ${}&& or ${};", "echo a;b c; d", "chain x?a=1&&b=2 ||");
        lint.passes(IPX025, "set x a||b", "kernel x a;b c;", "echo this; and that");
    }

    @Test
    void operatorsArePartedFromWords() {
        lint.fixes(IPX025, "dhcp net0|| exit", "dhcp net0 || exit");
        lint.fixes(IPX025, "dhcp||exit", "dhcp || exit");
        lint.fixes(IPX025, "isset ${x} &&exit ||", "isset ${x} && exit ||");
        lint.fixes(IPX025, "echo a; sleep 1", "echo a ; sleep 1");
        lint.fixes(IPX025, "dhcp||chain x||exit", "dhcp || chain x || exit");
    }

    @Test
    void escapeIsAnAnswer() {
        lint.finds(IPX054, "menu", "item a", "«choose x»", "goto ${x} ||", ":a");
        lint.finds(IPX054, "menu", "item a", "«choose x» && goto ${x}", ":a", "echo");
        lint.passes(IPX054, "menu", "item a", "choose x ||", "goto ${x} ||", ":a");
    }
}
