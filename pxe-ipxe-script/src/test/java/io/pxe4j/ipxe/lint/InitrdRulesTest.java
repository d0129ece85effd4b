package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX070;
import static io.pxe4j.ipxe.lint.LintRule.IPX071;
import static io.pxe4j.ipxe.lint.LintRule.IPX072;
import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.language.IpxeVersion;
import org.junit.jupiter.api.Test;

/** Which kernel an initrd is for, and what tells the kernel. */
class InitrdRulesTest {
    private final Linted lint = Linted.plain();

    @Test
    void whoNamesAnEfiBuildIsToldAsWell() {
        Linted.on(BuildProfile.efiArm64(IpxeVersion.MASTER))
                .finds(IPX070, "«kernel vmlinuz» ||", "initrd initrd.img ||", "boot");
    }

    @Test
    void imgargsMayBringTheArgument() {
        lint.passes(IPX070, "kernel k ||", "initrd i ||", "imgargs k initrd=i", "boot");
    }

    @Test
    void anInitrdIsForTheKernelBeforeIt() {
        lint.finds(IPX070, "«kernel a» ||", "initrd i ||", "kernel b ||", "boot");
        lint.finds(IPX070, "«kernel a» ||", "initrd i ||", "boot ||", "kernel memtest ||", "boot");
    }

    @Test
    void whatWasLoadedForSomethingElseIsNotMeant() {
        lint.passes(IPX070, "initrd i ||", "imgfree", "kernel k ||", "boot");
        lint.passes(IPX070, "initrd i ||", "boot ||", "kernel k ||", "boot");
        lint.passes(IPX070, "initrd i ||", "menu", "item a", "choose x ||", "kernel k ||", "boot");
        lint.passes(IPX070, "kernel a initrd=i ||", "initrd i ||", "chain http://192.0.2.1/x ||", "exit");
        lint.finds(IPX070, "«kernel k» ||", "imgfree x ||", "initrd i ||", "boot");
    }

    @Test
    void settingsAreLookedInto() {
        lint.finds(IPX070, "set args quiet", "«kernel k ${args}» ||", "initrd i ||", "boot");
        lint.passes(IPX070, "set args quiet initrd=i", "kernel k ${args} ||", "initrd i ||", "boot");
        lint.finds(IPX070, "«kernel k x${args}» ||", "initrd i ||", "boot");
    }

    @Test
    void namesThatOnlyTheMachineKnowsAreNotWritten() {
        lint.leaves(IPX070, "kernel k ||\ninitrd http://192.0.2.1/${flavor} ||\nboot");
        lint.leaves(IPX070, "kernel k ||\ninitrd http://192.0.2.1/a%20b ||\nboot");
        lint.leaves(IPX070, "kernel k ||\ninitrd http://192.0.2.1/a /etc/a ||\nboot");
        assertThat(lint.messages(IPX070, "kernel k ||", "initrd http://192.0.2.1/a%20b ||", "boot"))
                .containsExactly("kernel: an initrd is loaded, and nothing tells the kernel its name on UEFI"
                        + " (expected: initrd= and the name of the image)");
        assertThat(lint.messages(IPX070, "kernel k ||", "initrd x/i ||", "initrd --name b y ||", "boot"))
                .containsExactly("kernel: an initrd is loaded, and nothing tells the kernel its name on UEFI"
                        + " (expected: initrd=i initrd=b)");
    }

    @Test
    void namesAreComparedAsUefiDoes() {
        assertThat(lint.messages(IPX071, "kernel k initrd=inird.img ||", "initrd x/initrd.img ||", "boot"))
                .containsExactly("initrd=inird.img: the script fetches no image of that name (expected: perhaps"
                        + " initrd.img)");
        assertThat(lint.messages(IPX071, "kernel k initrd=other ||", "initrd x/initrd.img ||", "boot"))
                .containsExactly("initrd=other: the script fetches no image of that name (expected: the name of an"
                        + " initrd)");
        lint.passes(IPX071, "kernel k initrd=\\a ||", "initrd a ||");
        lint.finds(IPX071, "kernel k «initrd=/b» ||", "initrd a ||");
        lint.passes(IPX071, "kernel wimboot initrd=x ||", "initrd a ||");
        lint.finds(IPX071, "imgargs k «initrd=x» ||", "initrd a ||");
    }

    @Test
    void imagesComeFromOtherCommandsToo() {
        lint.passes(IPX071, "imgextract --name i i.gz ||", "kernel k initrd=i ||", "initrd a ||");
        lint.passes(IPX071, "imgextract ${x} ||", "kernel k initrd=i ||", "initrd a ||");
        lint.passes(IPX071, "imgdecrypt --name i a b ||", "kernel k initrd=i ||", "initrd a ||");
        lint.passes(IPX071, "imgmem --name i 0x1000 16 ||", "kernel k initrd=i ||", "initrd a ||");
        lint.passes(IPX071, "module --name i a ||", "boot k initrd=i");
    }

    @Test
    void theLastNameOfTwoCounts() {
        lint.passes(IPX071, "kernel k initrd=b ||", "initrd --name a --name b x ||");
        lint.finds(IPX071, "kernel k «initrd=a» ||", "initrd --name a --name b x ||");
    }

    @Test
    void aPathHasModeAndDirectories() {
        lint.passes(IPX072, "initrd a /etc/a mode=${m} ${more} ||", "initrd a /b ||");
        lint.finds(IPX072, "initrd a «/etc/a» quiet ||");
        lint.finds(IPX072, "initrd a «${p}» /etc/a ||");
        lint.finds(IPX072, "initrd a «mode=755» ||");
        assertThat(lint.messages(IPX072, "initrd a b c ||"))
                .containsExactly("\"b c\": is no path inside the initrd (expected: --name before the URI, or /path"
                        + " mode= mkdir=)");
    }

    @Test
    void otherLoadersTakeTheirFilesInTheirOwnWay() {
        lint.passes(IPX072, "kernel http://192.0.2.1/MEMDISK ||", "initrd a b ||");
        lint.passes(IPX070, "kernel pxechn.c32 ||", "initrd a ||", "boot");
        lint.finds(IPX072, "imgfetch wimboot ||", "initrd a «b» ||");
    }
}
