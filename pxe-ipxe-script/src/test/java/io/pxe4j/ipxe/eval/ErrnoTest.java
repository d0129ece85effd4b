package io.pxe4j.ipxe.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.language.BuildTarget;
import io.pxe4j.ipxe.language.IpxeVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrnoTest {
    private static String errno(EvaluatorBuilder evaluator, String line) {
        return Scripts.run(evaluator, "set s abc", line + " && echo succeeded || echo ${errno}")
                .console();
    }

    /** What Debian's iPXE shows for the same line on a PC BIOS. */
    @ParameterizedTest
    @CsvSource({
        "isset ${}, 0x2d02203b",
        "iseq a b, 0x46022001",
        "goto nowhere, 0x2d02803b",
        "exit x, 0x1c162102",
        "sleep x, 0x1c162102",
        "nosuchcommand, 0x2e022001",
        "echo --nn, 0x1c162202",
        "echo -q, 0x1c162202",
        "echo --n=x, 0x1c162302",
        "echo -h, 0xb1621a0",
        "echo --help, 0xb1621a0",
        "iseq a, 0x46162001",
        "prompt --timeout, 0x1c162302",
        "prompt --timeout x, 0x1c162102",
        "choose x, 0x2d16203b",
        "item x, 0x2d16203b",
        "menu && choose x, 0x2d2ce03b",
        "imgfree nosuch, 0x2d0ae03b",
        "imgstat nosuch, 0x2d0ae03b",
        "set x:nosuch 1, 0x3c0c2003",
        "set nosuch/x:nosuch 1, 0x3c0c2003",
        "clear x:nosuch, 0x3c0c2003",
        "read x:nosuch, 0x3c0c2003",
        "choose x:nosuch, 0x3c0c2003",
        "show x:nosuch, 0x3c0c2003",
        "show nosuch/x, 0x2c0c203b",
        "show nosuch/x:nosuch, 0x2c0c203b",
        "inc nosuch/x, 0x2c0c203b",
        "show nosuch, 0x2d0c203b",
        "inc s, 0x3c0c2003",
        "inc n x, 0x1c162102",
        "set n:int8 x, 0x1c0c2002",
        "set h:hex 1:2, 0x1c112002",
        "set h:hexhyp zz, 0x1c112002",
        "set h:hexraw 0, 0x1c112002",
        "set i:ipv4 10.0.0, 0x1c056002",
        "set b:base64 YW, 0x1c102002",
        "set u:uuid 00, 0x3c0c2003",
        "set d:busdevfn 1, 0x3c0c2003",
        "set z:dnssl a, 0x3c0c2003",
        "set smbios/x y, 0x3c0c2003",
        "set net0/chip y, 0x3c146003",
        "set net0/mac 00:11, 0x1c146002",
        "set builtin/x y, 0x3d0c2001",
        "set builtin/version y, 0x3c0c2003",
        "show s:uuid, 0x460c2001",
        "show s:ipv4, 0x1c056002",
        "show s:ipv6, 0x1c066002",
        "ifopen net9, 0x2c16203b",
        "ifconf -c nosuch net0, 0x3c162003",
        "imgfetch nosuch://h/x, 0x3c092003",
        "imgargs nosuch://x y, 0x3c092003",
        "chain data-empty, 0x2e008001",
        "kernel data-empty, 0x2e008001",
        "cpuid x, 0x1c162102",
        "sanboot --drive x, 0x1c162102",
        "config nosuch, 0x1c162002",
        "item --menu z x, 0x2d16203b",
        "chain three, 0x3"
    })
    void isTheNumberThatAMachineShows(String line, String number) {
        EvaluatorBuilder debian = Evaluator.builder()
                .profile(BuildProfile.debian12())
                .content("data-empty", "")
                .content("three", "#!ipxe\nexit 3\n");
        assertThat(errno(debian, line)).isEqualTo(number + "\n");
    }

    @Test
    void endsInWhatTheBuildReturnsToItsFirmware() {
        // ipxe/ipxe#1377 shows the first of these.
        assertThat(errno(Evaluator.builder(), "iseq a b")).isEqualTo("0x46022085\n");
        EvaluatorBuilder sbi = Evaluator.builder().profile(BuildProfile.of(BuildTarget.SBI, IpxeVersion.MASTER));
        assertThat(errno(sbi, "iseq a b")).isEqualTo("0x46022022\n");
        EvaluatorBuilder arm = Evaluator.builder().profile(BuildProfile.efiArm64(IpxeVersion.MASTER));
        assertThat(errno(arm, "isset ${}")).isEqualTo("0x2d02208e\n");
    }

    @ParameterizedTest
    @CsvSource({
        "set u:uuid 00, 0x1c2a2082",
        "set u:guid 0x, 0x1c112082",
        "set i:ipv6 1, 0x1c066082",
        "sanboot --uuid 00, 0x1c2a2082",
        "sanboot --uuid zz, 0x1c112082",
        "menu ; present, 0x1c63e082",
        "param a b, 0x2d16208e",
        "pciscan a, 0x2c044087",
        "usbscan a, 0x2c074087"
    })
    void tellsTheFileOfAnError(String line, String number) {
        assertThat(errno(Scripts.whole(), line)).isEqualTo(number + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "dhcp, 0x40ee186",
        "ifconf, 0x40ee186",
        "ifconf -c dhcp, 0x4c000092",
        "iflinkwait, 0x4c000092",
        "imgfetch http://h/x, 0x1d000098",
        "sanhook iscsi:h:::1:t, 0x1d000098",
        "route, 0x1d000098",
        "sanboot, 0x1d000098",
        "reboot, 0x1d000098",
        "prompt x, 0xb22e095",
        "prompt --timeout 5 x, 0x4c22e092",
        "sleep 1, 0xb022095",
        "read x, 0xb32e095",
        "login, 0xb32e095",
        "cpuid 3, 0x2d80e08e",
        "nslookup a h, 0x3e11618e",
        "pciscan a, 0x2c044087"
    })
    void hasZerosWhereNobodyCanKnowTheFile(String line, String number) {
        EvaluatorBuilder evaluator = Scripts.whole().pci("00:01.0").fail(line.split(" ", -1)[0]);
        assertThat(errno(evaluator, line)).isEqualTo(number + "\n");
    }

    @Test
    void tellsEscapeFromMenusAndForms() {
        assertThat(errno(Scripts.whole().fail("choose"), "menu ; item a ; choose x"))
                .isEqualTo("0xb2ce095\n");
        assertThat(errno(Scripts.whole().fail("present"), "form ; item a ; present"))
                .isEqualTo("0xb63e095\n");
    }

    @Test
    void isLeftAloneBySuccess() {
        assertThat(Scripts.console("echo ${errno}", "isset ${} ||", "echo ${errno}", "isset x", "echo ${errno}"))
                .isEqualTo("0x0\n0x2d02208e\n0x2d02208e\n");
    }

    @Test
    void isWhatAScriptExitsWith() {
        assertThat(Scripts.console(
                        "chain data:,%23!ipxe%0aexit%20300%0a || echo ${errno}",
                        "chain data:,%23!ipxe%0aexit%204294967295%0a || echo ${errno}"))
                .isEqualTo("0x12c\n0x1\n");
    }
}
