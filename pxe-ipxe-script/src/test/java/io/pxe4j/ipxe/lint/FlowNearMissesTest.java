package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX010;
import static io.pxe4j.ipxe.lint.LintRule.IPX011;
import static io.pxe4j.ipxe.lint.LintRule.IPX012;
import static io.pxe4j.ipxe.lint.LintRule.IPX013;
import static io.pxe4j.ipxe.lint.LintRule.IPX014;
import static io.pxe4j.ipxe.lint.LintRule.IPX016;
import static io.pxe4j.ipxe.lint.LintRule.IPX020;
import static io.pxe4j.ipxe.lint.LintRule.IPX021;
import static io.pxe4j.ipxe.lint.LintRule.IPX022;
import static io.pxe4j.ipxe.lint.LintRule.IPX023;
import static io.pxe4j.ipxe.lint.LintRule.IPX024;
import static io.pxe4j.ipxe.lint.LintRule.IPX025;
import static io.pxe4j.ipxe.lint.LintRule.IPX026;
import static io.pxe4j.ipxe.lint.LintRule.IPX027;
import static io.pxe4j.ipxe.lint.LintRule.IPX030;
import static io.pxe4j.ipxe.lint.LintRule.IPX050;
import static io.pxe4j.ipxe.lint.LintRule.IPX051;
import static io.pxe4j.ipxe.lint.LintRule.IPX052;
import static io.pxe4j.ipxe.lint.LintRule.IPX053;
import static io.pxe4j.ipxe.lint.LintRule.IPX055;
import static io.pxe4j.ipxe.lint.LintRule.IPX056;
import static io.pxe4j.ipxe.lint.LintRule.IPX095;
import static io.pxe4j.ipxe.lint.LintRule.IPX096;
import static io.pxe4j.ipxe.lint.LintRule.IPX097;
import static io.pxe4j.ipxe.lint.LintRule.IPX098;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Jumps, statuses and menus: what is just wrong, and what is just right. */
class FlowNearMissesTest {
    private final Linted lint = Linted.plain();

    @Test
    void labelsAreLookedFor() {
        assertThat(lint.messages(IPX010, "goto fialed", "goto zzzzzz", ":failed"))
                .containsExactly(
                        "label \"fialed\": is nowhere in the script (expected: perhaps failed)",
                        "label \"zzzzzz\": is nowhere in the script (expected: a label that is there)");
        assertThat(lint.messages(IPX011, "goto a", ":a", "exit", ":a"))
                .containsExactly("label a: already in line 3 (expected: each label once)");
        assertThat(lint.messages(IPX012, "goto a", ":b", "exit", ":a", ":c"))
                .containsExactly(
                        "label b: no goto names it, and nothing runs into it (expected: a goto, or no label)",
                        "label c: no goto names it");
        lint.finds(IPX012, "goto ${x}_end || goto e", ":a_end", "exit", "«:b_endx»", "exit", ":e");
        lint.passes(IPX010, "goto a b", "goto ${x} ||", ":c");
    }

    @Test
    void computedJumpsLeadSomewhere() {
        assertThat(lint.messages(IPX014, "goto ${x}", ":a"))
                .containsExactly(
                        "goto ${x}: a value that is no label ends the script (expected: || and what to do" + " then)");
        lint.finds(IPX014, "set x b", "«goto ${x}»", ":a");
        lint.finds(IPX014, "read x ||", "«goto ${x}»", ":a");
        lint.passes(IPX014, "goto ${x} ; echo y", ":a");
        assertThat(lint.messages(IPX016, "menu", "item aa", "item zzz", "choose x && goto ${x} || exit", ":ab"))
                .containsExactly(
                        "item aa: there is no label :aa (expected: perhaps ab)",
                        "item zzz: there is no label :zzz (expected: one, or a name that is a label)");
    }

