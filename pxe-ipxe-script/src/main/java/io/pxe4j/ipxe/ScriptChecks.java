package io.pxe4j.ipxe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What only the whole script can tell: whether every jump has its place, and every image that is awaited is loaded. */
final class ScriptChecks {
    private final List<Command> commands = new ArrayList<>();
    private final List<MenuNode> menus = new ArrayList<>();
    private final Set<String> placed = new LinkedHashSet<>();
    private final Set<SettingRef> openCounters = new HashSet<>();
    private boolean named;
    private boolean unnamed;
    private boolean raw;

    private ScriptChecks() {}

    /**
     * Checks these statements.
     *
     * @throws IllegalStateException if a label is missing or placed twice, an initrd is awaited that nothing loads, a
     *     loop counts in the setting of the loop around it, or only some menus have names
     */
    static ScriptChecks of(List<Statement> statements) {
        ScriptChecks checks = new ScriptChecks();
        checks.visit(statements);
        for (Command command : checks.commands) {
            checks.checkTargets("`" + command.text() + "`", command.targets());
        }
        for (MenuNode menu : checks.menus) {
            checks.checkTargets("menu " + Characters.quote(menu.title().toString()), menu.labels());
        }
        checks.checkNames();
        if (!checks.raw) {
            checks.checkImages();
        }
        return checks;
    }

    /** The names of all labels that are placed. */
    Set<String> placedLabels() {
        return placed;
    }

    /** Whether no line is {@code raw}. */
    boolean isChecked() {
        return !raw;
    }

    private void visit(List<Statement> statements) {
        statements.forEach(this::visit);
    }

    private void visit(Statement statement) {
        if (statement instanceof Statement.Do command) {
            commands.add(command.command());
        } else if (statement instanceof Statement.Try attempt) {
            commands.addAll(attempt.commands());
            visit(attempt.otherwise());
        } else if (statement instanceof Statement.Attempt attempt) {
            visit(attempt.body());
            visit(attempt.otherwise());
        } else if (statement instanceof Statement.Branch branch) {
            visit(branch.then());
            visit(branch.otherwise());
        } else if (statement instanceof Statement.While loop) {
            visit(loop.body());
        } else if (statement instanceof Statement.EachInterface loop) {
            visit(loop);
        } else if (statement instanceof Statement.Choice choice) {
            choice.cases().forEach(one -> visit(one.block()));
            visit(choice.otherwise());
        } else if (statement instanceof Statement.MenuTree menu) {
            named |= menu.root().name().isPresent();
            unnamed |= menu.root().name().isEmpty();
            visit(menu.root());
            visit(menu.otherwise());
        } else if (statement instanceof Statement.Place place) {
            place(place.label().name());
        } else if (statement instanceof Statement.Raw lines) {
            raw = true;
            labelsOf(lines.lines(), this::place);
        }
    }

    private void visit(Statement.EachInterface loop) {
        if (!openCounters.add(loop.counter())) {
            throw new IllegalStateException("forEachInterface: the loop around it counts in "
                    + loop.counter().path() + " too (expected: another counter)");
        }
        visit(loop.body());
        openCounters.remove(loop.counter());
    }

    private void visit(MenuNode menu) {
        menus.add(menu);
        for (MenuNode.Entry entry : menu.entries()) {
            if (entry.target() instanceof MenuNode.Target.Run run) {
                visit(run.block());
            } else if (entry.target() instanceof MenuNode.Target.Sub sub) {
                named |= sub.menu().name().isPresent();
                visit(sub.menu());
            }
        }
    }

    /** iPXE takes a line that starts with a colon for a label, blanks before it or not. */
    private static void labelsOf(String lines, Consumer<String> place) {
        lines.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(":"))
                .map(line -> line.substring(1).split("\\s", 2)[0])
                .forEach(place);
    }

    private void place(String label) {
        if (!placed.add(label)) {
            throw new IllegalStateException(
                    "label " + label + ": placed twice (expected: once, iPXE never reaches the second place)");
        }
    }

    private void checkTargets(String what, List<Label> targets) {
        for (Label target : targets) {
            if (!placed.contains(target.name())) {
                throw new IllegalStateException(
                        what + ": no line has the label " + target + " (expected: label(...) somewhere in the script)");
            }
        }
    }

    private void checkNames() {
        for (Command command : commands) {
            if (command.name().equals("menu") || command.name().equals("form")) {
                boolean hasName = command.options().contains("name");
                named |= hasName;
                unnamed |= !hasName;
            }
        }
        if (named && unnamed) {
            throw new IllegalStateException("menu: some menus and forms have names and some have none (expected: all or"
                    + " none, iPXE crashes when both are open)");
        }
    }

    private void checkImages() {
        Set<Text> provided = new HashSet<>();
        commands.forEach(command -> provided.addAll(command.provided()));
        for (Command command : commands) {
            for (Text name : command.awaited()) {
                if (!provided.contains(name)) {
                    throw new IllegalStateException("`" + command.text() + "`: nothing loads the initrd " + name
                            + " (expected: an initrd(...) line with the same Initrd)");
                }
            }
        }
    }
}
