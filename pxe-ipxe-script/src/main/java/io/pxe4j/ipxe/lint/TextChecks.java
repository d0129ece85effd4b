package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX041;
import static io.pxe4j.ipxe.lint.LintRule.IPX042;
import static io.pxe4j.ipxe.lint.LintRule.IPX044;

import io.pxe4j.ipxe.syntax.SourceWord;
import io.pxe4j.ipxe.syntax.Span;
import java.util.List;
import java.util.Optional;

/** Text that comes out in another way than it is written. */
final class TextChecks implements Check {
    private static final List<String> ESCAPES = List.of("\\e[", "\\033[", "\\x1b[", "\\x1B[", "\\u001b[");
    private static final List<String> ENDINGS = List.of("\\n", "\\t", "\\r");

    @Override
    public void check(Script script, Report report) {
        byte[] source = script.source().toBytes();
        for (Step step : script.steps()) {
            if (step.shows()) {
                blanks(source, step, report);
            }
            for (SourceWord word : step.source().words()) {
                escapes(step, word, report);
            }
        }
    }

    private static void blanks(byte[] source, Step step, Report report) {
        boolean named = step.is("item") && Menus.isNamedItem(step);
        List<SourceWord> words = step.positionals();
        int first = named ? 1 : 0;
        if (words.size() <= first) {
            return;
        }
        Optional<Span> gap = Optional.empty();
        if (step.is("echo")) {
            List<SourceWord> all = step.source().words();
            gap = gap(source, all.get(all.size() - words.size() - 1), words.get(0));
        }
        for (int i = first + 1; i < words.size() && gap.isEmpty(); i++) {
            gap = gap(source, words.get(i - 1), words.get(i));
        }
        if (gap.isEmpty() && step.arguments().option("n").isPresent()) {
            gap = trailing(source, words.get(words.size() - 1).span().end());
        }
        gap.ifPresent(span -> report.add(
                IPX041,
                span,
                "blanks in " + step.name() + ": iPXE drops all but those between words"
                        + " (expected: ${} for each more)"));
    }

    private static Optional<Span> gap(byte[] source, SourceWord before, SourceWord after) {
        int start = before.span().end();
        int end = after.span().start();
        for (int i = start; i < end; i++) {
            if (source[i] == '\\' || source[i] == '\n') {
                return Optional.empty();
            }
        }
        return end - start > 1 ? Optional.of(new Span(start, end)) : Optional.empty();
    }

    private static Optional<Span> trailing(byte[] source, int start) {
        int end = start;
        while (end < source.length && (source[end] == ' ' || source[end] == '\t')) {
            end++;
        }
        boolean lineEnds = end == source.length || source[end] == '\n' || source[end] == '\r';
        return end - start > (lineEnds ? 0 : 1) ? Optional.of(new Span(start, end)) : Optional.empty();
    }

    private static void escapes(Step step, SourceWord word, Report report) {
        String text = word.text();
        int dollar = text.indexOf("${");
        if (dollar > 0 && text.indexOf('}', dollar) > 0) {
            char before = text.charAt(dollar - 1);
            // In a path of UEFI, a backslash before a setting is a separator.
            boolean escaped = before == '\\' && (dollar == 1 || text.charAt(dollar - 2) == '\\') && step.shows();
            if (escaped || before == '$' && dollar == 1) {
                report.add(
                        IPX042,
                        escaped ? IPX042.severity() : Severity.WARNING,
                        word.span(),
                        Words.quoted(text)
                                + ": is expanded all the same (expected: no ${ in text; there is no escape)");
                return;
            }
        }
        boolean quote = text.contains("\\\"") || text.contains("\\'");
        boolean control = step.shows()
                && (ESCAPES.stream().anyMatch(text::contains)
                        || ENDINGS.stream().anyMatch(ending -> text.endsWith(ending) && !isPath(text)));
        if (quote || control) {
            report.add(
                    IPX044,
                    word.span(),
                    Words.quoted(text) + ": the backslash stays (expected: the character itself, or a setting:"
                            + " set esc:hex 1b, then ${esc:string})");
        }
    }

    private static boolean isPath(String text) {
        return text.indexOf('\\') != text.lastIndexOf('\\') && text.matches("[A-Za-z]?:?\\\\.*");
    }
}