    @Test
    void statusesDecide() {
        assertThat(lint.messages(IPX020, "iseq a b && echo x", "echo on"))
                .containsExactly("\"iseq a b\": when it fails, the script ends (expected: || at the end of the line)");
        assertThat(lint.messages(IPX021, "isset ${x}", "echo on"))
                .containsExactly(
                        "\"isset ${x}\": when the answer is no, the script ends (expected: && or || behind it)");
        assertThat(lint.messages(IPX022, "dhcp", "imgfree x", "echo on"))
                .containsExactly(
                        "\"dhcp\": when it fails, the script ends (expected: || and what to do then)",
                        "\"imgfree x\": when it fails, the script ends (expected: || and what to do then)");
        assertThat(lint.messages(IPX023, "isset ${x} && chain a || chain b"))
                .containsExactly(
                        "\"chain b\": runs when \"isset ${x}\" says no, and when \"chain a\" fails (expected: a"
                                + " goto for each)");
        lint.finds(IPX022, "echo x && «isset ${x}»", "echo on");
        lint.finds(IPX022, "«vcreate --tag 1 net0»", "«console»", "«param a»", "«set x:hex ${y}»", "echo on");
        lint.passes(IPX022, "set x:string ${y}", "set x:hex 00", "item x", "nosuch x", "imgfree", "echo on");
        lint.passes(
                IPX023,
                "isset ${x} && chain a || ",
                "isset ${x} || chain a || chain b",
                "prompt && chain a || chain b");
        lint.finds(IPX023, "isset ${x} && prompt y || «echo z»");
        lint.passes(IPX023, "isset ${x} && isset ${y} || echo z", "isset ${x} && chain a && chain b");
    }

    @Test
    void operatorsAreWords() {
        assertThat(lint.messages(IPX024, "dhcp | goto x", ":x"))
                .containsExactly("\"|\": becomes an argument of dhcp (expected: || or && or ;)");
        lint.finds(IPX024, "dhcp «net0|» exit", "chain x «|goto» ||");
        lint.passes(IPX024, "echo a | b", "echo a| dhcp", "chain data:,x| ||", "chain x& ||", "chain a|b ||");
        assertThat(lint.messages(IPX025, "dhcp net0|| exit", "echo a; dhcp ||"))
                .containsExactly(
                        "\"net0||\": || is part of the word (expected: blanks around it)",
                        "\"a;\": ; is part of the word (expected: blanks around it)");
        lint.finds(IPX025, "dhcp «net0||»", "echo a «;dhcp»", "dhcp «net0;»", "echo «a||»", "dhcp «&&x»");
        lint.passes(IPX025, "echo a&&", "echo a|||", "dhcp net0|||", "echo ;x", "chain x; ||", "help x;", "nosuch x;");
        lint.finds(IPX025, "«dhcp;»");
        lint.fixes(IPX025, "echo a ;dhcp", "echo a ; dhcp");
        assertThat(lint.messages(IPX030, "color 1 ||", "zzzzzzzz ||", "dhcp|| x", "dhcp; x", "${x} ||"))
                .containsExactly(
                        "command \"color\": unknown to iPXE (expected: perhaps colour)",
                        "command \"zzzzzzzz\": unknown to iPXE (expected: one of iPXE's commands)");
    }

    @Test
    void bootsNeedAKernel() {
        assertThat(lint.messages(IPX026, "boot ||"))
                .containsExactly("boot: nothing is selected, so that it does nothing and succeeds (expected: a kernel"
                        + " before it)");
        assertThat(lint.messages(IPX027, "imgexec || echo x"))
                .containsExactly("echo x: never runs, the imgexec before it succeeds (expected: a kernel before that)");
        lint.passes(IPX027, "boot ; echo x", "exit");
        lint.passes(IPX026, "imgargs x y ||", "kernel k ||", "boot", "exit", "boot");
        lint.passes(IPX026, "chain x ||", "boot --zzz");
    }

