package io.pxe4j.ipxe;

import static io.pxe4j.ipxe.Condition.cpuid;
import static io.pxe4j.ipxe.Condition.iseq;
import static io.pxe4j.ipxe.Condition.isset;
import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.ipxe.language.SettingType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What scripts in the field do, done with the builder. */
class IdiomsTest {
    private static final Duration SECONDS = Duration.ofSeconds(5);
    private static final Label FAILED = Label.of("failed");

    @Test
    void asksEachInterfaceForAScriptOfItsOwn() {
        IpxeScript script = IpxeScript.builder()
                .forEachInterface((each, nic) -> each.attempt(one -> {
                            one.ifopen(nic.name()).propagate();
                            one.dhcp(nic.name()).timeout(SECONDS).propagate();
                            one.chain("http://192.0.2.1/", nic.setting("mac").as(SettingType.HEXHYP), ".ipxe")
                                    .autofree()
                                    .propagate();
                            one.exit();
                        })
                        .orElse(no -> no.echo("Nothing for ", nic.setting("mac"))
                                .ifclose(nic.name())
                                .ignoreFailure()))
                .exit(1)
                .build();

        assertThat(script).hasToString("""
                #!ipxe
                set nic:int32 0
                :interface_1
                isset ${net${nic}/mac} || goto end_1
                ifopen net${nic} || goto failed_2
                dhcp --timeout 5000 net${nic} || goto failed_2
                chain --autofree http://192.0.2.1/${net${nic}/mac:hexhyp}.ipxe || goto failed_2
                exit
                :failed_2
                echo Nothing for ${net${nic}/mac}
                ifclose net${nic} ||
                inc nic
                goto interface_1
                :end_1
                exit 1
                """);
    }

    @Test
    void picksTheArchitecture() {
        IpxeScript script = IpxeScript.builder()
                .when(iseq(SettingRef.BUILDARCH, "arm64"))
                .then(arm -> arm.set("arch", "arm64"))
                .otherwise(x86 -> x86.when(cpuid(CpuFeature.LONG_MODE))
                        .then(yes -> yes.set("arch", "x86_64"))
                        .otherwise(no -> no.set("arch", "i386")))
                .switchOn(
                        SettingRef.PLATFORM,
                        platform -> platform.on("efi", efi -> efi.set("loader", "grub.efi"))
                                .on("pcbios", bios -> bios.set("loader", "grub.0"))
                                .otherwise(other -> other.echo("No loader for ", SettingRef.PLATFORM)
                                        .exit(1)))
                .build();

        assertThat(script).hasToString("""
                #!ipxe
                iseq -- ${buildarch} arm64 || goto else_1
                set arch arm64
                goto end_1
                :else_1
                cpuid --ext 29 && set arch x86_64 || set arch i386
                :end_1
                iseq -- ${platform} efi && goto case_3 ||
                iseq -- ${platform} pcbios && goto case_4 ||
                echo No loader for ${platform}
                exit 1
                :case_3
                set loader grub.efi
                goto end_2
                :case_4
                set loader grub.0
                goto end_2
                :end_2
                """);
    }

    @Test
    void registersAMachineWithALogin() {
        IpxeScript script = IpxeScript.builder()
                .attempt(steps -> {
                    steps.login().propagate();
                    steps.params(params -> params.param("username", SettingRef.of("username"))
                                    .param("password", SettingRef.of("password"))
                                    .param("mac", SettingRef.of("net0/mac")))
                            .propagate();
                    steps.chain("https://192.0.2.1/register").withParams().propagate();
                })
                .retry(3, SECONDS)
                .orElse(no -> no.echo("Not registered").reboot())
                .build();

        assertThat(script).hasToString("""
                #!ipxe
                set tries_1:int32 1
                :retry_1
                login || goto again_1
                params && param username ${username} && param password ${password} && param mac ${net0/mac} || goto again_1
                chain https://192.0.2.1/register##params || goto again_1
                goto done_1
                :again_1
                iseq 3 ${tries_1} && goto failed_1 ||
                inc tries_1
                sleep 5 || goto failed_1
                goto retry_1
                :failed_1
                echo Not registered
                reboot
                :done_1
                """);
    }

