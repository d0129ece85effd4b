package io.pxe4j.ipxe.guide;

import io.pxe4j.ipxe.Condition;
import io.pxe4j.ipxe.Drive;
import io.pxe4j.ipxe.Initrd;
import io.pxe4j.ipxe.IpxeScript;
import io.pxe4j.ipxe.IpxeUri;
import io.pxe4j.ipxe.Key;
import io.pxe4j.ipxe.Label;
import io.pxe4j.ipxe.MachineSettings;
import io.pxe4j.ipxe.SettingRef;
import io.pxe4j.ipxe.eval.Evaluator;
import io.pxe4j.ipxe.eval.Run;
import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.language.Commands;
import io.pxe4j.ipxe.language.Feature;
import io.pxe4j.ipxe.language.IpxeVersion;
import io.pxe4j.ipxe.language.SettingType;
import io.pxe4j.ipxe.language.UriReference;
import io.pxe4j.ipxe.language.UriRules;
import io.pxe4j.ipxe.language.UriScheme;
import io.pxe4j.ipxe.lint.Finding;
import io.pxe4j.ipxe.lint.IpxeLinter;
import io.pxe4j.ipxe.syntax.ScriptSource;
import io.pxe4j.ipxe.syntax.SourceCommand;
import java.time.Duration;
import java.util.stream.Collectors;

/** The code of {@code docs/ipxe-scripts.md}; {@link GuideTest} holds the two together. */
final class GuideSnippets {
    private GuideSnippets() {}

    static Object first() {
        // code: first
        Label disk = Label.of("disk");
        Initrd initrd = Initrd.of("http://192.0.2.1/live/initrd.img");
        return IpxeScript.builder()
                .kernel("http://192.0.2.1/live/vmlinuz")
                .initrd(initrd)
                .args("boot=live ip=dhcp")
                .orGoto(disk)
                .initrd(initrd)
                .orGoto(disk)
                .boot()
                .orGoto(disk)
                .label(disk)
                .echo("Could not boot ", SettingRef.of("net0/mac"))
                .exit(1)
                .build();
        // end
    }

    static Object failures() {
        // code: failures
        return IpxeScript.builder()
                .dhcp()
                .orElse(failed -> failed.echo("No address").shell().propagate())
                .imgfetch("http://192.0.2.1/motd")
                .ignoreFailure()
                .chain("http://192.0.2.1/boot.ipxe")
                .orExit(1)
                .build();
        // end
    }

    static Object text() {
        // code: text
        return IpxeScript.builder()
                .echo("two  blanks, || and # are text")
                .echo("-n is no option")
                .echo("The path is \\EFI\\BOOT\\")
                .set("motd", "first\nsecond")
                .echo(SettingRef.of("motd"))
                .build();
        // end
    }

