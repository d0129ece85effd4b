package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX030;
import static io.pxe4j.ipxe.lint.LintRule.IPX031;
import static io.pxe4j.ipxe.lint.LintRule.IPX032;
import static io.pxe4j.ipxe.lint.LintRule.IPX033;
import static io.pxe4j.ipxe.lint.LintRule.IPX034;
import static io.pxe4j.ipxe.lint.LintRule.IPX035;
import static io.pxe4j.ipxe.lint.LintRule.IPX036;
import static io.pxe4j.ipxe.lint.LintRule.IPX038;
import static io.pxe4j.ipxe.lint.LintRule.IPX060;
import static io.pxe4j.ipxe.lint.LintRule.IPX061;
import static io.pxe4j.ipxe.lint.LintRule.IPX085;
import static io.pxe4j.ipxe.lint.LintRule.IPX090;
import static io.pxe4j.ipxe.lint.LintRule.IPX093;
import static io.pxe4j.ipxe.lint.LintRule.IPX097;
import static io.pxe4j.ipxe.lint.LintRule.IPX098;
import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.language.IpxeVersion;
import io.pxe4j.ipxe.syntax.ScriptSource;
import org.junit.jupiter.api.Test;

class CommandRulesTest {
    private final Linted lint = Linted.plain();

    @Test
    void commandsExist() {
        lint.finds(IPX030, "«chian» x.ipxe ||", "«color» --basic 1 0 ||", "«if» x ||", "«ECHO» x ||");
        lint.passes(IPX030, "imgload x ||", "module x ||", "ping h ||", "${cmd} x ||", "form", "|| echo x");
        assertThat(IpxeLinter.create().check(ScriptSource.parse("#!ipxe\nchian x.ipxe ||\n")))
                .extracting(Finding::message)
                .containsExactly("command \"chian\": unknown to iPXE (expected: perhaps chain)");
    }

    @Test
    void optionsExist() {
        lint.finds(IPX031, "chain «--autoboot» x ||", "dhcp «--timeout» ||", "reboot «--warm=1» ||", "chain «-x» y ||");
        lint.finds(IPX031, "choose «--timeout» --default a b ||");
        lint.passes(IPX031, "chain -ar x ||", "chain -t5000 x ||", "imgfetch --name=x y ||", "menu --help ||");
        lint.passes(IPX031, "time chain --autoboot x ||", "help --me");
    }

    @Test
    void optionsComeFirst() {
        lint.finds(IPX032, "chain http://192.0.2.1/x «--autofree» ||");
        lint.finds(IPX032, "choose x «--timeout» 5000 ||", "dhcp net0 «-t» 5000 ||");
        lint.finds(IPX032, "prompt Press a key «--timeout» 5000 ||");
        lint.passes(IPX032, "kernel x --- quiet -n ||", "echo a -n --nothing", "set x --timeout", "item a -k x");
    }

    @Test
    void argumentsAreCounted() {
        lint.finds(IPX033, "«goto»", "iseq a b «c» ||", "«sanhook» ||", "login «now» ||", "goto a «b»");
        lint.passes(IPX033, "dhcp ||", "dhcp net0 net1 ||", "exit", "exit 1", "iseq ${a} ${b} ||", "help a b c");
    }

    @Test
    void valuesAreOfTheirKind() {
        lint.finds(IPX034, "choose --timeout «5s» x ||", "exit «x»", "sleep «1.5»", "inc x «one»");
        lint.finds(IPX034, "item --key «F8» a", "prompt --key «ctrl-b» x ||", "vcreate --tag «4095» net0 ||");
        lint.finds(IPX034, "dhcp «eth0» ||", "ifconf --configurator «dhcp4» ||", "set x:int8 «300»", "set x:ipv4 «a»");
        lint.finds(IPX034, "sanboot --uuid «x» --drive «0x1ff» ||", "sleep «08»");
        lint.passes(IPX034, "choose --timeout ${t} x ||", "item --key 0x147e a", "item --key a b", "dhcp net0 netX ||");
        lint.passes(IPX034, "set x:hex 1b:5b", "set x:int8 -3", "set y z", "sanboot --drive 0x80 ||", "exit 0x10");
    }

    @Test
    void valuesDoNotLookLikeOptions() {
        lint.finds(IPX035, "imgfetch «--name -x» http://192.0.2.1/x ||");
        lint.passes(IPX035, "imgfetch --name=-x http://192.0.2.1/x ||");
        lint.fixes(IPX035, "imgfetch --name -x y ||", "imgfetch --name=-x y ||");
        lint.fixes(IPX035, "imgfetch -n -x y ||", "imgfetch -n-x y ||");
    }

