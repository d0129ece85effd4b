package io.pxe4j.ipxe.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an entry of the tables says is what the command has. */
class DeclarationTest {
    @Test
    void anEntryDescribesEachName() {
        OptionSpec quiet = OptionSpec.flag('q', "quiet").since(2026, 7, 17);
        Declaration entry = Declaration.command("one", "two")
                .in(Feature.SHIM_CMD)
                .since(2023, 5, 22)
                .takes(1, 2, ArgumentSpec.of("uri", ArgumentKind.URI), ArgumentSpec.of("more", ArgumentKind.TEXT))
                .option(quiet)
                .option(OptionSpec.value('t', "timeout", ArgumentKind.TIMEOUT))
                .is(ResultKind.CONDITION)
                .neverFailsBare();
        List<CommandSpec> commands = entry.specs().toList();
        assertThat(commands).extracting(CommandSpec::name).containsExactly("one", "two");
        assertThat(commands).extracting(CommandSpec::canonicalName).containsOnly("one");
        assertThat(commands).allSatisfy(command -> {
            assertThat(command.feature()).contains(Feature.SHIM_CMD);
            assertThat(command.since()).isEqualTo(LocalDate.of(2023, 5, 22));
            assertThat(command.leastArguments()).isEqualTo(1);
            assertThat(command.mostArguments()).isEqualTo(2);
            assertThat(command.arguments()).extracting(ArgumentSpec::name).containsExactly("uri", "more");
            assertThat(command.options())
                    .containsExactly(
                            new OptionSpec('q', "quiet", Optional.empty(), LocalDate.of(2026, 7, 17), false),
                            new OptionSpec(
                                    't',
                                    "timeout",
                                    Optional.of(new ArgumentSpec("timeout", ArgumentKind.TIMEOUT, 0, 0xffff_ffffL)),
                                    CommandSpec.OLD,
                                    false));
            assertThat(command.result()).isEqualTo(ResultKind.CONDITION);
            assertThat(command.resultWithoutArguments()).isEqualTo(ResultKind.NEVER_FAILS);
        });
    }

    @Test
    void anEntryThatSaysNothingIsOldAndFallible() {
        assertThat(Declaration.command("x").specs())
                .containsExactly(new CommandSpec(
                        "x",
                        "x",
                        Optional.empty(),
                        CommandSpec.OLD,
                        0,
                        0,
                        List.of(),
                        List.of(),
                        ResultKind.FALLIBLE,
                        ResultKind.FALLIBLE));
    }

    @Test
    void anArgumentThatIsAloneNeedsNoList() {
        assertThat(Declaration.command("x")
                        .takes(0, 3, "drive", ArgumentKind.DRIVE)
                        .specs())
                .singleElement()
                .extracting(command -> command.argument(2).orElseThrow())
                .isEqualTo(new ArgumentSpec("drive", ArgumentKind.DRIVE, 0, 0xff));
    }

    @Test
    void optionsSayWhereTheyWork() {
        OptionSpec label = OptionSpec.value('l', "label", ArgumentSpec.integer("number", 1, 9))
                .since(2024, 3, 1)
                .onEfiOnly();
        assertThat(label)
                .isEqualTo(new OptionSpec(
                        'l',
                        "label",
                        Optional.of(new ArgumentSpec("number", ArgumentKind.INTEGER, 1, 9)),
                        LocalDate.of(2024, 3, 1),
                        true))
                .hasToString("--label");
        assertThat(label.isFlag()).isFalse();
        assertThat(OptionSpec.flag('x', "xyz").isFlag()).isTrue();
    }

    @Test
    void theTablesAreWhatIsFoundByName() {
        Stream<CommandSpec> written = Stream.of(
                        CoreCommands.all(),
                        SettingCommands.all(),
                        ImageCommands.all(),
                        NetworkCommands.all(),
                        SanCommands.all(),
                        InterfaceCommands.all(),
                        SystemCommands.all())
                .flatMap(table -> table);
        assertThat(written).containsExactlyElementsOf(Commands.all());
    }

    @Test
    void everyCommandIsCalledByItsName() {
        assertThat(Commands.all()).isNotEmpty().allSatisfy(command -> {
            assertThat(command).hasToString(command.name());
            assertThat(Commands.find(command.name())).contains(command);
        });
    }
}
