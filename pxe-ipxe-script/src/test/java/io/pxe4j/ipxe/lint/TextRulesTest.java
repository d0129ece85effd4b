package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX040;
import static io.pxe4j.ipxe.lint.LintRule.IPX041;
import static io.pxe4j.ipxe.lint.LintRule.IPX042;
import static io.pxe4j.ipxe.lint.LintRule.IPX044;
import static io.pxe4j.ipxe.lint.LintRule.IPX045;
import static io.pxe4j.ipxe.lint.LintRule.IPX046;
import static io.pxe4j.ipxe.lint.LintRule.IPX047;
import static io.pxe4j.ipxe.lint.LintRule.IPX048;
import static io.pxe4j.ipxe.lint.LintRule.IPX091;
import static io.pxe4j.ipxe.lint.LintRule.IPX092;

import org.junit.jupiter.api.Test;

class TextRulesTest {
    private final Linted lint = Linted.plain();

    @Test
    void thereAreNoQuotes() {
        lint.finds(IPX040, "chain «\"http://192.0.2.1/x\"» ||", "isset «\"${x}\"» ||", "set x «\"a b\"»");
        lint.finds(IPX040, "iseq ${x} «'y'» ||", "imgfetch --name «\"x» y\" z ||");
        lint.finds(IPX040, Severity.WARNING, "echo «\"hello world\"»", "item a «'Text'»");
        lint.passes(IPX040, "echo Press \"q\" to quit", "echo \"a\" or \"b\"", "iseq \"${t}\" \"-1\" ||");
        lint.passes(IPX040, "kernel x ip=\"a b\" \"c\" ||", "set x a=\"b c\"", "echo it's");
        lint.fixes(IPX040, "chain \"http://192.0.2.1/x\" ||", "chain http://192.0.2.1/x ||");
        lint.fixes(IPX040, "isset '${x}' ||", "isset ${x} ||");
        lint.leaves(IPX040, "chain \"http://192.0.2.1/a b\" ||");
    }

    @Test
    void blanksAreDropped() {
        lint.finds(IPX041, "echo a«  »b", "echo«   »indented", "menu A «  »B".replace(" «  »", "«   »"));
        lint.finds(IPX041, "echo -n Name:« »");
        lint.passes(IPX041, "echo a ${} b", "item   name   text here", "set x   a   b", "kernel x  y ||", "echo a ");
        lint.passes(IPX041, "echo a \\", "  b", "echo -n Name: ${} && read x ||");
    }

    @Test
    void aLiteralReferenceIsImpossible() {
        lint.finds(IPX042, "echo «\\${net0/mac}»");
        lint.finds(IPX042, Severity.WARNING, "echo «$${ip}»");
        lint.passes(IPX042, "chain \\EFI\\${arch}\\x.efi ||", "echo ${ip} $ip", "sanboot --filename \\${f} ||");
    }

    @Test
    void thereAreNoEscapes() {
        lint.finds(IPX044, "echo say «\\\"hi\\\"»", "echo one«\\n»".replace("one«\\n»", "«one\\n»"), "echo «\\e[1m» x");
        lint.passes(IPX044, "sanboot --filename \\EFI\\new\\tool.efi ||", "echo C:\\new\\net", "set x a\\nb");
    }

    @Test
    void typesAndBlocksExist() {
        lint.finds(
                IPX045,
                "echo «${net0/mac:hexhyph}»",
                "set «x:integer» 5",
                "echo «${dhcp/filename}» «${net0..dhcp/ip}»");
        lint.finds(IPX045, "echo «${dmi/product}»");
        lint.passes(IPX045, "echo ${net0.dhcp/filename} ${proxydhcp/filename} ${x:${type}} ${a:string}");
        lint.passes(IPX045, "set dmi/product x", "echo ${dmi/product}");
    }

    @Test
    void settingsAreSetSomewhere() {
        lint.finds(IPX046, "set server x", "echo «${servre}» ${servre}");
        lint.finds(IPX046, "echo «${next_server}»");
        lint.finds(IPX046, "echo «${Platform}»");
        lint.finds(IPX046, Severity.INFO, "kernel x «${cmdline}» ||");
        lint.passes(IPX046, "echo ${ip} ${67} ${175.3:ipv4} ${} ${smbios/1.4.0} ${net0/whatever}");
        lint.passes(IPX046, "read name ||", "echo ${name}", "isset ${maybe} ||", "echo ${maybe}");
        lint.passes(IPX046, "menu", "item a", "choose x ||", "echo ${x}", "inc n", "echo ${n}");
    }

    @Test
    void namesAreNoNumbers() {
        lint.finds(IPX047, "set «10» x", "set «175.5» y");
        lint.passes(IPX047, "set 210:string http://192.0.2.1/", "set net0/10 x", "set a10 x", "clear 10");
    }

    @Test
    void settingsDoNotHoldThemselves() {
        lint.finds(IPX048, "set «x:hex» 24:7b:78:3a:73:74:72:69:6e:67:7d");
        lint.finds(IPX048, "set «a:hexraw» 247b627d", "set «b:hexraw» 247b617d");
        lint.passes(IPX048, "set x:hex 24:7b:79:7d", "set esc:hex 1b", "set x ${x}");
        lint.finds(IPX048, ":a", "«set x ${x} more»", "goto a");
        lint.passes(IPX048, "set x ${x} more", ":a", "set y ${x} more", "goto a");
        lint.passes(IPX048, ":a", "set x start", "set x ${x} more", "goto a");
        lint.passes(IPX048, ":a", "set x ${x}", "goto a");
    }

    @Test
    void onlyNumbersAreCounted() {
        lint.finds(IPX091, "set n 0", "inc «n»", "inc «hostname»");
        lint.passes(IPX091, "set n:int32 0", "inc n", "inc unset", "inc m:uint8", "inc mtu", "inc ${x}");
        lint.passes(IPX091, "set n:uint8 0", "set n 5", "inc n");
    }

    @Test
    void numbersAreComparedInTheirForm() {
        lint.finds(IPX092, "set n:uint32 16", "«iseq ${n} 16» ||");
        lint.finds(IPX092, "set n:int32 16", "«iseq 0x10 ${n}» ||", "«iseq ${m:uint16} 0x0A» ||");
        lint.finds(IPX092, "«iseq ${errno} 5» ||");
        lint.passes(IPX092, "set n:uint32 16", "iseq ${n} 0x10 ||", "iseq ${n} ${m} ||", "iseq x${n} 16 ||");
        lint.passes(IPX092, "set n:int32 16", "inc n", "iseq ${n} 16 ||", "iseq ${user} 16 ||", "iseq ${ip} 16 ||");
    }
}
