package io.pxe4j.ipxe;

import java.util.List;

/** A menu that goes where its items say; fails when the user leaves it by Escape. */
final class MenuLine extends Fallible {
    private final MenuNode menu;

    MenuLine(IpxeScriptBuilder script, MenuNode menu) {
        super(script);
        this.menu = menu;
    }

    @Override
    Command command() {
        throw new IllegalArgumentException("menu: several lines (expected: one)");
    }

    @Override
    Statement decided(boolean endsScript, List<Statement> otherwise) {
        return new Statement.MenuTree(menu, endsScript, otherwise);
    }

    @Override
    public String toString() {
        return "menu " + menu.title();
    }
}
