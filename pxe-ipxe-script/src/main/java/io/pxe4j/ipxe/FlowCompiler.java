package io.pxe4j.ipxe;

import io.pxe4j.ipxe.Line.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns statements into lines.
 *
 * <p>iPXE runs {@code a && b || c} from left to right with equal rank, and ends the script at a line whose last
 * status is a failure. A block becomes one line where that means the same, and jumps where it does not: {@code c}
 * would also run when {@code b} fails.
 */
final class FlowCompiler {
    private final Set<String> taken;
    private int blocks;

    /** A compiler that makes labels of its own beside these. */
    FlowCompiler(Set<String> taken) {
        this.taken = taken;
    }

    List<Line> compile(List<Statement> statements) {
        List<Line> lines = new ArrayList<>();
        statements.forEach(statement -> compile(statement, lines));
        return lines;
    }

    private void compile(Statement statement, List<Line> lines) {
        if (statement instanceof Statement.Do command) {
            lines.add(Line.of(command.command()));
        } else if (statement instanceof Statement.Try attempt) {
            compileTry(attempt, lines);
        } else if (statement instanceof Statement.Branch branch) {
            compileBranch(branch, lines);
        } else if (statement instanceof Statement.Place place) {
            lines.add(other(":" + place.label()));
        } else if (statement instanceof Statement.Comment comment) {
            lines.add(other(("# " + comment.text()).stripTrailing()));
        } else if (statement instanceof Statement.Raw raw) {
            raw.lines().lines().forEach(line -> lines.add(Line.of(line, Shape.RAW)));
        } else {
            lines.add(other(""));
        }
    }

    private void compileTry(Statement.Try attempt, List<Line> lines) {
        List<Command> commands = attempt.commands();
        boolean single = commands.size() == 1;
        String head = commands.stream().map(Command::text).collect(Collectors.joining(" && "));
        if (attempt.endsScript()) {
            lines.add(Line.of(head, single ? Shape.ALTERNATIVES : Shape.OTHER));
            return;
        }
        List<Line> otherwise = compile(attempt.otherwise());
        if (otherwise.isEmpty()) {
            lines.add(Line.of(head + " ||", single ? Shape.IGNORED : Shape.OTHER));
        } else if (fitsBehindOr(otherwise)) {
            lines.add(Line.of(head + " || " + otherwise.get(0).text(), single ? Shape.ALTERNATIVES : Shape.OTHER));
        } else if (commands.get(commands.size() - 1).kind() == FailureKind.NO_RETURN) {
            lines.add(other(head + " ||"));
            lines.addAll(otherwise);
        } else {
            String done = newLabel("done", ++blocks);
            lines.add(other(head + " && goto " + done + " ||"));
            lines.addAll(otherwise);
            lines.add(other(":" + done));
        }
    }

    private void compileBranch(Statement.Branch branch, List<Line> lines) {
        List<Line> then = compile(branch.then());
        List<Line> otherwise = compile(branch.otherwise());
        Optional<Line> oneLine = flat(branch.condition()).flatMap(condition -> oneLine(condition, then, otherwise));
        if (oneLine.isPresent()) {
            lines.add(oneLine.get());
        } else if (then.isEmpty()) {
            jumpOver(branch.condition().not(), otherwise, lines);
        } else if (otherwise.isEmpty()) {
            jumpOver(branch.condition(), then, lines);
        } else {
            int block = ++blocks;
            String elseLabel = newLabel("else", block);
            jumpUnless(branch.condition(), elseLabel, lines);
            lines.addAll(then);
            boolean fallsThrough = then.get(then.size() - 1).shape() != Shape.NO_RETURN;
            String end = newLabel("end", block);
            if (fallsThrough) {
                lines.add(other("goto " + end));
            }
            lines.add(other(":" + elseLabel));
            lines.addAll(otherwise);
            if (fallsThrough) {
                lines.add(other(":" + end));
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
        String end = newLabel("end", ++blocks);
        jumpUnless(condition, end, lines);
        lines.addAll(block);
        lines.add(other(":" + end));
    }

    private void jumpUnless(Condition condition, String target, List<Line> lines) {
        Optional<String> flat = flat(condition);
        if (flat.isPresent()) {
            lines.add(other(flat.get() + " || goto " + target));
        } else if (condition instanceof Negation negation) {
            jumpIf(negation.inner(), target, lines);
        } else if (condition instanceof Both both) {
            jumpUnless(both.left(), target, lines);
            jumpUnless(both.right(), target, lines);
        } else if (condition instanceof Either either) {
            String holds = newLabel("holds", ++blocks);
            jumpIf(either.left(), holds, lines);
            jumpUnless(either.right(), target, lines);
            lines.add(other(":" + holds));
        }
    }

    private void jumpIf(Condition condition, String target, List<Line> lines) {
        Optional<String> flat = flat(condition);
        if (flat.isPresent()) {
            lines.add(other(flat.get() + " && goto " + target + " ||"));
        } else if (condition instanceof Negation negation) {
            jumpUnless(negation.inner(), target, lines);
        } else if (condition instanceof Either either) {
            jumpIf(either.left(), target, lines);
            jumpIf(either.right(), target, lines);
        } else if (condition instanceof Both both) {
            String fails = newLabel("fails", ++blocks);
            jumpUnless(both.left(), fails, lines);
            jumpIf(both.right(), target, lines);
            lines.add(other(":" + fails));
        }
    }

    /** The condition as commands on one line, if their order from left to right says the same. */
    private static Optional<String> flat(Condition condition) {
        if (condition instanceof CommandCondition test) {
            return Optional.of(test.command().text());
        }
        if (condition instanceof Prompt prompt) {
            return Optional.of(prompt.command().text());
        }
        if (condition instanceof Both both && isChain(both.right(), Both.class)) {
            return flat(both.left()).flatMap(left -> flat(both.right()).map(right -> left + " && " + right));
        }
        if (condition instanceof Either either && isChain(either.right(), Either.class)) {
            return flat(either.left()).flatMap(left -> flat(either.right()).map(right -> left + " || " + right));
        }
        return Optional.empty();
    }

    private static boolean isChain(Condition condition, Class<?> operator) {
        if (condition instanceof CommandCondition || condition instanceof Prompt) {
            return true;
        }
        if (!operator.isInstance(condition)) {
            return false;
        }
        return condition instanceof Both both
                ? isChain(both.left(), operator) && isChain(both.right(), operator)
                : condition instanceof Either either
                        && isChain(either.left(), operator)
                        && isChain(either.right(), operator);
    }

    private String newLabel(String word, int block) {
        String name = word + "_" + block;
        while (!taken.add(name)) {
            name += "_";
        }
        return name;
    }

    private static Line other(String text) {
        return Line.of(text, Shape.OTHER);
    }
}
