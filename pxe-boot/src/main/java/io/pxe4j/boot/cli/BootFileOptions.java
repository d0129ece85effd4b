package io.pxe4j.boot.cli;

import io.pxe4j.boot.BootFiles;
import io.pxe4j.dhcp.ClientArchitecture;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What each class of clients boots, as several commands take it. */
final class BootFileOptions {
    @Option(names = "--bios", paramLabel = "FILE", description = "What a PC BIOS loads, like undionly.kpxe.")
    private @Nullable String bios;

    @Option(names = "--uefi-x64", paramLabel = "FILE", description = "What 64-bit x86 UEFI loads, like snponly.efi.")
    private @Nullable String uefiX64;

    @Option(names = "--uefi-arm64", paramLabel = "FILE", description = "What 64-bit ARM UEFI loads, like ipxe.efi.")
    private @Nullable String uefiArm64;

    @Option(
            names = "--uefi-x64-http",
            paramLabel = "URL",
            description = "What UEFI HTTP boot loads. Default: the file of --uefi-x64, if HTTP serves it.")
    private @Nullable String uefiX64Http;

    @Option(
            names = "--boot-file",
            paramLabel = "ARCH=FILE",
            description = "What another architecture loads, by its number of RFC 4578 and IANA, like 27=riscv64.efi."
                    + " May be repeated.")
    private List<String> bootFiles = List.of();

    @Option(names = "--ipxe", paramLabel = "FILE|URL", description = "What iPXE loads: a script, like boot.ipxe.")
    private @Nullable String ipxe;

    /** Filled in by picocli: the command that has these options. */
    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private BootFileOptions() {}

    /** The table that the options describe. */
    BootFiles read() {
        BootFiles.Builder files = BootFiles.builder();
        set("--bios", bios, BootFiles.Builder::bios, files);
        set("--uefi-x64", uefiX64, BootFiles.Builder::uefiX64, files);
        set("--uefi-arm64", uefiArm64, BootFiles.Builder::uefiArm64, files);
        set("--uefi-x64-http", uefiX64Http, BootFiles.Builder::uefiX64Http, files);
        bootFiles.forEach(one -> set("--boot-file", one, BootFileOptions::bootFile, files));
        set("--ipxe", ipxe, BootFiles.Builder::ipxe, files);
        return files.build();
    }

    private static void bootFile(BootFiles.Builder files, String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals > 5 || !text.substring(0, equals).matches("\\d+")) {
            throw new IllegalArgumentException("boot file: " + text + " (expected: like 27=riscv64.efi)");
        }
        int number = Integer.parseInt(text.substring(0, equals));
        files.bootFile(ClientArchitecture.of(number), text.substring(equals + 1));
    }

    private void set(
            String option,
            @Nullable String value,
            BiConsumer<BootFiles.Builder, String> setter,
            BootFiles.Builder files) {
        if (value != null) {
            Arguments.check(spec.commandLine(), option, value, text -> setter.accept(files, text));
        }
    }
}