    static Object refused() {
        // code: refused
        try {
            return IpxeScript.builder().echo("costs ${5}").build();
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
        // end
    }

    static Object settings() {
        // code: settings
        return IpxeScript.builder()
                .set(SettingRef.of("tries:int32"), 0)
                .inc(SettingRef.of("tries"))
                .propagate()
                .echo(SettingRef.MAC.in("net0").as(SettingType.HEXHYP), " try ", SettingRef.of("tries"))
                .echo(MachineSettings.smbiosString(1, 4), " ", SettingRef.tag(175, 3))
                .echo(MachineSettings.efi("SecureBoot"))
                .build();
        // end
    }

    static Object flow() {
        // code: flow
        return IpxeScript.builder()
                .when(Condition.iseq(SettingRef.PLATFORM, "efi"))
                .then(efi -> efi.echo("UEFI"), bios -> bios.echo("BIOS"))
                .dhcp()
                .retry(3, Duration.ofSeconds(5))
                .orExit(1)
                .switchOn(
                        SettingRef.BUILDARCH,
                        arch -> arch.on("x86_64", it -> it.set("arch", "amd64"))
                                .on("arm64", it -> it.set("arch", "arm64"))
                                .otherwise(it -> it.exit(1)))
                .build();
        // end
    }

    static Object interfaces() {
        // code: interfaces
        return IpxeScript.builder()
                .forEachInterface((each, nic) -> each.echo(nic.name(), " is ", nic.setting("mac")))
                .build();
        // end
    }

    static Object menu() {
        // code: menu
        Label live = Label.of("live");
        Label disk = Label.of("disk");
        return IpxeScript.builder()
                .menu(
                        "What shall it be?",
                        menu -> menu.gap("Systems")
                                .item(Key.of('l'), live, "Debian live")
                                .item(Key.of('d'), disk, "Local disk")
                                .defaultItem(disk)
                                .timeout(Duration.ofSeconds(10)))
                .orGoto(disk)
                .label(live)
                .chain("live.ipxe")
                .orGoto(disk)
                .label(disk)
                .sanboot()
                .noDescribe()
                .drive(Drive.FIRST_HARD_DISK)
                .orExit(1)
                .build();
        // end
    }

    static Object post() {
        // code: post
        return IpxeScript.builder(BuildProfile.efiX64(IpxeVersion.V2_0_0))
                .params(post -> post.param("mac", SettingRef.of("net0/mac")).param("serial", SettingRef.SERIAL))
                .propagate()
                .chain(IpxeUri.of("http://192.0.2.1/register").withParams())
                .autofree()
                .propagate()
                .build();
        // end
    }

    static Object uris() {
        // code: uris
        return IpxeScript.builder()
                .chain(IpxeUri.at(UriScheme.HTTP, SettingRef.NEXT_SERVER)
                        .port(8080)
                        .path("hosts/", SettingRef.HOSTNAME)
                        .uri()
                        .query("serial", SettingRef.SERIAL))
                .ignoreFailure()
                .set("initiator-iqn", "iqn.2026-01.com.example:", SettingRef.HOSTNAME)
                .sanboot(IpxeUri.iscsi("2001:db8::1", "1", "iqn.2026-01.com.example:disk"))
                .propagate()
                .build();
        // end
    }

    static Object rules() {
        // code: rules
        return UriRules.problem("iscsi:192.0.2.1:::lun1:iqn.2026-01.com.example:disk")
                .orElse("fine");
        // end
    }

    static Object resolve() {
        // code: resolve
        UriReference script = UriReference.parse("http://192.0.2.1/boot/menu.ipxe?host=a");
        UriReference kernel = UriReference.parse("../live/vmlinuz").resolvedAgainst(script);
        return kernel + " is called " + kernel.imageName().orElseThrow();
        // end
    }

    static Object profiles() {
        // code: profiles
        BuildProfile debian = BuildProfile.debian12();
        return debian.lacks(Commands.find("params").orElseThrow()).orElseThrow()
                + "\n"
                + debian.lacks(UriScheme.HTTPS).orElseThrow()
                + "\n"
                + debian.with(Feature.DOWNLOAD_PROTO_HTTPS)
                        .lacks(UriScheme.HTTPS)
                        .isEmpty();
        // end
    }

    static Object forAProfile() {
        // code: forAProfile
        try {
            return IpxeScript.builder(BuildProfile.debian12())
                    .poweroff()
                    .propagate()
                    .build();
        } catch (IllegalStateException e) {
            return e.getMessage();
        }
        // end
    }

    static Object parse() {
        // code: parse
        ScriptSource source =
                ScriptSource.parse("#!ipxe\nkernel vmlinuz initrd=${name} \\\n  quiet || goto failed # why\n");
        return source.lines().get(1).commands().stream()
                .map(SourceCommand::toString)
                .collect(Collectors.joining("\n"));
        // end
    }

    static Object evaluate() {
        // code: evaluate
        Run run = Evaluator.builder()
                .set("net0/mac", "52:54:00:12:34:56")
                .fail("dhcp")
                .build()
                .run("#!ipxe\ndhcp || echo No address for ${net0/mac:hexhyp}\nchain boot.ipxe || exit 3\n");
        return run.console() + "status " + run.status();
        // end
    }

    static Object lint() {
        // code: lint
        ScriptSource script = ScriptSource.parse("#!ipxe\nchain http://192.0.2.1/x | goto failed\n:failed\nshell\n");
        return IpxeLinter.create().check(script).stream().map(Finding::toString).collect(Collectors.joining("\n"));
        // end
    }
}
