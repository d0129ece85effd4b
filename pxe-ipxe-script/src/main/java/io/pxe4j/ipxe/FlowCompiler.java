package io.pxe4j.ipxe;

import io.pxe4j.ipxe.Line.Shape;
import io.pxe4j.ipxe.language.ResultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Turns statements into lines.
 *
 * <p>iPXE runs {@code a && b || c} from left to right with equal rank, and ends the script at a line whose last
 * status is a failure. A block becomes one line where that means the same, and jumps where it does not: {@code c}
 * would also run when {@code b} fails.
 */
final class FlowCompiler {
    private final FlowContext context;
    private final ConditionCompiler conditions;
    private final LoopCompiler loops;
    private final MenuCompiler menus;

    FlowCompiler(FlowContext context) {
        this.context = context;
        this.conditions = new ConditionCompiler(context);
        this.loops = new LoopCompiler(this, context, conditions);
        this.menus = new MenuCompiler(this, context);
    }

    List<Line> compile(List<Statement> statements) {
        List<Line> lines = new ArrayList<>();
        statements.forEach(statement -> compile(statement, lines));
        return lines;
    }

    /** The same, with failures that nobody handles leading to a command. */
    List<Line> compile(List<Statement> statements, String failure) {
        String before = context.failTo(failure);
        List<Line> lines = compile(statements);
        context.failTo(before);
        return lines;
    }

    void compile(Statement statement, List<Line> lines) {
        if (statement instanceof Statement.Do command) {
            lines.add(line(command.command()));
        } else if (statement instanceof Statement.Try attempt) {
            compileTry(attempt, lines);
        } else if (statement instanceof Statement.Branch branch) {
            compileBranch(branch, lines);
        } else if (statement instanceof Statement.Attempt attempt) {
            loops.compile(attempt, lines);
        } else if (statement instanceof Statement.While loop) {
            loops.compile(loop, lines);
        } else if (statement instanceof Statement.EachInterface loop) {
            loops.compile(loop, lines);
        } else if (statement instanceof Statement.Choice choice) {
            loops.compile(choice, lines);
        } else if (statement instanceof Statement.MenuTree menu) {
            menus.compile(menu, lines);
        } else if (statement instanceof Statement.Raw raw) {
            context.mention(raw.lines());
            raw.lines().lines().forEach(line -> lines.add(Line.of(line, Shape.RAW)));
        } else {
            lines.add(other(remark(statement)));
        }
    }

    Line line(Command command) {
        return Line.of(context.text(command), command.kind());
    }

    /** The only command of a block, if it does not come back: what may stand behind any {@code ||}. */
    Optional<String> onlyLeave(List<Statement> block) {
        return block.size() == 1
                        && block.get(0) instanceof Statement.Do only
                        && only.command().kind() == ResultKind.NO_RETURN
                ? Optional.of(context.text(only.command()))
                : Optional.empty();
    }

    static boolean fallsThrough(List<Line> lines) {
        return lines.isEmpty() || lines.get(lines.size() - 1).shape() != Shape.NO_RETURN;
    }

    static Line other(String text) {
        return Line.of(text, Shape.OTHER);
    }

    static Line place(String label) {
        return other(":" + label);
    }

    Line jump(String label) {
        return Line.of(context.jump(label), Shape.NO_RETURN);
    }

    private static String remark(Statement statement) {
        if (statement instanceof Statement.Place place) {
            return ":" + place.label();
        }
        return statement instanceof Statement.Comment comment ? ("# " + comment.text()).stripTrailing() : "";
    }

    private void compileTry(Statement.Try attempt, List<Line> lines) {
        List<Command> commands = attempt.commands();
        boolean single = commands.size() == 1;
        String head = joined(commands);
        if (attempt.endsScript()) {
            @Nullable String failure = context.failure();
            String line = failure == null ? head : head + " || " + failure;
            lines.add(Line.of(line, single ? Shape.ALTERNATIVES : Shape.OTHER));
            return;
        }
        List<Line> otherwise = compile(attempt.otherwise());
        if (otherwise.isEmpty()) {
            lines.add(Line.of(head + " ||", single ? Shape.IGNORED : Shape.OTHER));
        } else if (fitsBehindOr(otherwise)) {
            lines.add(Line.of(head + " || " + otherwise.get(0).text(), single ? Shape.ALTERNATIVES : Shape.OTHER));
        } else if (commands.get(commands.size() - 1).kind() == ResultKind.NO_RETURN) {
            lines.add(other(head + " ||"));
            lines.addAll(otherwise);
        } else {
            String done = context.newLabel("done", context.nextBlock());
            lines.add(other(head + " && " + context.jump(done) + " ||"));
            lines.addAll(otherwise);
            lines.add(place(done));
        }
    }

    /** Commands of which each runs if the one before succeeded. */
    String joined(List<Command> commands) {
        StringJoiner joined = new StringJoiner(" && ");
        commands.forEach(command -> joined.add(context.text(command)));
        return joined.toString();
    }

    private void compileBranch(Statement.Branch branch, List<Line> lines) {
        List<Line> then = compile(branch.then());
        List<Line> otherwise = compile(branch.otherwise());
        Optional<Line> oneLine =
                conditions.flat(branch.condition()).flatMap(condition -> oneLine(condition, then, otherwise));
        if (oneLine.isPresent()) {
            lines.add(oneLine.get());
        } else if (then.isEmpty()) {
            jumpOver(branch.condition().not(), otherwise, lines);
        } else if (otherwise.isEmpty()) {
            jumpOver(branch.condition(), then, lines);
        } else {
            int block = context.nextBlock();
            String elseLabel = context.newLabel("else", block);
            conditions.jumpUnless(branch.condition(), elseLabel, lines);
            lines.addAll(then);
            boolean fallsThrough = fallsThrough(then);
            String end = context.newLabel("end", block);
            if (fallsThrough) {
                lines.add(jump(end));
            }
            lines.add(place(elseLabel));
            lines.addAll(otherwise);
            if (fallsThrough) {
                lines.add(place(end));
            }
        }
    }

    private static Optional<Line> oneLine(String condition, List<Line> then, List<Line> otherwise) {
        if (then.isEmpty()) {
            if (otherwise.isEmpty()) {
                return Optional.of(other(condition + " ||"));
            }
            return fitsBehindOr(otherwise)
                    ? Optional.of(other(condition + " || " + otherwise.get(0).text()))
                    : Optional.empty();
        }
        if (then.size() > 1) {
            return Optional.empty();
        }
        Line action = then.get(0);
        if (otherwise.isEmpty() && action.cannotFail()) {
            return Optional.of(other(condition + " && " + action.text() + " ||"));
        }
        if (otherwise.isEmpty() && action.shape() == Shape.IGNORED) {
            return Optional.of(other(condition + " && " + action.text()));
        }
        if (fitsBehindOr(otherwise) && action.cannotFail()) {
            return Optional.of(other(condition + " && " + action.text() + " || "
                    + otherwise.get(0).text()));
        }
        return Optional.empty();
    }

    private static boolean fitsBehindOr(List<Line> lines) {
        return lines.size() == 1 && lines.get(0).fitsBehindOr();
    }

    private void jumpOver(Condition condition, List<Line> block, List<Line> lines) {
        String end = context.newLabel("end", context.nextBlock());
        conditions.jumpUnless(condition, end, lines);
        lines.addAll(block);
        lines.add(place(end));
    }
}
