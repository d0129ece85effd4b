package io.pxe4j.ipxe;

import static io.pxe4j.ipxe.Condition.iseq;
import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.ipxe.eval.Answers;
import io.pxe4j.ipxe.eval.Evaluator;
import io.pxe4j.ipxe.eval.MenuShown;
import io.pxe4j.ipxe.eval.Run;
import io.pxe4j.ipxe.lint.IpxeLinter;
import io.pxe4j.ipxe.lint.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Scripts that people run today, written with the builder. */
class SetupsTest {
    /** The example in the description of the package. */
    @Test
    void menuOfTwo() {
        Label live = Label.of("live");
        Label disk = Label.of("disk");
        Label failed = Label.of("failed");
        Initrd initrd = Initrd.of("http://192.0.2.1/live/initrd.img");

        IpxeScript script = IpxeScript.builder()
                .menu(
                        "What shall it be?",
                        menu -> menu.item(Key.of('l'), live, "Debian live")
                                .item(Key.of('d'), disk, "Local disk")
                                .defaultItem(disk)
                                .timeout(Duration.ofSeconds(10)))
                .orGoto(disk)
                .label(live)
                .kernel("http://192.0.2.1/live/vmlinuz")
                .initrd(initrd)
                .args("boot=live ip=dhcp")
                .orGoto(failed)
                .initrd(initrd)
                .orGoto(failed)
                .boot()
                .orGoto(failed)
                .label(failed)
                .echo("Could not boot ", SettingRef.of("net0/mac"), " from the network")
                .sleep(Duration.ofSeconds(5))
                .ignoreFailure()
                .label(disk)
                .exit(1)
                .build();

        assertThat(linted(script)).hasToString("""
                #!ipxe
                menu What shall it be?
                item --key l live Debian live
                item --key d disk Local disk
                choose --default disk --timeout 10000 selected && goto ${selected} || goto disk
                :live
                kernel http://192.0.2.1/live/vmlinuz initrd=initrd.img boot=live ip=dhcp || goto failed
                initrd --name initrd.img http://192.0.2.1/live/initrd.img || goto failed
                boot || goto failed
                :failed
                echo Could not boot ${net0/mac} from the network
                sleep 5 ||
                :disk
                exit 1
                """);
    }

    @Test
    void embeddedScriptThatFetchesTheMenuOverTheInternet() {
        Label failed = Label.of("failed");
        IpxeScriptBuilder script = IpxeScript.builder();
        script.dhcp().orGoto(failed);
        script.chain("http://ltsp.example.com.au/ltsp/ltsp.ipxe").orGoto(failed);
        script.exit();
        script.label(failed);
        script.shell().ignoreFailure();

        assertThat(linted(script.build())).hasToString("""
                #!ipxe
                dhcp || goto failed
                chain http://ltsp.example.com.au/ltsp/ltsp.ipxe || goto failed
                exit
                :failed
                shell ||
                """);

        Run run = run(script, "", Map.of());
        assertThat(run.console()).isEqualTo("LTSP\n");
        assertThat(run.status()).isZero();
    }

