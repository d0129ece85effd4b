package io.pxe4j.ipxe;

import static io.pxe4j.ipxe.Condition.iseq;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Scripts that people run today, written with the builder. */
class SetupsTest {
    @Test
    void embeddedScriptThatFetchesTheMenuOverTheInternet() {
        Label failed = Label.of("failed");
        IpxeScript script = IpxeScript.builder()
                .dhcp()
                .orGoto(failed)
                .chain("http://ltsp.example.com.au/ltsp/ltsp.ipxe")
                .orGoto(failed)
                .exit()
                .label(failed)
                .shell()
                .ignoreFailure()
                .build();

        assertThat(script).hasToString("""
                #!ipxe
                dhcp || goto failed
                chain http://ltsp.example.com.au/ltsp/ltsp.ipxe || goto failed
                exit
                :failed
                shell ||
                """);
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
        SettingRef nfs = SettingRef.of("cmdline_nfs");

        IpxeScript script = IpxeScript.builder()
                .set("srv", SettingRef.NEXT_SERVER)
                .menu(
                        "LTSP menu",
                        menu -> menu.gap("Boot an image from the network:")
                                .item(ltsp, "LTSP image")
                                .item(Key.of('u'), ubuntu, "Ubuntu live")
                                .gap()
                                .gap("Rescue:")
                                .item(Key.of('r'), rescue, "SystemRescue")
                                .defaultItem(ltsp)
                                .timeout(Duration.ofSeconds(5)))
                .orGoto(failed)
                .label(ltsp)
                .set("img", "x86_64")
                .kernel("/ltsp/", img, "/vmlinuz")
                .initrd(ltspImg, initrd)
                .args("root=/dev/nfs nfsroot=", srv, ":/srv/ltsp/", img)
                .orGoto(failed)
                .initrd(ltspImg)
                .orGoto(failed)
                .initrd(initrd)
                .orGoto(failed)
                .boot()
                .orGoto(failed)
                .label(ubuntu)
                .set("img", "ubuntu")
                .set("cmdline", "root=/dev/nfs nfsroot=", srv, ":/srv/ltsp/", img, " netboot=nfs boot=casper ip=dhcp")
                .kernel("/ltsp/", img, "/vmlinuz")
                .initrd(ltspImg, initrd)
                .args(cmdline)
                .orGoto(failed)
                .initrd(ltspImg)
                .orGoto(failed)
                .initrd(initrd)
                .orGoto(failed)
                .boot()
                .orGoto(failed)
                .label(rescue)
                .kernel("/sysrescue/sysresccd/boot/x86_64/vmlinuz")
                .initrd(intel, amd, sysresccd)
                .args("archisobasedir=sysresccd ip=dhcp archiso_http_srv=http://", srv, "/sysrescue/ checksum")
                .orGoto(failed)
                .initrd(intel)
                .orGoto(failed)
                .initrd(amd)
                .orGoto(failed)
                .initrd(sysresccd)
                .orGoto(failed)
                .boot()
                .orGoto(failed)
                .label(failed)
                .echo("Boot failed, dropping to the shell.")
                .shell()
                .ignoreFailure()
                .build();

        assertThat(script).hasToString("""
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

        IpxeScript script = IpxeScript.builder()
                .dhcp()
                .orGoto(failed)
                .echo("next-server: ", SettingRef.NEXT_SERVER)
                .echo("filename: ", SettingRef.FILENAME)
                .echo("MAC: ", SettingRef.of("net0/mac"))
                .echo("IP: ", SettingRef.IP)
                .set("flavor", "lts")
                .set("cmdline", "modules=loop,squashfs quiet")
                .set("server", "http://", SettingRef.NEXT_SERVER)
                .set("vmlinuz", server, "/boot/vmlinuz-", flavor)
                .set("initramfs", server, "/boot/initramfs-", flavor)
                .set("modloop", server, "/boot/modloop-", flavor)
                .set("apkovl", server, "/thinclient.apkovl.tar.gz")
                .kernel(vmlinuz)
                .args(cmdline)
                .args("modloop=", modloop)
                .args("apkovl=", apkovl)
                .initrd(initrd)
                .orGoto(failed)
                .initrd(initrd)
                .orGoto(failed)
                .boot()
                .orGoto(failed)
                .label(failed)
                .prompt("Press a key to restart")
                .ignoreFailure()
                .exit(1)
                .build();

        assertThat(script).hasToString("""
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
    }

    @Test
    void laptopThatInstallsNixOsWithoutUsb() {
        Label start = Label.of("menu");
        Label minimal = Label.of("nix-minimal");
        Label graphical = Label.of("nix-gui");
        Label installed = Label.of("nix-netboot");
        Label failed = Label.of("failed");
        Initrd initrd = Initrd.of("http://192.0.2.1/ipxe/initrd");

        IpxeScript script = IpxeScript.builder()
                .label(start)
                .menu(
                        "NixOS",
                        menu -> menu.item(minimal, "Minimal ISO")
                                .item(graphical, "Graphical ISO")
                                .item(installed, "Netboot")
                                .storeIn(SettingRef.of("target")))
                .orGoto(start)
                .label(minimal)
                .sanboot("http://192.0.2.1/ipxe/nixos-minimal.iso")
                .orGoto(start)
                .label(graphical)
                .sanboot("http://192.0.2.1/ipxe/nixos-gui.iso")
                .orGoto(start)
                .label(installed)
                .kernel("http://192.0.2.1/ipxe/bzImage")
                .args("init=/nix/store/abc/init")
                .initrd(initrd)
                .args("nohibernate loglevel=4 lsm=landlock,yama,bpf ", SettingRef.of("cmdline"))
                .orGoto(failed)
                .initrd(initrd)
                .orGoto(failed)
                .boot()
                .ignoreFailure()
                .label(failed)
                .prompt("Failed, press a key for the menu")
                .timeout(Duration.ofSeconds(10))
                .ignoreFailure()
                .goTo(start)
                .build();

        assertThat(script).hasToString("""
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

        IpxeScript script = IpxeScript.builder()
                .when(iseq(installing, "no"))
                .then(disk -> disk.sanboot("iscsi:192.0.2.1:::1:iqn.2026-01.com.example:disk")
                        .ignoreFailure())
                .set("webroot", "http://192.0.2.1")
                .raw("cpuid --ext 29 && set arch amd64 || set arch x86")
                .set("media", "windows-", arch)
                .raw("sanhook --drive 0x80 iscsi:192.0.2.1:::1:iqn.2026-01.com.example:disk || goto failed")
                .kernel(webroot, "/wimboot")
                .orGoto(failed)
                .initrd(bcd)
                .orGoto(failed)
                .initrd(sdi)
                .orGoto(failed)
                .initrd(wim)
                .orGoto(failed)
                .boot()
                .orGoto(failed)
                .label(failed)
                .shell()
                .ignoreFailure()
                .build();

        assertThat(script).hasToString("""
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
        assertThat(script.isChecked()).isFalse();
    }
}
