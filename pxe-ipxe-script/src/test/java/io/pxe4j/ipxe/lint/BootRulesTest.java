package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX026;
import static io.pxe4j.ipxe.lint.LintRule.IPX027;
import static io.pxe4j.ipxe.lint.LintRule.IPX050;
import static io.pxe4j.ipxe.lint.LintRule.IPX051;
import static io.pxe4j.ipxe.lint.LintRule.IPX052;
import static io.pxe4j.ipxe.lint.LintRule.IPX053;
import static io.pxe4j.ipxe.lint.LintRule.IPX055;
import static io.pxe4j.ipxe.lint.LintRule.IPX056;
import static io.pxe4j.ipxe.lint.LintRule.IPX070;
import static io.pxe4j.ipxe.lint.LintRule.IPX071;
import static io.pxe4j.ipxe.lint.LintRule.IPX072;
import static io.pxe4j.ipxe.lint.LintRule.IPX073;
import static io.pxe4j.ipxe.lint.LintRule.IPX074;
import static io.pxe4j.ipxe.lint.LintRule.IPX075;
import static io.pxe4j.ipxe.lint.LintRule.IPX076;

import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.language.IpxeVersion;
import org.junit.jupiter.api.Test;

class BootRulesTest {
    private final Linted lint = Linted.plain();

    @Test
    void bootNeedsAKernel() {
        lint.finds(IPX026, "initrd a ||", "«boot» || goto f", ":f");
        lint.finds(IPX026, "kernel a ||", "imgfree", "«boot»");
        lint.finds(IPX026, "goto b", ":a", "kernel x ||", ":b", "«imgexec»");
        lint.passes(IPX026, "kernel a ||", "boot");
        lint.passes(IPX026, "isset ${x} && kernel a ||", "boot");
        lint.passes(IPX026, "boot http://192.0.2.1/x", "chain a ||", "boot");
        lint.finds(IPX027, "boot || «goto f»", ":f");
        lint.passes(IPX027, "kernel a ||", "boot || goto f", ":f", "boot ||", "exit");
    }

    @Test
    void menusHaveItems() {
        lint.finds(IPX050, "menu T", "item", "item --gap text", "«choose x» ||");
        lint.passes(IPX050, "menu T", "isset ${a} && item a ||", "choose x ||");
        lint.finds(IPX050, "menu --name a T", "item --menu b x", "«choose --menu a x» ||");
    }

    @Test
    void itemsHaveMenus() {
        lint.finds(IPX051, "«item a»", "«choose x» ||");
        lint.finds(IPX051, "«present» ||");
        lint.finds(IPX051, "menu --name a", "item --menu a x", "«choose x» ||");
        lint.finds(IPX051, "menu", "menu --delete", "«choose x» ||");
        lint.passes(IPX051, "menu", "item a", "choose x ||", "form", "item b", "present ||");
        lint.passes(IPX051, "chain menus.ipxe ||", "item a", "choose x ||");
        lint.passes(IPX051, "exit", "item a");
    }

    @Test
    void menusAreUsedOnce() {
        lint.finds(IPX052, "menu", "item a", ":again", "«choose x» || goto again");
        lint.finds(IPX052, "menu", "item a", "choose x ||", "«choose y» ||");
        lint.passes(IPX052, ":again", "menu", "item a", "choose x || goto again");
        lint.passes(IPX052, "menu", "item a", "choose --keep x ||", "choose y ||");
        lint.passes(IPX052, "menu --name a", "menu --name b", "choose --menu a x ||", "choose --menu b x ||");
    }

    @Test
    void menusAllHaveNamesOrNone() {
        lint.finds(IPX053, "menu T", "«menu --name a T»");
        lint.passes(IPX053, "menu T", "form", "menu T");
        lint.passes(IPX053, "menu --name a T", "menu --name b T");
    }

    @Test
    void theDefaultIsAnItem() {
        lint.finds(IPX055, "menu", "item alpha", "choose --default «alpah» x ||");
        lint.passes(IPX055, "menu", "item a", "choose --default a x ||");
        lint.passes(IPX055, "menu", "item ${n}", "choose --default b x ||", "choose --default ${d} x ||");
    }

    @Test
    void itemsDiffer() {
        lint.finds(IPX056, "menu", "item a One", "«item a Two»", "item --key k b", "«item --key k c»");
        lint.passes(IPX056, "menu", "item a", "item", "item", "item --gap x", "item --gap x", "item b");
        lint.passes(IPX056, "menu", "iseq ${a} b && item a One || item a Two", "menu", "item a");
    }