    @Test
    void menuOfRescueImagesAndThinClients() {
        Label ubuntu = Label.of("ubuntu");
        Label ltsp = Label.of("ltsp");
        Label rescue = Label.of("sysrescue");
        Label failed = Label.of("failed");
        SettingRef srv = SettingRef.of("srv");
        SettingRef img = SettingRef.of("img");
        SettingRef cmdline = SettingRef.of("cmdline");
        Initrd ltspImg = Initrd.of("/ltsp/ltsp.img");
        Initrd initrd = Initrd.of("/ltsp/", img, "/initrd.img");
        Initrd intel = Initrd.of("/sysrescue/boot/intel_ucode.img");
        Initrd amd = Initrd.of("/sysrescue/boot/amd_ucode.img");
        Initrd sysresccd = Initrd.of("/sysrescue/sysresccd/boot/x86_64/sysresccd.img");

        IpxeScriptBuilder script = IpxeScript.builder();
        script.set("srv", SettingRef.NEXT_SERVER);
        script.menu(
                        "LTSP menu",
                        menu -> menu.gap("Boot an image from the network:")
                                .item(ltsp, "LTSP image")
                                .item(Key.of('u'), ubuntu, "Ubuntu live")
                                .gap()
                                .gap("Rescue:")
                                .item(Key.of('r'), rescue, "SystemRescue")
                                .defaultItem(ltsp)
                                .timeout(Duration.ofSeconds(5)))
                .orGoto(failed);
        script.label(ltsp);
        script.set("img", "x86_64");
        script.kernel("/ltsp/", img, "/vmlinuz")
                .initrd(ltspImg, initrd)
                .args("root=/dev/nfs nfsroot=", srv, ":/srv/ltsp/", img)
                .orGoto(failed);
        script.initrd(ltspImg).orGoto(failed);
        script.initrd(initrd).orGoto(failed);
        script.boot().orGoto(failed);
        script.label(ubuntu);
        script.set("img", "ubuntu");
        script.set("cmdline", "root=/dev/nfs nfsroot=", srv, ":/srv/ltsp/", img, " netboot=nfs boot=casper ip=dhcp");
        script.kernel("/ltsp/", img, "/vmlinuz")
                .initrd(ltspImg, initrd)
                .args(cmdline)
                .orGoto(failed);
        script.initrd(ltspImg).orGoto(failed);
        script.initrd(initrd).orGoto(failed);
        script.boot().orGoto(failed);
        script.label(rescue);
        script.kernel("/sysrescue/sysresccd/boot/x86_64/vmlinuz")
                .initrd(intel, amd, sysresccd)
                .args("archisobasedir=sysresccd ip=dhcp archiso_http_srv=http://", srv, "/sysrescue/ checksum")
                .orGoto(failed);
        script.initrd(intel).orGoto(failed);
        script.initrd(amd).orGoto(failed);
        script.initrd(sysresccd).orGoto(failed);
        script.boot().orGoto(failed);
        script.label(failed);
        script.echo("Boot failed, dropping to the shell.");
        script.shell().ignoreFailure();

        assertThat(linted(script.build())).hasToString("""
                #!ipxe
                set srv ${next-server}
                menu LTSP menu
                item --gap Boot an image from the network:
                item ltsp LTSP image
                item --key u ubuntu Ubuntu live
                item --gap
                item --gap Rescue:
                item --key r sysrescue SystemRescue
                choose --default ltsp --timeout 5000 selected && goto ${selected} || goto failed
                :ltsp
                set img x86_64
                kernel /ltsp/${img}/vmlinuz initrd=ltsp.img initrd=initrd.img root=/dev/nfs nfsroot=${srv}:/srv/ltsp/${img} || goto failed
                initrd --name ltsp.img /ltsp/ltsp.img || goto failed
                initrd --name initrd.img /ltsp/${img}/initrd.img || goto failed
                boot || goto failed
                :ubuntu
                set img ubuntu
                set cmdline root=/dev/nfs nfsroot=${srv}:/srv/ltsp/${img} netboot=nfs boot=casper ip=dhcp
                kernel /ltsp/${img}/vmlinuz initrd=ltsp.img initrd=initrd.img ${cmdline} || goto failed
                initrd --name ltsp.img /ltsp/ltsp.img || goto failed
                initrd --name initrd.img /ltsp/${img}/initrd.img || goto failed
                boot || goto failed
                :sysrescue
                kernel /sysrescue/sysresccd/boot/x86_64/vmlinuz initrd=intel_ucode.img initrd=amd_ucode.img initrd=sysresccd.img archisobasedir=sysresccd ip=dhcp archiso_http_srv=http://${srv}/sysrescue/ checksum || goto failed
                initrd --name intel_ucode.img /sysrescue/boot/intel_ucode.img || goto failed
                initrd --name amd_ucode.img /sysrescue/boot/amd_ucode.img || goto failed
                initrd --name sysresccd.img /sysrescue/sysresccd/boot/x86_64/sysresccd.img || goto failed
                boot || goto failed
                :failed
                echo Boot failed, dropping to the shell.
                shell ||
                """);

        Map<String, String> settings = Map.of("next-server:ipv4", "192.0.2.9");
        boots(
                run(script, "ubuntu", settings),
                "vmlinuz",
                "initrd=ltsp.img initrd=initrd.img root=/dev/nfs nfsroot=192.0.2.9:/srv/ltsp/ubuntu netboot=nfs boot=casper ip=dhcp",
                "ltsp.img",
                "initrd.img");
        boots(
                run(script, "sysrescue", settings),
                "vmlinuz",
                "initrd=intel_ucode.img initrd=amd_ucode.img initrd=sysresccd.img archisobasedir=sysresccd ip=dhcp archiso_http_srv=http://192.0.2.9/sysrescue/ checksum",
                "intel_ucode.img",
                "amd_ucode.img",
                "sysresccd.img");
    }

