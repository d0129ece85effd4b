package io.pxe4j.ipxe.language;

import static io.pxe4j.ipxe.language.CommandSpec.UNLIMITED;
import static io.pxe4j.ipxe.language.Declaration.command;

import java.util.stream.Stream;

/** The commands of {@code hci/commands/nvo_cmd.c}, {@code config_cmd.c} and {@code login_cmd.c}. */
final class SettingCommands {
    private static final ArgumentSpec SETTING = ArgumentSpec.of("setting", ArgumentKind.SETTING);

    private SettingCommands() {}

    static Stream<CommandSpec> all() {
        return Stream.of(
                        command("set")
                                .in(Feature.NVO_CMD)
                                .takes(1, UNLIMITED, SETTING, ArgumentSpec.of("value", ArgumentKind.TEXT)),
                        command("clear").in(Feature.NVO_CMD).takes(1, 1, SETTING),
                        command("show")
                                .in(Feature.NVO_CMD)
                                .takes(1, 1, SETTING)
                                .option(OptionSpec.flag('q', "quiet").since(2026, 7, 16)),
                        command("read")
                                .in(Feature.NVO_CMD)
                                .takes(1, 1, SETTING)
                                .option(OptionSpec.value('t', "timeout", ArgumentKind.TIMEOUT)
                                        .since(2021, 4, 23)),
                        command("inc")
                                .in(Feature.NVO_CMD)
                                .since(2013, 8, 1)
                                .takes(
                                        1,
                                        2,
                                        SETTING,
                                        // The second word comes after a positional: a hyphen makes it no option.
                                        ArgumentSpec.integer("increment", Integer.MIN_VALUE, Integer.MAX_VALUE)),
                        command("config").in(Feature.CONFIG_CMD).takes(0, 1, "scope", ArgumentKind.SETTINGS_BLOCK),
                        command("login").in(Feature.LOGIN_CMD))
                .flatMap(Declaration::specs);
    }
}
