package io.pxe4j.ipxe.language;

import static io.pxe4j.ipxe.language.CommandSpec.UNLIMITED;
import static io.pxe4j.ipxe.language.Declaration.command;

import java.util.stream.Stream;

/** The commands of {@code hci/commands/sanboot_cmd.c}. */
final class SanCommands {
    private static final ArgumentSpec ROOT_PATH = ArgumentSpec.of("root-path", ArgumentKind.SAN_URI);
    private static final OptionSpec DRIVE = OptionSpec.value('d', "drive", ArgumentKind.DRIVE);
    private static final OptionSpec NO_DESCRIBE = OptionSpec.flag('n', "no-describe");

    private SanCommands() {}

    static Stream<CommandSpec> all() {
        return Stream.of(
                        command("sanhook")
                                .in(Feature.SANBOOT_CMD)
                                .takes(1, UNLIMITED, ROOT_PATH)
                                .option(DRIVE, NO_DESCRIBE),
                        command("sanboot")
                                .in(Feature.SANBOOT_CMD)
                                .takes(0, UNLIMITED, ROOT_PATH)
                                .option(
                                        DRIVE,
                                        NO_DESCRIBE,
                                        OptionSpec.flag('k', "keep"),
                                        OptionSpec.value('f', "filename", ArgumentKind.STRING)
                                                .since(2017, 4, 12)
                                                .onEfiOnly(),
                                        OptionSpec.value('e', "extra", ArgumentKind.STRING)
                                                .since(2024, 3, 7)
                                                .onEfiOnly(),
                                        OptionSpec.value('l', "label", ArgumentKind.STRING)
                                                .since(2024, 3, 7)
                                                .onEfiOnly(),
                                        OptionSpec.value('u', "uuid", ArgumentKind.UUID)
                                                .since(2024, 3, 7)
                                                .onEfiOnly()),
                        command("sanunhook").in(Feature.SANBOOT_CMD).option(DRIVE))
                .flatMap(Declaration::specs);
    }
}