    @Test
    void kernelsKnowTheirInitrd() {
        lint.finds(IPX070, "«kernel vmlinuz quiet» ||", "initrd initrd.img ||", "boot");
        lint.finds(IPX070, "initrd initrd.img ||", "«kernel vmlinuz» ||", "boot");
        lint.finds(IPX070, "initrd initrd.img ||", "«boot vmlinuz quiet»");
        lint.passes(IPX070, "kernel vmlinuz initrd=initrd.img ||", "initrd initrd.img ||", "boot");
        lint.passes(IPX070, "kernel vmlinuz ${cmdline} ||", "initrd initrd.img ||", "boot");
        lint.passes(IPX070, "kernel wimboot ||", "initrd boot.wim boot.wim ||", "boot");
        lint.passes(IPX070, "kernel memtest ||", "boot");
        lint.passes(
                IPX070,
                "menu",
                "item a",
                "choose x && goto ${x} || exit",
                ":a",
                "kernel k initrd=i ||",
                "initrd i ||",
                "goto boot",
                ":m",
                "kernel memtest ||",
                ":boot",
                "boot");
        Linted.on(BuildProfile.pcbios(IpxeVersion.MASTER))
                .passes(IPX070, "kernel vmlinuz quiet ||", "initrd initrd.img ||", "boot");
    }

    @Test
    void kernelsAreToldTheirInitrds() {
        lint.fixes(
                IPX070,
                "kernel vmlinuz quiet || exit\ninitrd --name a x/1.img || exit\ninitrd x/2.img || exit\nboot",
                "kernel vmlinuz quiet initrd=a initrd=2.img || exit\ninitrd --name a x/1.img || exit\n"
                        + "initrd x/2.img || exit\nboot");
        lint.leaves(IPX070, "kernel vmlinuz ||\ninitrd ${initrd} ||\nboot");
    }

    @Test
    void initrdArgumentsNameImages() {
        lint.finds(IPX071, "kernel k «initrd=inird.img» ||", "initrd x/initrd.img ||", "boot");
        lint.finds(IPX071, Severity.WARNING, "kernel k «initrd=initrd.img» ||", "boot");
        lint.passes(
                IPX071,
                "kernel k initrd=Initrd.img initrd=/b initrd=initrd.magic ||",
                "initrd initrd.img ||",
                "initrd b ||");
        lint.passes(IPX071, "kernel k initrd=x ||", "initrd --name x y ||", "initrd z ||");
        lint.passes(IPX071, "kernel k initrd=x ||", "initrd ${y} ||");
        lint.passes(IPX071, "kernel k initrd=i-${x} ||", "initrd i-${x} ||");
        lint.passes(IPX071, "kernel k initrd=x%20y ||".replace("%20", ""), "initrd http://192.0.2.1/xy?z=1 ||");
    }

    @Test
    void wordsBehindAnInitrdArePaths() {
        lint.finds(IPX072, "initrd http://192.0.2.1/sys.img «initrd» ||");
        lint.finds(IPX072, "initrd http://192.0.2.1/a «/etc/a» mod=755 ||");
        lint.passes(IPX072, "initrd http://192.0.2.1/a /etc/a mode=755 mkdir=-1 ||", "initrd b ${path} ||");
        lint.passes(IPX072, "kernel wimboot ||", "initrd http://192.0.2.1/BCD BCD ||");
        lint.passes(IPX072, "module http://192.0.2.1/a b c ||");
    }

    @Test
    void commandLinesFit() {
        lint.finds(IPX073, "«kernel k " + "a".repeat(2048) + "» ||");
        lint.passes(IPX073, "kernel k " + "a".repeat(2047) + " ||");
    }

    @Test
    void kernelsDoNotPileUp() {
        lint.finds(IPX074, "kernel a ||", "initrd b ||", "boot ||", "«kernel c» ||", "boot");
        lint.passes(IPX074, "kernel a ||", "boot ||", "imgfree", "kernel c ||", "boot");
        lint.passes(IPX074, ":a", "kernel a ||", "boot || goto a");
        lint.passes(IPX074, "isset ${x} && kernel a || kernel b ||", "boot");
    }

    @Test
    void namesOfImagesDiffer() {
        lint.finds(IPX075, "kernel http://192.0.2.1/a/vmlinuz ||", "«kernel http://192.0.2.1/b/vmlinuz» ||");
        lint.passes(IPX075, "kernel http://192.0.2.1/a/vmlinuz ||", "imgfree", "kernel http://192.0.2.1/b/vmlinuz ||");
        lint.passes(IPX075, "kernel http://192.0.2.1/a/vmlinuz ||", "imgfree vmlinuz", "kernel b/vmlinuz ||");
        lint.passes(IPX075, "chain http://192.0.2.1/boot.ipxe || chain http://192.0.2.2/boot.ipxe ||");
        lint.passes(IPX075, "kernel a/vmlinuz ||", "kernel --name b b/vmlinuz ||", "chain a/vmlinuz ||");
    }

    @Test
    void theLastChainLetsGo() {
        lint.finds(IPX076, "echo x", "«chain http://192.0.2.1/x» || shell", "# end");
        lint.passes(IPX076, "chain --replace http://192.0.2.1/x || shell");
        lint.passes(IPX076, "chain -ar http://192.0.2.1/x || shell");
        lint.passes(IPX076, "chain http://192.0.2.1/x ||", "exit");
    }
}
