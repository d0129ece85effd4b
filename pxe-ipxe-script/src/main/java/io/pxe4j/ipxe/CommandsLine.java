package io.pxe4j.ipxe;

import java.util.List;

/** Commands of which each runs if the one before succeeded. */
final class CommandsLine extends Fallible {
    private final List<Command> commands;

    CommandsLine(IpxeScriptBuilder script, List<Command> commands) {
        super(script);
        this.commands = commands;
    }

    @Override
    Command command() {
        return commands.get(0);
    }

    @Override
    List<Command> commands() {
        return commands;
    }
}
