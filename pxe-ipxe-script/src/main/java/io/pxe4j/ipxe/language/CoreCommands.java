package io.pxe4j.ipxe.language;

import static io.pxe4j.ipxe.language.CommandSpec.UNLIMITED;
import static io.pxe4j.ipxe.language.Declaration.command;

import java.util.stream.Stream;

/** The commands of {@code core/exec.c}, {@code image/script.c}, {@code hci/shell.c} and {@code time_cmd.c}. */
final class CoreCommands {
    private CoreCommands() {}

    static Stream<CommandSpec> all() {
        return Stream.of(
                        command("echo")
                                .takes(0, UNLIMITED, "text", ArgumentKind.TEXT)
                                .option(OptionSpec.flag('n', "n").since(2011, 3, 8))
                                .is(ResultKind.NEVER_FAILS),
                        command("isset")
                                .takes(1, 1, "value", ArgumentKind.STRING)
                                .is(ResultKind.CONDITION),
                        command("iseq")
                                .takes(
                                        2,
                                        2,
                                        ArgumentSpec.of("value1", ArgumentKind.STRING),
                                        ArgumentSpec.of("value2", ArgumentKind.STRING))
                                .is(ResultKind.CONDITION),
                        command("sleep").takes(1, 1, ArgumentSpec.integer("seconds", 0, 0xffff_ffffL)),
                        command("exit")
                                .takes(0, 1, ArgumentSpec.integer("status", 0, 0xffff_ffffL))
                                .is(ResultKind.NO_RETURN),
                        command("goto").takes(1, 1, "label", ArgumentKind.LABEL).is(ResultKind.NO_RETURN),
                        command("prompt")
                                .takes(0, UNLIMITED, "text", ArgumentKind.TEXT)
                                .option(
                                        OptionSpec.value('k', "key", ArgumentKind.KEY),
                                        OptionSpec.value('t', "timeout", ArgumentKind.TIMEOUT))
                                .is(ResultKind.CONDITION),
                        command("shell").in(Feature.SHELL_CMD),
                        command("help")
                                .in(Feature.SHELL_CMD)
                                .takes(0, UNLIMITED, "ignored", ArgumentKind.STRING)
                                .is(ResultKind.NEVER_FAILS),
                        command("time")
                                .in(Feature.TIME_CMD)
                                .takes(
                                        1,
                                        UNLIMITED,
                                        ArgumentSpec.of("command", ArgumentKind.COMMAND),
                                        ArgumentSpec.of("arguments", ArgumentKind.STRING)))
                .flatMap(Declaration::specs);
    }
}