    @Test
    void menusAreMadeUsedAndGone() {
        assertThat(lint.messages(IPX050, "menu", "choose x ||"))
                .containsExactly("choose: the menu has no items (expected: an item with a name before it)");
        assertThat(lint.messages(IPX051, "item a", "choose --menu m x ||"))
                .containsExactly(
                        "item: there is no menu (expected: menu or form before it)",
                        "choose: there is no menu m (expected: menu or form before it)");
        assertThat(lint.messages(IPX052, "menu", "item a", "choose x ||", "choose x ||"))
                .containsExactly("choose: the menu was chosen from before and is gone (expected: --keep there, or the"
                        + " menu made anew)");
        assertThat(lint.messages(IPX053, "menu", "form --name a x ||"))
                .containsExactly("form: has a name, others have none (expected: names for all, or for none)");
        assertThat(lint.messages(IPX055, "menu", "item alpha", "choose -d alpah x ||"))
                .containsExactly("default alpah: is no item of the menu (expected: perhaps alpha)");
        assertThat(lint.messages(IPX055, "menu", "item alpha", "choose -d zz x ||"))
                .containsExactly("default zz: is no item of the menu (expected: one of its items)");
        assertThat(lint.messages(IPX056, "menu", "item a", "item a", "item -k x b", "item -k x c"))
                .containsExactly(
                        "item a: is in the menu already (expected: each once)",
                        "key x: is in the menu already (expected: each once)");
        lint.passes(IPX056, "menu", "item --key ${k} a", "item --key ${k} b", "item ${n}", "item ${n}");
        lint.passes(IPX052, "menu", "item a", "choose x ||", "menu", "item a", "choose x ||");
        lint.passes(IPX052, "form", "item a", "present --keep ||", "present ||");
        lint.finds(
                IPX051,
                "menu --name a T",
                "menu --name b T",
                "item --menu a x",
                "menu --name a --delete",
                "«item --menu a y»");
        lint.passes(IPX050, "menu --name a T", "menu --name b T", "item --menu a x", "choose --menu a y ||");
    }

    @Test
    void deadLinesAreFoundOnce() {
        assertThat(lint.messages(IPX013, "exit", "echo a", "echo b", ":c", "echo d"))
                .containsExactly(
                        "echo a: nothing leads here (expected: a label before it, or a way past the line" + " above)");
        lint.passes(IPX013, "nosuch || goto x", "echo y", ":x");
        lint.passes(IPX013, "reboot || echo no", "echo on");
        lint.finds(IPX013, "exit || echo no", "«echo on»");
        lint.passes(IPX013, "goto ${x}", ":a", "echo");
        lint.finds(IPX013, "set x a", "poweroff", "«echo y»");
    }

    @Test
    void loopsWaitSomewhere() {
        assertThat(lint.messages(IPX096, ":a", "imgfetch x || goto a"))
                .containsExactly("imgfetch: is tried again and again without a pause (expected: a sleep or a count in"
                        + " the loop)");
        lint.passes(IPX096, ":a", "imgfetch x || exit", "imgfree || goto a", "exit");
        lint.passes(IPX096, ":a", "boot || goto a");
        assertThat(lint.messages(IPX095, "menu", "item a", "choose x || goto b", "exit", ":b", "poweroff"))
                .containsExactly(
                        "poweroff: a failure leads here without a pause (expected: a prompt or sleep before" + " it)");
        Linted unattended = Linted.unattended();
        assertThat(unattended.messages(IPX097, "shell"))
                .containsExactly("shell: waits for somebody (expected: reboot, exit or another way out)");
        assertThat(unattended.messages(IPX098, "present ||", "read --timeout 0x0 x ||", "prompt --timeout 1 ||"))
                .containsExactly(
                        "present: waits for somebody (expected: --timeout and what to do then)",
                        "read: waits for somebody (expected: --timeout and what to do then)");
    }
}
