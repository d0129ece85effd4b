package io.pxe4j.ipxe.language;

import static io.pxe4j.ipxe.language.CommandSpec.UNLIMITED;
import static io.pxe4j.ipxe.language.Declaration.command;

import java.util.stream.Stream;

/** The commands of {@code hci/commands/dynui_cmd.c}, {@code param_cmd.c} and {@code console_cmd.c}. */
final class InterfaceCommands {
    private static final ArgumentSpec TEXT = ArgumentSpec.of("text", ArgumentKind.TEXT);
    private static final OptionSpec KEEP = OptionSpec.flag('k', "keep");
    private static final OptionSpec MENU = OptionSpec.value('m', "menu", ArgumentKind.USER_INTERFACE);
    private static final OptionSpec FORM =
            OptionSpec.value('f', "form", ArgumentKind.USER_INTERFACE).since(2024, 6, 20);

    private InterfaceCommands() {}

    static Stream<CommandSpec> all() {
        return Stream.of(menus(), parameters(), consoles())
                .flatMap(commands -> commands)
                .flatMap(Declaration::specs);
    }

    private static Stream<Declaration> menus() {
        return Stream.of(
                creates("menu").in(Feature.MENU_CMD).since(2012, 3, 29),
                creates("form").in(Feature.FORM_CMD).since(2024, 6, 20),
                command("item")
                        .in(Feature.MENU_CMD)
                        .since(2012, 3, 29)
                        // With --gap, all words are text.
                        .takes(0, UNLIMITED, ArgumentSpec.of("name", ArgumentKind.ITEM), TEXT)
                        .option(
                                MENU,
                                FORM,
                                OptionSpec.value('k', "key", ArgumentKind.KEY),
                                OptionSpec.flag('d', "default"),
                                OptionSpec.flag('s', "secret").since(2024, 6, 20),
                                OptionSpec.flag('g', "gap")),
                command("choose")
                        .in(Feature.MENU_CMD)
                        .since(2012, 3, 29)
                        .takes(1, 1, "setting", ArgumentKind.SETTING)
                        .option(
                                MENU,
                                OptionSpec.value('d', "default", ArgumentKind.ITEM),
                                OptionSpec.value('t', "timeout", ArgumentKind.TIMEOUT),
                                OptionSpec.value('r', "retimeout", ArgumentKind.TIMEOUT)
                                        .since(2025, 2, 19),
                                KEEP)
                        .is(ResultKind.CONDITION),
                command("present")
                        .in(Feature.FORM_CMD)
                        .since(2024, 6, 20)
                        .option(FORM, KEEP)
                        .is(ResultKind.CONDITION));
    }

    private static Stream<Declaration> parameters() {
        return Stream.of(
                command("params")
                        .in(Feature.PARAM_CMD)
                        .since(2013, 8, 13)
                        .option(
                                OptionSpec.value('n', "name", ArgumentKind.PARAMETERS),
                                OptionSpec.value('m', "method", ArgumentKind.STRING)
                                        .since(2026, 7, 13),
                                OptionSpec.flag('d', "delete")),
                command("param")
                        .in(Feature.PARAM_CMD)
                        .since(2013, 8, 13)
                        .takes(
                                1,
                                UNLIMITED,
                                ArgumentSpec.of("key", ArgumentKind.STRING),
                                ArgumentSpec.of("value", ArgumentKind.TEXT))
                        .option(
                                OptionSpec.value('p', "params", ArgumentKind.PARAMETERS),
                                OptionSpec.flag('H', "header").since(2023, 2, 28)));
    }

    private static Stream<Declaration> consoles() {
        return Stream.of(
                command("console")
                        .in(Feature.CONSOLE_CMD)
                        .option(
                                pixels('x', "x"),
                                pixels('y', "y"),
                                pixels('l', "left"),
                                pixels('r', "right"),
                                pixels('t', "top"),
                                pixels('b', "bottom"),
                                pixels('d', "depth"),
                                OptionSpec.value('p', "picture", ArgumentKind.IMAGE_OR_URI),
                                KEEP),
                command("colour")
                        .in(Feature.CONSOLE_CMD)
                        .takes(1, 1, ArgumentSpec.integer("colour", 0, 0xff))
                        .option(
                                colour('b', "basic"),
                                OptionSpec.value('r', "rgb", ArgumentSpec.integer("rgb", 0, 0xff_ffff))),
                command("cpair")
                        .in(Feature.CONSOLE_CMD)
                        .takes(1, 1, ArgumentSpec.integer("cpair", 0, 7))
                        .option(colour('f', "foreground"), colour('b', "background")));
    }

    private static Declaration creates(String name) {
        return command(name)
                .takes(0, UNLIMITED, ArgumentSpec.of("title", ArgumentKind.TEXT))
                .option(OptionSpec.value('n', "name", ArgumentKind.USER_INTERFACE), OptionSpec.flag('d', "delete"))
                .is(ResultKind.NEVER_FAILS);
    }

    private static OptionSpec pixels(char letter, String name) {
        return OptionSpec.value(letter, name, ArgumentSpec.integer(name, 0, 0xffff));
    }

    private static OptionSpec colour(char letter, String name) {
        return OptionSpec.value(letter, name, ArgumentSpec.integer(name, 0, 9));
    }
}
