package io.pxe4j.ipxe.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.language.IpxeVersion;
import org.junit.jupiter.api.Test;

class SettingBlocksTest {
    @Test
    void areAskedByPriorityAndThenByAge() {
        assertThat(Scripts.console(
                        "set a/x 1",
                        "set b/x 2",
                        "set c/x 3",
                        "echo ${x}",
                        "set b/priority 1",
                        "set c/priority 1",
                        "echo ${x}",
                        "set c/priority 2",
                        "echo ${x}",
                        "set b/priority -1",
                        "set c/priority -1",
                        "echo ${x}",
                        "clear a/x",
                        "echo ${x}",
                        "clear b/priority",
                        "echo ${x}"))
                .isEqualTo("1\n2\n3\n1\n2\n2\n");
    }

    @Test
    void passTheirPriorityUp() {
        assertThat(Scripts.console("set a/x 1", "set b.c/x 2", "echo ${x}", "set b.c/priority 5", "echo ${x} ${b/x}"))
                .isEqualTo("1\n2 2\n");
    }

    @Test
    void areSearchedFromTheFirstToTheDeepest() {
        assertThat(Scripts.console(
                        "set a.b/x deep",
                        "set a/y 1",
                        "set c/x next",
                        "echo ${x} ${a/x} ${a.b/x}",
                        "set x root",
                        "echo ${x}"))
                .isEqualTo("deep deep deep\nroot\n");
        assertThat(Scripts.console("set a./x 1", "echo ${a/x}", "set ./y 2", "echo ${y}", "set /z 3", "echo ${z}"))
                .isEqualTo("1\n2\n3\n");
    }

    @Test
    void ofTheMachineCannotBeWritten() {
        for (String block : new String[] {"smbios", "pci", "usb", "acpi", "cpuid", "memmap", "efi"}) {
            assertThat(Scripts.console("set " + block + "/1.2.3 x || echo ${errno}"))
                    .isEqualTo("0x3c0c2083\n");
        }
    }

    @Test
    void ofTheMachineDependOnTheBuild() {
        Run bios = Scripts.run(
                Evaluator.builder().profile(BuildProfile.pcbios(IpxeVersion.MASTER)), "show efi/x || echo ${errno}");
        assertThat(bios.console()).isEqualTo("0x2c0c203b\n");
        assertThat(Scripts.console("show efi/x || echo ${errno}")).isEqualTo("0x2d0c208e\n");
    }

    @Test
    void holdWhatTheUserSays() {
        EvaluatorBuilder evaluator = Scripts.whole()
                .set("ip", "10.0.0.1")
                .set("net0.dhcp/filename", "f")
                .set("uuid", "00112233-4455-6677-8899-aabbccddeeff")
                .set("cpuid/2.0x80000001:hexraw", "01020304")
                .set("net0/mac", "00:11:22:33:44:55")
                .set("dns6:ipv6", "::1");
        assertThat(Scripts.run(
                                evaluator,
                                "echo ${ip} ${filename} ${net0.dhcp/67} ${smbios/uuid} ${cpuid/2.0x80000001} ${net0/hwaddr}",
                                "set uuid x || set filename g",
                                "echo ${filename} ${net0.dhcp/filename} ${dns6}",
                                "show net0.dhcp/filename",
                                "show ip")
                        .console())
                .isEqualTo("10.0.0.1 f f 00112233-4455-6677-8899-aabbccddeeff 01020304 00:11:22:33:44:55\ng f ::1\n"
                        + "net0.dhcp/filename:string = f\nip:ipv4 = 10.0.0.1\n");
    }

    @Test
    void knowTheBuildAndTheScript() {
        Evaluator evaluator = Evaluator.builder()
                .profile(BuildProfile.efiArm64(IpxeVersion.MASTER))
                .scriptUri("http://h/a/b.ipxe?q")
                .build();
        Run run = evaluator.run(
                "#!ipxe\necho ${cwuri} ${cwduri} ${platform} ${buildarch} ${builtin/platform} ${version}\n");
        assertThat(run.console())
                .isEqualTo("http://h/a/b.ipxe?q http://h/a/ efi arm64 efi " + IpxeVersion.MASTER.name() + "\n");
        assertThat(run.setting("cwuri")).isEmpty();
        assertThat(Scripts.run(
                                Evaluator.builder()
                                        .profile(BuildProfile.debian12())
                                        .scriptUri("http://h/b"),
                                "echo [${cwuri}]")
                        .console())
                .isEqualTo("[]\n");
    }

    @Test
    void keepTheTypeOfASetting() {
        assertThat(Scripts.console(
                        "set a:int8 5",
                        "set a 300",
                        "show a",
                        "set b:uint8 0x10",
                        "inc b",
                        "show b",
                        "inc c:int16 -1",
                        "show c",
                        "inc a ||",
                        "set netmask 255.0.0.0",
                        "show 1",
                        "set 1:hex 01:02:03:04",
                        "show netmask"))
                .isEqualTo(
                        "a:string = 300\nb:uint8 = 0x11\nc:int16 = -1\nnetmask:ipv4 = 255.0.0.0\nnetmask:ipv4 = 1.2.3.4\n");
    }

    @Test
    void showOnlyTheValueWhereAsked() {
        assertThat(Scripts.console("set a/b:hex 61:00:62", "show --quiet a/b", "show -q a/b:string", "show a/b:string"))
                .isEqualTo("61:00:62\na\na/b:string = a\n");
        assertThat(Scripts.steps("show nosuch || show a:no ||"))
                .containsExactly("Could not find \"nosuch\"", "\"a:no\": invalid setting");
        assertThat(Scripts.steps("set x:int8 z || inc x z ||"))
                .containsExactly("Could not store \"x\": Invalid argument", "\"z\": invalid integer value");
    }

    @Test
    void areTruncatedLikeIpxesBuffers() {
        assertThat(Scripts.console("set abcdefgh.ijklmnop/name v", "show name"))
                .isEqualTo("abcdefgh.ijklmn/name:string = v\n");
        assertThat(Scripts.console("set a/" + "n".repeat(22) + " v", "show a/" + "n".repeat(22)))
                .isEqualTo("a/" + "n".repeat(22) + ":string = v\n");
    }

    @Test
    void refuseWhatCannotBe() {
        assertThatThrownBy(() -> Evaluator.builder().set("x:int8", "z").build())
                .hasMessage("setting x:int8: z (expected: a value of type int8)");
        assertThatThrownBy(() -> Evaluator.builder().set("a/b:no", "z").build())
                .hasMessage("setting: a/b:no (expected: a name as scripts write it, net0/ip or x:int8)");
        assertThatThrownBy(() -> Evaluator.builder().maxSteps(0)).hasMessage("maxSteps: 0 (expected: 1..2147483647)");
    }
}
