package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX024;
import static io.pxe4j.ipxe.lint.LintRule.IPX025;

import io.pxe4j.ipxe.language.Commands;
import io.pxe4j.ipxe.syntax.SourceWord;
import io.pxe4j.ipxe.syntax.TextEdit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Operators that are none. */
final class OperatorChecks implements Check {
    private static final List<String> LONG = List.of("||", "&&");

    @Override
    public void check(Script script, Report report) {
        for (Step step : script.steps()) {
            List<SourceWord> words = step.source().words();
            for (int i = 0; i < words.size(); i++) {
                Optional<String> next =
                        i + 1 < words.size() ? Optional.of(words.get(i + 1).text()) : Optional.empty();
                pipe(step, words.get(i), next, report);
                glued(step, words.get(i), next, report);
            }
        }
    }

    private static void pipe(Step step, SourceWord word, Optional<String> next, Report report) {
        String text = word.text();
        boolean single = text.equals("|") || text.equals("&");
        boolean joined = text.length() > 1
                && (text.endsWith("|") || text.startsWith("|"))
                && !text.contains("||")
                && !text.startsWith("data:");
        if (!single && !joined || step.takesText() && !(single && isCommand(next))) {
            return;
        }
        report.add(
                IPX024,
                word.span(),
                Words.quoted(text) + ": becomes an argument of " + step.name() + " (expected: || or && or ;)");
    }

    private static void glued(Step step, SourceWord word, Optional<String> next, Report report) {
        String text = word.text();
        // ${}|| is how a text says || itself.
        if (text.startsWith("${}")) {
            return;
        }
        for (String operator : LONG) {
            int at = text.indexOf(operator);
            if (at >= 0 && text.length() > 2 && isMeant(step, text, at, operator, next)) {
                report(word, text, at, operator, report);
                return;
            }
        }
        boolean ends = text.length() > 1 && text.endsWith(";");
        boolean meant = ends && (isCommand(next) || next.isEmpty() && takesNoText(step, text))
                || text.startsWith(";") && isCommand(Optional.of(text.substring(1)));
        if (meant) {
            report(word, text, ends ? text.length() - 1 : 0, ";", report);
        }
    }

    private static boolean isMeant(Step step, String text, int at, String operator, Optional<String> next) {
        String before = text.substring(0, at);
        String after = text.substring(at + 2);
        if (after.startsWith(operator.substring(1))) {
            return false;
        }
        if (after.isEmpty()) {
            return next.isEmpty() ? !step.takesText() || operator.equals("||") : isCommand(next);
        }
        return isCommand(Optional.of(after))
                || !step.takesText() && before.isEmpty()
                || Commands.find(before).isPresent() && text.equals(step.name());
    }

    /** Whether a word like {@code x;} at the end can only be meant as an operator. */
    private static boolean takesNoText(Step step, String text) {
        if (step.spec().isEmpty()) {
            return Commands.find(text.substring(0, text.length() - 1)).isPresent();
        }
        return !step.takesText() && !Images.fetches(step) && !step.is("time") && !step.is("help");
    }

    private static boolean isCommand(Optional<String> word) {
        return word.flatMap(Commands::find).isPresent();
    }

    private static void report(SourceWord word, String text, int at, String operator, Report report) {
        // Where a line is continued inside the word, offsets do not count its characters.
        boolean whole = word.span().length() == text.getBytes(StandardCharsets.UTF_8).length;
        String before = text.substring(0, at);
        String after = text.substring(at + operator.length());
        String parted = before + (before.isEmpty() ? "" : " ") + operator + (after.isEmpty() ? "" : " ") + after;
        report.add(
                IPX025,
                IPX025.severity(),
                word.span(),
                Words.quoted(text) + ": " + operator + " is part of the word (expected: blanks around it)",
                whole ? List.of(new TextEdit(word.span(), parted)) : List.of());
    }
}
