package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX040;

import io.pxe4j.ipxe.language.ArgumentKind;
import io.pxe4j.ipxe.syntax.SourceWord;
import io.pxe4j.ipxe.syntax.Span;
import io.pxe4j.ipxe.syntax.TextEdit;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Quotes that were meant to keep words together. Inside a kernel's command line they are the kernel's business. */
final class QuoteChecks implements Check {
    @Override
    public void check(Script script, Report report) {
        for (Step step : script.steps()) {
            if (step.spec().isEmpty()) {
                continue;
            }
            for (Arguments.UsedOption option : step.arguments().options()) {
                option.value()
                        .filter(value -> isQuoted(value.text()) || opens(value.text()))
                        .ifPresent(value -> report.add(IPX040, value.word().span(), message(value.text())));
            }
            if (step.shows()) {
                text(step, Severity.WARNING, step.is("item") && Menus.isNamedItem(step) ? 1 : 0, report);
            } else if (step.takesText()) {
                text(step, Severity.ERROR, 1, report);
            } else if (step.is("iseq")) {
                comparison(step, report);
            } else {
                arguments(step, report);
            }
        }
    }

    private static void text(Step step, Severity severity, int from, Report report) {
        if (step.positionals().size() <= from) {
            return;
        }
        List<SourceWord> words =
                step.positionals().subList(from, step.positionals().size());
        String first = words.get(0).text();
        String last = words.get(words.size() - 1).text();
        boolean around = isQuoteMark(first.charAt(0))
                && last.charAt(last.length() - 1) == first.charAt(0)
                && (words.size() > 1 || first.length() > 1);
        // "a" or "b" begins and ends with quotes that do not belong together.
        boolean together = around
                && words.stream()
                                .mapToLong(word -> word.text()
                                        .chars()
                                        .filter(c -> c == first.charAt(0))
                                        .count())
                                .sum()
                        == 2;
        if (together) {
            Span span = new Span(
                    words.get(0).span().start(),
                    words.get(words.size() - 1).span().end());
            report.add(IPX040, severity, span, "quotes around the text: they are part of it (expected: none)");
        }
    }

    /** Quotes on both sides compare as well as none, and keep a hyphen from being an option. */
    private static void comparison(Step step, Report report) {
        if (step.positionals().size() == 2
                && isQuoted(step.positionals().get(0).text())
                && isQuoted(step.positionals().get(1).text())) {
            return;
        }
        arguments(step, report);
    }

    private static void arguments(Step step, Report report) {
        for (int i = 0; i < step.positionals().size(); i++) {
            boolean text = step.spec()
                    .orElseThrow()
                    .argument(i)
                    .filter(spec -> spec.kind() == ArgumentKind.TEXT)
                    .isPresent();
            SourceWord word = step.positionals().get(i);
            if (text || step.is("time") || step.is("help")) {
                return;
            }
            if (isQuoted(word.text())) {
                report.add(IPX040, IPX040.severity(), word.span(), message(word.text()), unquoted(word));
            } else if (opens(word.text())) {
                report.add(IPX040, word.span(), message(word.text()));
            }
        }
    }

    private static List<TextEdit> unquoted(SourceWord word) {
        String text = word.text();
        String inner = text.substring(1, text.length() - 1);
        boolean safe = !inner.isEmpty()
                && !inner.startsWith("-")
                && inner.chars().noneMatch(QuoteChecks::isQuoteMark)
                && word.span().length() == text.getBytes(StandardCharsets.UTF_8).length;
        return safe ? List.of(new TextEdit(word.span(), inner)) : List.of();
    }

    private static boolean isQuoted(String text) {
        return text.length() > 1 && opens(text) && text.charAt(text.length() - 1) == text.charAt(0);
    }

    private static boolean opens(String text) {
        return text.length() > 1 && isQuoteMark(text.charAt(0));
    }

    private static boolean isQuoteMark(int c) {
        return c == '"' || c == '\'';
    }

    private static String message(String text) {
        return Words.quoted(text) + ": the quote is part of the word (expected: no quotes)";
    }
}