    @Test
    void alpineOnDisklessThinClients() {
        Label failed = Label.of("failed");
        SettingRef flavor = SettingRef.of("flavor");
        SettingRef cmdline = SettingRef.of("cmdline");
        SettingRef server = SettingRef.of("server");
        SettingRef vmlinuz = SettingRef.of("vmlinuz");
        SettingRef initramfs = SettingRef.of("initramfs");
        SettingRef modloop = SettingRef.of("modloop");
        SettingRef apkovl = SettingRef.of("apkovl");
        Initrd initrd = Initrd.of(initramfs).named("initramfs-", flavor);

        IpxeScriptBuilder script = IpxeScript.builder();
        script.dhcp().orGoto(failed);
        script.echo("next-server: ", SettingRef.NEXT_SERVER);
        script.echo("filename: ", SettingRef.FILENAME);
        script.echo("MAC: ", SettingRef.of("net0/mac"));
        script.echo("IP: ", SettingRef.IP);
        script.set("flavor", "lts");
        script.set("cmdline", "modules=loop,squashfs quiet");
        script.set("server", "http://", SettingRef.NEXT_SERVER);
        script.set("vmlinuz", server, "/boot/vmlinuz-", flavor);
        script.set("initramfs", server, "/boot/initramfs-", flavor);
        script.set("modloop", server, "/boot/modloop-", flavor);
        script.set("apkovl", server, "/thinclient.apkovl.tar.gz");
        script.kernel(vmlinuz)
                .args(cmdline)
                .args("modloop=", modloop)
                .args("apkovl=", apkovl)
                .initrd(initrd)
                .orGoto(failed);
        script.initrd(initrd).orGoto(failed);
        script.boot().orGoto(failed);
        script.label(failed);
        script.prompt("Press a key to restart").ignoreFailure();
        script.exit(1);

        assertThat(linted(script.build())).hasToString("""
                #!ipxe
                dhcp || goto failed
                echo next-server: ${next-server}
                echo filename: ${filename}
                echo MAC: ${net0/mac}
                echo IP: ${ip}
                set flavor lts
                set cmdline modules=loop,squashfs quiet
                set server http://${next-server}
                set vmlinuz ${server}/boot/vmlinuz-${flavor}
                set initramfs ${server}/boot/initramfs-${flavor}
                set modloop ${server}/boot/modloop-${flavor}
                set apkovl ${server}/thinclient.apkovl.tar.gz
                kernel -- ${vmlinuz} ${cmdline} modloop=${modloop} apkovl=${apkovl} initrd=initramfs-${flavor} || goto failed
                initrd --name initramfs-${flavor} -- ${initramfs} || goto failed
                boot || goto failed
                :failed
                prompt Press a key to restart ||
                exit 1
                """);

        boots(
                run(script, "", Map.of("next-server:ipv4", "192.0.2.9")),
                "vmlinuz-lts",
                "modules=loop,squashfs quiet modloop=http://192.0.2.9/boot/modloop-lts apkovl=http://192.0.2.9/thinclient.apkovl.tar.gz initrd=initramfs-lts",
                "initramfs-lts");
    }

    @Test
    void laptopThatInstallsNixOsWithoutUsb() {
        Label start = Label.of("menu");
        Label minimal = Label.of("nix-minimal");
        Label graphical = Label.of("nix-gui");
        Label installed = Label.of("nix-netboot");
        Label failed = Label.of("failed");
        Initrd initrd = Initrd.of("http://192.0.2.1/ipxe/initrd");

        IpxeScriptBuilder script = IpxeScript.builder();
        script.label(start);
        script.menu(
                        "NixOS",
                        menu -> menu.item(minimal, "Minimal ISO")
                                .item(graphical, "Graphical ISO")
                                .item(installed, "Netboot")
                                .storeIn(SettingRef.of("target")))
                .orGoto(start);
        script.label(minimal);
        script.sanboot("http://192.0.2.1/ipxe/nixos-minimal.iso").orGoto(start);
        script.label(graphical);
        script.sanboot("http://192.0.2.1/ipxe/nixos-gui.iso").orGoto(start);
        script.label(installed);
        script.kernel("http://192.0.2.1/ipxe/bzImage")
                .args("init=/nix/store/abc/init")
                .initrd(initrd)
                .args("nohibernate loglevel=4 lsm=landlock,yama,bpf ", SettingRef.of("cmdline"))
                .orGoto(failed);
        script.initrd(initrd).orGoto(failed);
        script.boot().ignoreFailure();
        script.label(failed);
        script.prompt("Failed, press a key for the menu")
                .timeout(Duration.ofSeconds(10))
                .ignoreFailure();
        script.goTo(start);

        assertThat(linted(script.build())).hasToString("""
                #!ipxe
                :menu
                menu NixOS
                item nix-minimal Minimal ISO
                item nix-gui Graphical ISO
                item nix-netboot Netboot
                choose target && goto ${target} || goto menu
                :nix-minimal
                sanboot http://192.0.2.1/ipxe/nixos-minimal.iso || goto menu
                :nix-gui
                sanboot http://192.0.2.1/ipxe/nixos-gui.iso || goto menu
                :nix-netboot
                kernel http://192.0.2.1/ipxe/bzImage init=/nix/store/abc/init initrd=initrd nohibernate loglevel=4 lsm=landlock,yama,bpf ${cmdline} || goto failed
                initrd --name initrd http://192.0.2.1/ipxe/initrd || goto failed
                boot ||
                :failed
                prompt --timeout 10000 Failed, press a key for the menu ||
                goto menu
                """);

        boots(
                run(script, "nix-netboot", Map.of("cmdline", "quiet")),
                "bzImage",
                "init=/nix/store/abc/init initrd=initrd nohibernate loglevel=4 lsm=landlock,yama,bpf quiet",
                "initrd");
    }

