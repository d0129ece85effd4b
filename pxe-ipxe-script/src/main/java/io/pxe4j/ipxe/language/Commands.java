package io.pxe4j.ipxe.language;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All commands that iPXE's sources hold, those included that no default build has, under all their names. */
public final class Commands {
    private static final Map<String, CommandSpec> BY_NAME = Collections.unmodifiableMap(Stream.of(
                    CoreCommands.all(),
                    SettingCommands.all(),
                    ImageCommands.all(),
                    NetworkCommands.all(),
                    SanCommands.all(),
                    InterfaceCommands.all(),
                    SystemCommands.all())
            .flatMap(Function.identity())
            .collect(Collectors.toMap(CommandSpec::name, Function.identity(), Commands::refuse, LinkedHashMap::new)));

    private Commands() {}

    /** The command of that name; names are case-sensitive. */
    public static Optional<CommandSpec> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Every command under every name, in the order of the tables. */
    public static Collection<CommandSpec> all() {
        return BY_NAME.values();
    }

    private static CommandSpec refuse(CommandSpec first, CommandSpec second) {
        throw new IllegalStateException(
                "command: " + first.name() + " and " + second.name() + " (expected: one entry for each name)");
    }
}