    @Test
    void argumentsDoNotLookLikeOptions() {
        lint.finds(IPX036, "item --gap «------» Title", "echo «-=-» x", "exit «-1»");
        lint.passes(IPX036, "item --gap -- ------ Title", "echo - x", "iseq ${x} -1 ||", "inc x -1");
        lint.finds(IPX036, Severity.WARNING, "set neg -1", "echo «${neg}»");
        lint.passes(IPX036, "set neg -1", "echo -- ${neg}", "echo x ${neg}", "set pos 1", "echo ${pos} ${unknown}");
        lint.fixes(IPX036, "item --gap ---- Title", "item --gap -- ---- Title");
        lint.fixes(IPX036, "set neg -1\necho ${neg}", "set neg -1\necho -- ${neg}");
    }

    @Test
    void theBuildHasWhatIsUsed() {
        Linted debian = Linted.on(BuildProfile.debian12());
        debian.finds(IPX038, "«params» ||", "«console» ||", "«poweroff» ||", "«imgextract» x ||");
        debian.passes(IPX038, "dhcp ||", "menu", "item a", "choose x ||", "sanboot ||", "chain http://192.0.2.1/ ||");
        Linted master = Linted.on(BuildProfile.efiX64(IpxeVersion.MASTER));
        master.passes(IPX038, "params ||", "console ||", "poweroff ||");
        Linted.on(BuildProfile.efiX64(IpxeVersion.V2_0_0))
                .finds(IPX038, "chain «--quiet» x ||", "chain «data:,x» ||", "«imgset» x y ||");
        Linted.on(BuildProfile.pcbios(IpxeVersion.V1_21_1)).finds(IPX038, "echo «${x:ipv6}»", "set «y:ipv6» ::1 ||");
        lint.passes(IPX038, "params ||", "ping x ||");
    }

    @Test
    void theBuildUnderstandsWhatGoesWithAnImage() {
        Linted old = Linted.on(BuildProfile.efiX64(IpxeVersion.V1_21_1));
        old.finds(IPX038, "kernel k quiet «initrd=initrd.magic» ||", "initrd i /i mode=755 «mkdir=-1» ||");
        old.finds(IPX038, "imgargs k «initrd=initrd.magic» ||");
        old.passes(IPX038, "kernel k mkdir=1 ||", "initrd i mkdir=1 ||", "initrd --name mkdir=1 i /i mode=755 ||");
        Linted.on(BuildProfile.debian12()).finds(IPX038, "kernel k initrd=initrd.magic ||", "module i /i «mkdir=1» ||");
        Linted.on(BuildProfile.efiX64(IpxeVersion.V2_0_0))
                .passes(IPX038, "kernel k initrd=initrd.magic ||", "initrd i /i mkdir=-1 ||");
        lint.passes(IPX038, "kernel k initrd=initrd.magic ||", "initrd i /i mkdir=-1 ||");
    }

    @Test
    void theBuildHasTls() {
        Linted.on(BuildProfile.pcbios(IpxeVersion.MASTER))
                .finds(IPX085, "chain «https://example.com/x» ||", "chain http://example.com/x ||");
        Linted.on(BuildProfile.efiX64(IpxeVersion.MASTER)).passes(IPX085, "chain https://example.com/x ||");
        lint.passes(IPX085, "chain https://example.com/x ||");
    }

    @Test
    void cpuidHasAFallbackWhereItDoesNotExist() {
        Linted arm = Linted.on(BuildProfile.efiArm64(IpxeVersion.MASTER));
        arm.finds(IPX090, "«cpuid --ext 29» && set arch x86_64", "echo on");
        arm.passes(IPX090, "cpuid --ext 29 && set arch x86_64 || set arch arm64", "echo on");
        Linted.on(BuildProfile.pcbios(IpxeVersion.MASTER)).passes(IPX090, "cpuid --ext 29 && set a b", "echo on");
    }

    @Test
    void timesAreInTheirUnit() {
        lint.finds(IPX060, "choose --timeout «5» x ||", "dhcp -t «499» ||", "chain --timeout «30» x ||");
        lint.passes(IPX060, "choose --timeout 0 x ||", "choose --timeout 500 x ||", "choose --timeout ${t} x ||");
        lint.finds(IPX061, "prompt --timeout «180» ||", "«sleep 5000»");
        lint.passes(IPX061, "prompt --timeout 1000 ||", "prompt --timeout 0 ||", "sleep 600", "prompt ||");
    }

    @Test
    void numbersHaveNoLeadingZeros() {
        lint.finds(IPX093, "sleep «010»", "set n:int32 «017»", "exit «00»");
        lint.passes(IPX093, "sleep 0", "sleep 0x10", "sleep 10", "set n 010", "set m:hex 01");
    }

    @Test
    void nobodyIsAskedWhereNobodyIs() {
        Linted unattended = Linted.unattended();
        unattended.finds(IPX097, "dhcp || «shell»", "«config»");
        unattended.finds(
                IPX098, "«prompt» ||", "menu", "item a", "«choose --timeout 0 x» ||", "«read y» ||", "«login» ||");
        unattended.passes(IPX098, "prompt --timeout 5000 ||", "menu", "item a", "choose -t 5000 x ||");
        unattended.passes(IPX097, "exit", "shell");
        lint.passes(IPX097, "shell");
        lint.passes(IPX098, "prompt ||");
    }
}
