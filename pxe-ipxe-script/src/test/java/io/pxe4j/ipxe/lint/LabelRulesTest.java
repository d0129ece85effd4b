package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX010;
import static io.pxe4j.ipxe.lint.LintRule.IPX011;
import static io.pxe4j.ipxe.lint.LintRule.IPX012;
import static io.pxe4j.ipxe.lint.LintRule.IPX013;
import static io.pxe4j.ipxe.lint.LintRule.IPX014;
import static io.pxe4j.ipxe.lint.LintRule.IPX015;
import static io.pxe4j.ipxe.lint.LintRule.IPX016;
import static io.pxe4j.ipxe.lint.LintRule.IPX037;
import static io.pxe4j.ipxe.lint.LintRule.IPX095;
import static io.pxe4j.ipxe.lint.LintRule.IPX096;

import org.junit.jupiter.api.Test;

class LabelRulesTest {
    private final Linted lint = Linted.plain();

    @Test
    void labelsHaveToBeThere() {
        lint.finds(IPX010, "dhcp || goto «fialed»", ":failed", "shell ||");
        lint.finds(IPX010, "goto «Top»", ":top");
        lint.passes(IPX010, ":top", "goto top");
        lint.passes(IPX010, "dhcp || goto failed", "  :failed echo with a command behind it");
        lint.passes(IPX010, "goto ${mac} || goto start", ":start");
        lint.passes(IPX010, "echo goto nowhere");
        lint.passes(IPX010, "# goto nowhere");
    }

    @Test
    void aLabelStandsOnce() {
        lint.finds(IPX011, ":a", "goto b", "«:a»", ":b", "«:a»");
        lint.passes(IPX011, ":a", ":A", ":a-", "goto a");
    }

    @Test
    void aLabelHasAGoto() {
        lint.finds(IPX012, "goto end", "«:dead»", "echo dead", ":end");
        lint.finds(IPX012, Severity.INFO, "echo on", "«:runs-into»", "echo here");
        lint.passes(IPX012, "goto ${x} || goto b", ":a", ":b");
        lint.finds(IPX012, "goto start_${x} || goto end", ":start_a", "exit", "«:other»", "echo dead", ":end");
        lint.finds(
                IPX012,
                "set t a",
                "isset ${u} && set t b ||",
                "goto ${t} ||",
                "exit",
                ":a",
                "exit",
                "«:c»",
                "exit",
                ":b");
        lint.passes(IPX012, "set t a", "read t ||", "goto ${t} ||", "exit", ":a", "exit", ":c", "exit");
        lint.passes(IPX012, "goto ${x} ||", ":");
    }

    @Test
    void linesAreReached() {
        lint.finds(IPX013, "goto end", "«echo dead»", "echo too", ":end", "exit", "«echo dead»");
        lint.finds(IPX013, "reboot ||", "exit 1", "«shell»");
        lint.finds(IPX013, "chain --replace http://192.0.2.1/x", "«echo dead»");
        lint.passes(IPX013, "isset ${x} && goto end ||", "echo alive", ":end");
        lint.passes(IPX013, "goto nowhere || echo no", "echo alive");
        lint.passes(IPX013, "goto ${x} ||", "echo alive");
        lint.passes(IPX013, "boot || goto a", "echo alive", ":a");
    }

    @Test
    void computedJumpsHaveAFallback() {
        lint.finds(IPX014, "«goto ${x}»", ":a");
        lint.finds(IPX014, "isset ${x} && «goto ${x}»", ":a");
        lint.passes(IPX014, "goto ${x} || goto a", ":a");
        lint.passes(IPX014, "goto ${x} ||", ":a");
        lint.passes(IPX014, "set x a", "goto ${x}", ":a");
        lint.passes(IPX014, "menu", "item a", "item b", "choose x && goto ${x} || goto a", ":a", ":b");
    }

    @Test
    void anEmptyLabelIsATrapForComputedJumps() {
        lint.finds(IPX015, "goto ${x} ||", "«:»", "echo here");
        lint.passes(IPX015, ":", "echo here", "goto end", ":end");
        lint.passes(IPX015, "goto ${x} ||", ":a");
    }

    @Test
    void itemsHaveLabels() {
        lint.finds(
                IPX016,
                ":m",
                "menu",
                "item a A",
                "item «bb» B",
                "choose x || goto m",
                "goto ${x} || goto m",
                ":a",
                ":b");
        lint.finds(IPX016, "menu", "item «zzz»", "choose x && goto ${x} || exit", ":a");
        lint.passes(IPX016, "menu", "item a", "item", "item --gap b", "choose x && goto ${x} || exit", ":a");
        lint.passes(IPX016, "menu", "item a", "choose x || exit", "chain ${x}.ipxe || exit");
        lint.passes(IPX016, "menu", "item a", "choose x || exit", "goto ${x} || chain ${x}.ipxe || exit");
        lint.passes(IPX016, "menu", "item ${name}", "choose x && goto ${x} || exit");
        lint.finds(
                IPX016,
                "menu One",
                "item a",
                "choose x && goto ${x} || exit",
                ":a",
                "menu Two",
                "item «c»",
                "choose y && goto ${y} || exit");
    }

    @Test
    void namesDoNotBeginWithHyphens() {
        lint.finds(IPX037, "goto -- -x", "«:-x»");
        lint.finds(IPX037, "menu", "item -- «-x» Text");
        lint.passes(IPX037, ":x-", "goto x-", "menu", "item x- Text", "item --gap -- ------");
    }

    @Test
    void failuresDoNotRestartAtOnce() {
        lint.finds(IPX095, "menu", "item a", "choose x || goto bad", "dhcp || goto bad", "exit", ":bad", "«reboot»");
        lint.passes(IPX095, "menu", "item a", "choose x || goto bad", "exit", ":bad", "prompt ||", "reboot");
        lint.passes(IPX095, "menu", "item a", "choose x && goto ${x} ||", "exit", ":a", "reboot");
        lint.passes(IPX095, "dhcp || goto bad", "exit", ":bad", "reboot");
    }

    @Test
    void loopsOfRequestsPause() {
        lint.finds(IPX096, ":again", "«chain http://192.0.2.1/x» || goto again");
        lint.finds(IPX096, ":a", "imgfree", "«kernel http://192.0.2.1/x» || goto b", "boot", ":b", "goto a");
        lint.finds(IPX096, ":a", "«imgfetch http://192.0.2.1/x» ||", "goto ${next} ||", "goto a");
        lint.passes(IPX096, ":again", "chain http://192.0.2.1/x || sleep 5", "goto again");
        lint.passes(IPX096, ":a", "inc n", "iseq ${n} 5 && exit ||", "chain http://192.0.2.1/x ||", "goto a");
        lint.passes(IPX096, ":retry_dhcp", "dhcp && isset ${filename} || goto retry_dhcp", "chain ${filename} ||");
        lint.passes(IPX096, ":m", "menu", "item a", "choose x || exit", "chain ${x} ||", "goto m");
        lint.passes(IPX096, "chain http://192.0.2.1/x || goto b", ":b", "echo no");
    }
}
