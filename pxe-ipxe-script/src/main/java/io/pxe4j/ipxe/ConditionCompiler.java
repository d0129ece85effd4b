package io.pxe4j.ipxe;

import io.pxe4j.ipxe.Line.Shape;
import java.util.List;
import java.util.Optional;

/** Turns conditions into commands on one line, where their order from left to right says the same, or into jumps. */
final class ConditionCompiler {
    private final FlowContext context;

    ConditionCompiler(FlowContext context) {
        this.context = context;
    }

    /** The condition as commands on one line, if there is such a line. */
    Optional<String> flat(Condition condition) {
        if (condition instanceof CommandCondition test) {
            return Optional.of(context.text(test.command()));
        }
        if (condition instanceof Prompt prompt) {
            return Optional.of(context.text(prompt.command()));
        }
        if (condition instanceof Both both && isChain(both.right(), Both.class)) {
            return flat(both.left()).flatMap(left -> flat(both.right()).map(right -> left + " && " + right));
        }
        if (condition instanceof Either either && isChain(either.right(), Either.class)) {
            return flat(either.left()).flatMap(left -> flat(either.right()).map(right -> left + " || " + right));
        }
        return Optional.empty();
    }

    void jumpUnless(Condition condition, String target, List<Line> lines) {
        Optional<String> flat = flat(condition);
        if (flat.isPresent()) {
            lines.add(other(flat.get() + " || " + context.jump(target)));
        } else if (condition instanceof Negation negation) {
            jumpIf(negation.inner(), target, lines);
        } else if (condition instanceof Both both) {
            jumpUnless(both.left(), target, lines);
            jumpUnless(both.right(), target, lines);
        } else if (condition instanceof Either either) {
            String holds = context.newLabel("holds", context.nextBlock());
            jumpIf(either.left(), holds, lines);
            jumpUnless(either.right(), target, lines);
            lines.add(other(":" + holds));
        }
    }

    private void jumpIf(Condition condition, String target, List<Line> lines) {
        Optional<String> flat = flat(condition);
        if (flat.isPresent()) {
            lines.add(other(flat.get() + " && " + context.jump(target) + " ||"));
        } else if (condition instanceof Negation negation) {
            jumpUnless(negation.inner(), target, lines);
        } else if (condition instanceof Either either) {
            jumpIf(either.left(), target, lines);
            jumpIf(either.right(), target, lines);
        } else if (condition instanceof Both both) {
            String fails = context.newLabel("fails", context.nextBlock());
            jumpUnless(both.left(), fails, lines);
            jumpIf(both.right(), target, lines);
            lines.add(other(":" + fails));
        }
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

    private static Line other(String text) {
        return Line.of(text, Shape.OTHER);
    }
}
