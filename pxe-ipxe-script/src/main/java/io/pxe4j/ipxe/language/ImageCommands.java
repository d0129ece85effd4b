package io.pxe4j.ipxe.language;

import static io.pxe4j.ipxe.language.CommandSpec.UNLIMITED;
import static io.pxe4j.ipxe.language.Declaration.command;

import java.util.stream.Stream;

/** The commands of {@code hci/commands/image_cmd.c} and of the other files there that work on images. */
final class ImageCommands {
    private static final ArgumentSpec IMAGE = ArgumentSpec.of("image", ArgumentKind.IMAGE);
    private static final ArgumentSpec URI = ArgumentSpec.of("uri", ArgumentKind.URI);
    private static final ArgumentSpec IMAGE_OR_URI = ArgumentSpec.of("uri|image", ArgumentKind.IMAGE_OR_URI);
    private static final ArgumentSpec ARGUMENTS = ArgumentSpec.of("arguments", ArgumentKind.TEXT);

    private static final OptionSpec NAME = OptionSpec.value('n', "name", ArgumentKind.STRING);
    private static final OptionSpec KEEP = OptionSpec.flag('k', "keep");
    private static final OptionSpec QUIET = OptionSpec.flag('q', "quiet").since(2026, 7, 17);
    private static final OptionSpec TIMEOUT =
            OptionSpec.value('t', "timeout", ArgumentKind.TIMEOUT).since(2014, 3, 10);
    private static final OptionSpec[] SINGLE = {
        NAME, TIMEOUT, QUIET, OptionSpec.flag('a', "autofree").since(2012, 7, 20)
    };

    private ImageCommands() {}

    static Stream<CommandSpec> all() {
        return Stream.of(acquiring(), registered(), optional(), digests())
                .flatMap(commands -> commands)
                .flatMap(Declaration::specs);
    }

    private static Stream<Declaration> acquiring() {
        return Stream.of(
                command("imgfetch", "module", "initrd")
                        .in(Feature.IMAGE_CMD)
                        .takes(1, UNLIMITED, URI, ARGUMENTS)
                        .option(SINGLE),
                command("imgselect", "imgload", "kernel")
                        .in(Feature.IMAGE_CMD)
                        .takes(1, UNLIMITED, IMAGE_OR_URI, ARGUMENTS)
                        .option(SINGLE),
                command("imgexec", "boot", "chain")
                        .in(Feature.IMAGE_CMD)
                        .takes(0, UNLIMITED, IMAGE_OR_URI, ARGUMENTS)
                        .option(SINGLE)
                        .option(OptionSpec.flag('r', "replace").since(2012, 7, 20)),
                command("imgargs")
                        .in(Feature.IMAGE_CMD)
                        .takes(1, UNLIMITED, IMAGE_OR_URI, ARGUMENTS)
                        .option(SINGLE));
    }

    private static Stream<Declaration> registered() {
        return Stream.of(
                command("imgstat")
                        .in(Feature.IMAGE_CMD)
                        .takes(0, UNLIMITED, IMAGE)
                        .neverFailsBare(),
                command("imgfree")
                        .in(Feature.IMAGE_CMD)
                        .takes(0, UNLIMITED, IMAGE)
                        .neverFailsBare());
    }

    private static Stream<Declaration> optional() {
        return Stream.of(
                command("imgextract")
                        .in(Feature.IMAGE_ARCHIVE_CMD)
                        .since(2021, 5, 6)
                        .takes(1, 1, IMAGE_OR_URI)
                        .option(NAME, KEEP, TIMEOUT, QUIET),
                command("imgset")
                        .in(Feature.IMAGE_SET_CMD)
                        .since(2026, 7, 14)
                        .takes(2, 2, ArgumentSpec.of("setting", ArgumentKind.SETTING), IMAGE_OR_URI)
                        .option(KEEP, TIMEOUT, QUIET),
                command("imgmem")
                        .in(Feature.IMAGE_MEM_CMD)
                        .since(2021, 1, 20)
                        .takes(
                                2,
                                2,
                                ArgumentSpec.integer("address", 0, Long.MAX_VALUE),
                                ArgumentSpec.integer("length", 0, Long.MAX_VALUE))
                        .option(NAME),
                command("imgtrust")
                        .in(Feature.IMAGE_TRUST_CMD)
                        .option(OptionSpec.flag('a', "allow"), OptionSpec.flag('p', "permanent")),
                command("imgverify")
                        .in(Feature.IMAGE_TRUST_CMD)
                        .takes(2, 2, IMAGE_OR_URI, ArgumentSpec.of("signature", ArgumentKind.IMAGE_OR_URI))
                        .option(OptionSpec.value('s', "signer", ArgumentKind.STRING), KEEP, TIMEOUT, QUIET),
                command("imgdecrypt")
                        .in(Feature.IMAGE_CRYPT_CMD)
                        .since(2024, 8, 29)
                        .takes(2, 2, IMAGE_OR_URI, ArgumentSpec.of("envelope", ArgumentKind.IMAGE_OR_URI))
                        .option(NAME, KEEP, TIMEOUT, QUIET),
                command("shim")
                        .in(Feature.SHIM_CMD)
                        .since(2023, 5, 22)
                        .takes(0, 1, IMAGE_OR_URI)
                        .option(
                                TIMEOUT,
                                QUIET,
                                OptionSpec.flag('l', "require-loader").onEfiOnly(),
                                OptionSpec.flag('p', "allow-pxe").onEfiOnly(),
                                OptionSpec.flag('s', "allow-sbat").onEfiOnly())
                        .neverFailsBare(),
                command("fdt")
                        .in(Feature.FDT_CMD)
                        .since(2025, 3, 27)
                        .takes(0, 1, IMAGE_OR_URI)
                        .option(TIMEOUT, QUIET)
                        .neverFailsBare());
    }

    private static Stream<Declaration> digests() {
        return Stream.of(
                digest("md5sum"),
                digest("sha1sum"),
                digest("sha224sum").since(2025, 8, 6),
                digest("sha256sum").since(2025, 8, 6),
                digest("sha384sum").since(2025, 8, 6),
                digest("sha512sum").since(2025, 8, 6),
                digest("md4sum").in(Feature.CRYPTO_DIGEST_MD4).since(2025, 8, 6));
    }

    private static Declaration digest(String name) {
        return command(name)
                .in(Feature.DIGEST_CMD)
                .takes(1, UNLIMITED, IMAGE_OR_URI)
                .option(OptionSpec.value('s', "set", ArgumentKind.SETTING).since(2025, 8, 6));
    }
}