    @Test
    void asksForAnAddressAndSetsItByHand() {
        IpxeScript script = IpxeScript.builder()
                .when(isset(SettingRef.IP).not())
                .then(ask -> ask.echoWithoutNewline("Address: ")
                        .read(SettingRef.of("net0/ip"))
                        .orGoto(FAILED)
                        .setParsed(SettingRef.of("net0/gateway"), SettingRef.of("gw"))
                        .ignoreFailure()
                        .ifopen("net0")
                        .orGoto(FAILED))
                .chain("http://192.0.2.1/boot")
                .orGoto(FAILED)
                .label(FAILED)
                .prompt("Press F8 for a shell, or wait")
                .key(Key.F8)
                .timeout(SECONDS)
                .orExit(1)
                .shell()
                .ignoreFailure()
                .build();

        assertThat(script).hasToString("""
                #!ipxe
                isset ${ip} && goto end_1 ||
                echo --n Address: ${}
                read net0/ip || goto failed
                set net0/gateway ${gw} ||
                ifopen net0 || goto failed
                :end_1
                chain http://192.0.2.1/boot || goto failed
                :failed
                prompt --key 0x147e --timeout 5000 Press F8 for a shell, or wait || exit 1
                shell ||
                """);
    }

    @Test
    void startsAKernelUnderSecureBoot() {
        Initrd initrd = Initrd.of("http://192.0.2.1/initrd.img");
        IpxeScript script = IpxeScript.builder()
                .imgfree()
                .attempt(steps -> {
                    steps.kernel("http://192.0.2.1/vmlinuz")
                            .initrd(initrd)
                            .args("quiet")
                            .propagate();
                    steps.initrd(initrd).propagate();
                    steps.initrd(Initrd.of("http://192.0.2.1/host.conf")
                                    .asFile("/etc/host.conf")
                                    .mode(0600)
                                    .mkdir(-1))
                            .propagate();
                    steps.when(iseq(SettingRef.of("efi/SecureBoot"), "01"))
                            .then(secure ->
                                    secure.shim("http://192.0.2.1/shimx64.efi").propagate());
                    steps.boot().propagate();
                })
                .orExit(1)
                .build();

        assertThat(script).hasToString("""
                #!ipxe
                imgfree
                kernel http://192.0.2.1/vmlinuz initrd=initrd.img quiet || exit 1
                initrd --name initrd.img http://192.0.2.1/initrd.img || exit 1
                initrd --name host.conf http://192.0.2.1/host.conf /etc/host.conf mode=600 mkdir=-1 || exit 1
                iseq 01 ${efi/SecureBoot} || goto end_2
                shim http://192.0.2.1/shimx64.efi || exit 1
                :end_2
                boot || exit 1
                """.replace("iseq 01 ${efi/SecureBoot}", "iseq -- ${efi/SecureBoot} 01"));
    }

    @Test
    void bootsFromADriveOrTheDiskOfTheMachine() {
        IpxeScript script = IpxeScript.builder()
                .set("initiator-iqn", "iqn.2026-01.com.example:", SettingRef.HOSTNAME)
                .sanhook("iscsi:192.0.2.1:::1:iqn.2026-01.com.example:disk")
                .drive(Drive.FIRST_HARD_DISK)
                .retry(5, SECONDS)
                .orExit(1)
                .sanboot()
                .noDescribe()
                .ignoreFailure()
                .switchOn(
                        SettingRef.PLATFORM,
                        on -> on.on(
                                        "pcbios",
                                        bios -> bios.sanboot()
                                                .drive(Drive.FIRST_HARD_DISK)
                                                .noDescribe()
                                                .propagate())
                                .otherwise(efi -> efi.exit(1)))
                .build();

        assertThat(script).hasToString("""
                #!ipxe
                set initiator-iqn iqn.2026-01.com.example:${hostname}
                set tries_1:int32 1
                :retry_1
                sanhook --drive 0x80 iscsi:192.0.2.1:::1:iqn.2026-01.com.example:disk && goto done_1 ||
                iseq 5 ${tries_1} && exit 1 ||
                inc tries_1
                sleep 5 || exit 1
                goto retry_1
                :done_1
                sanboot --no-describe ||
                iseq -- ${platform} pcbios && goto case_3 ||
                exit 1
                :case_3
                sanboot --drive 0x80 --no-describe
                goto end_2
                :end_2
                """);
    }
}
