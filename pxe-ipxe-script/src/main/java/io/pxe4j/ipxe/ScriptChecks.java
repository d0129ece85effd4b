package io.pxe4j.ipxe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What only the whole script can tell: whether every jump has its place, and every image that is awaited is loaded. */
final class ScriptChecks {
    private final List<Command> commands = new ArrayList<>();
    private final Set<String> placed = new LinkedHashSet<>();
    private boolean raw;

    private ScriptChecks() {}

    /**
     * Checks these statements.
     *
     * @throws IllegalStateException if a label is missing or placed twice, or an initrd is awaited that nothing loads
     */
    static ScriptChecks of(List<Statement> statements) {
        ScriptChecks checks = new ScriptChecks();
        statements.forEach(checks::visit);
        checks.commands.forEach(checks::checkTargets);
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

    private void visit(Statement statement) {
        if (statement instanceof Statement.Do command) {
            commands.add(command.command());
        } else if (statement instanceof Statement.Try attempt) {
            commands.addAll(attempt.commands());
            attempt.otherwise().forEach(this::visit);
        } else if (statement instanceof Statement.Branch branch) {
            branch.then().forEach(this::visit);
            branch.otherwise().forEach(this::visit);
        } else if (statement instanceof Statement.Place place) {
            place(place.label().name());
        } else if (statement instanceof Statement.Raw lines) {
            raw = true;
            labelsOf(lines.lines(), this::place);
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

    private void checkTargets(Command command) {
        for (Label target : command.targets()) {
            if (!placed.contains(target.name())) {
                throw new IllegalStateException("`" + command.text() + "`: no line has the label " + target
                        + " (expected: label(...) somewhere in the script)");
            }
        }
    }

    private void checkImages() {
        List<Text> provided = commands.stream()
                .flatMap(command -> command.provided().stream())
                .toList();
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
