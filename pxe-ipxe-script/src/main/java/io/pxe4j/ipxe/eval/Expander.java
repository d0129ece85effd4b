package io.pxe4j.ipxe.eval;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.UnaryOperator;

/**
 * Replaces <code>${...}</code> as core/settings.c:expand_settings does: the innermost first, and the value is looked
 * through again.
 *
 * <p>iPXE starts again at the front after each replacement. What stands before one holds no other that is complete,
 * so that going on from there gives the same text, in linear time.
 */
final class Expander {
    /** So many replacements more than braces in the word: only a setting that holds itself gets there. */
    private static final int ENDLESS = 10_000;

    private final UnaryOperator<String> settings;
    private final Budget budget;

    /** What reads settings: name in, value out, empty if there is none. */
    Expander(UnaryOperator<String> settings, Budget budget) {
        this.settings = settings;
        this.budget = budget;
    }

    String expand(String word) {
        if (word.indexOf("${") < 0) {
            return word;
        }
        return new Expansion(word).run();
    }

    private static final class Pending {
        private final String text;
        private int at;

        Pending(String text) {
            this.text = text;
        }
    }

    private final class Expansion {
        private final StringBuilder done = new StringBuilder();
        private final Deque<Pending> input = new ArrayDeque<>();
        private int[] opened = new int[8];
        private int depth;
        private long left;

        Expansion(String word) {
            input.push(new Pending(word));
            left = ENDLESS + (long) word.length();
        }

        String run() {
            while (!input.isEmpty()) {
                Pending next = input.peek();
                if (next.at == next.text.length()) {
                    input.pop();
                } else {
                    take(next.text.charAt(next.at++));
                }
            }
            return done.toString();
        }

        private void take(char c) {
            int before = done.length() - 1;
            done.append(c);
            if (c == '{' && before >= 0 && done.charAt(before) == '$') {
                open(before);
            } else if (c == '}' && depth > 0) {
                replace(opened[--depth]);
            }
        }

        private void open(int at) {
            if (depth == opened.length) {
                opened = Arrays.copyOf(opened, 2 * depth);
            }
            opened[depth++] = at;
        }

        private void replace(int start) {
            String name = done.substring(start + 2, done.length() - 1);
            done.setLength(start);
            String value = settings.apply(name);
            budget.spend(1 + name.length() + value.length());
            if (--left < 0) {
                throw new Stopped(
                        Finding.Kind.ENDLESS_EXPANSION,
                        "${" + name + "} holds itself, and iPXE expands it for ever (expected: a value without it)");
            }
            if (!value.isEmpty()) {
                dropFinished();
                input.push(new Pending(value));
            }
        }

        /** So that a value that ends in another setting does not leave an empty rest behind each time. */
        private void dropFinished() {
            while (!input.isEmpty() && input.peek().at == input.peek().text.length()) {
                input.pop();
            }
        }
    }
}