    @Test
    void windowsFromAnIscsiDrive() {
        Label failed = Label.of("failed");
        SettingRef installing = SettingRef.of("installing");
        SettingRef webroot = SettingRef.of("webroot");
        SettingRef arch = SettingRef.of("arch");
        SettingRef media = SettingRef.of("media");
        Initrd bcd = Initrd.of(webroot, "/", media, "/media/Boot/BCD").asFile("BCD");
        Initrd sdi = Initrd.of(webroot, "/", media, "/media/Boot/boot.sdi").asFile("boot.sdi");
        Initrd wim = Initrd.of(webroot, "/", media, "/media/sources/boot.wim").asFile("boot.wim");

        IpxeScriptBuilder script = IpxeScript.builder();
        script.when(iseq(installing, "no"))
                .then(disk -> disk.sanboot("iscsi:192.0.2.1:::1:iqn.2026-01.com.example:disk")
                        .ignoreFailure());
        script.set("webroot", "http://192.0.2.1");
        script.when(Condition.cpuid(CpuFeature.LONG_MODE))
                .then(yes -> yes.set("arch", "amd64"))
                .otherwise(no -> no.set("arch", "x86"));
        script.set("media", "windows-", arch);
        script.sanhook("iscsi:192.0.2.1:::1:iqn.2026-01.com.example:disk")
                .drive(Drive.FIRST_HARD_DISK)
                .orGoto(failed);
        script.kernel(webroot, "/wimboot").orGoto(failed);
        script.initrd(bcd).orGoto(failed);
        script.initrd(sdi).orGoto(failed);
        script.initrd(wim).orGoto(failed);
        script.boot().orGoto(failed);
        script.label(failed);
        script.shell().ignoreFailure();

        assertThat(linted(script.build())).hasToString("""
                #!ipxe
                iseq -- ${installing} no && sanboot iscsi:192.0.2.1:::1:iqn.2026-01.com.example:disk ||
                set webroot http://192.0.2.1
                cpuid --ext 29 && set arch amd64 || set arch x86
                set media windows-${arch}
                sanhook --drive 0x80 iscsi:192.0.2.1:::1:iqn.2026-01.com.example:disk || goto failed
                kernel -- ${webroot}/wimboot || goto failed
                initrd --name BCD -- ${webroot}/${media}/media/Boot/BCD BCD || goto failed
                initrd --name boot.sdi -- ${webroot}/${media}/media/Boot/boot.sdi boot.sdi || goto failed
                initrd --name boot.wim -- ${webroot}/${media}/media/sources/boot.wim boot.wim || goto failed
                boot || goto failed
                :failed
                shell ||
                """);
        assertThat(script.build().isChecked()).isTrue();

        boots(run(script, "", Map.of()), "wimboot", "", "BCD", "boot.sdi", "boot.wim");
    }

    /** What the script does on a machine of one interface, where somebody chooses that item. */
    private static Run run(IpxeScriptBuilder script, String choice, Map<String, String> settings) {
        var machine = Evaluator.builder()
                .interfaces("52:54:00:12:34:56")
                .scriptUri("http://192.0.2.1/boot.ipxe")
                .content("http://ltsp.example.com.au/ltsp/ltsp.ipxe", "#!ipxe\necho LTSP\n")
                .answers(new Answers() {
                    @Override
                    public Optional<String> chooses(MenuShown menu) {
                        return Optional.of(choice);
                    }
                });
        settings.forEach(machine::set);
        return machine.build().run(script.build());
    }

    private static void boots(Run run, String image, String commandLine, String... others) {
        assertThat(run.booted()).hasValueSatisfying(boot -> {
            assertThat(boot.image()).isEqualTo(image);
            assertThat(boot.commandLine()).isEqualTo(commandLine);
            assertThat(boot.others()).isEqualTo(List.of(others));
        });
    }

    private static IpxeScript linted(IpxeScript script) {
        // A note says that a setting comes from elsewhere, as some of these do.
        assertThat(IpxeLinter.create().check(script))
                .filteredOn(finding -> finding.severity() != Severity.INFO)
                .isEmpty();
        return script;
    }
}
