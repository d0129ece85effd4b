package io.pxe4j.ipxe;

import java.util.List;

/** The line that shows a menu and goes where its items say; fails when the user leaves it by Escape. */
final class MenuLine extends Fallible {
    private final List<Command> commands;

    MenuLine(IpxeScriptBuilder script, List<Command> commands) {
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
