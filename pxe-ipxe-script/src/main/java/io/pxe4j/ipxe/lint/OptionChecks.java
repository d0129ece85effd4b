package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX031;
import static io.pxe4j.ipxe.lint.LintRule.IPX035;
import static io.pxe4j.ipxe.lint.LintRule.IPX036;
import static io.pxe4j.ipxe.lint.LintRule.IPX037;

import io.pxe4j.ipxe.language.CommandSpec;
import io.pxe4j.ipxe.language.OptionSpec;
import io.pxe4j.ipxe.syntax.SourceWord;
import io.pxe4j.ipxe.syntax.Span;
import io.pxe4j.ipxe.syntax.TextEdit;
import java.util.List;
import java.util.Optional;

/** Options, and what is taken for one. */
final class OptionChecks implements Check {
    @Override
    public void check(Script script, Report report) {
        for (Step step : script.steps()) {
            if (step.spec().isEmpty()) {
                continue;
            }
            for (Arguments.Mistake mistake : step.arguments().mistakes()) {
                report(step, mistake, report);
            }
            dynamic(script, step, report);
            itemName(step, report);
        }
    }

    private static void report(Step step, Arguments.Mistake mistake, Report report) {
        CommandSpec spec = step.spec().orElseThrow();
        Span span = mistake.word().span();
        switch (mistake.kind()) {
            case UNKNOWN ->
                report.add(
                        IPX031,
                        span,
                        step.name() + " " + mistake.text() + ": no such option (expected: "
                                + options(spec, mistake.text()) + ")");
            case MISSING_VALUE ->
                report.add(IPX031, span, step.name() + " " + mistake.text() + ": no value (expected: one behind it)");
            case NEEDLESS_VALUE ->
                report.add(
                        IPX031,
                        span,
                        step.name() + " " + mistake.text() + ": takes no value (expected: the option alone)");
            case HYPHEN_VALUE -> hyphenValue(mistake, report);
            case HYPHEN_ARGUMENT ->
                report.add(
                        IPX036,
                        IPX036.severity(),
                        span,
                        Words.quoted(mistake.text()) + ": is taken for an option (expected: -- before it)",
                        List.of(new TextEdit(new Span(span.start(), span.start()), "-- ")));
        }
    }

    private static void hyphenValue(Arguments.Mistake mistake, Report report) {
        SourceWord value = mistake.value().orElseThrow();
        String joined = mistake.text() + (mistake.text().startsWith("--") ? "=" : "") + value.text();
        Span both = new Span(mistake.word().span().start(), value.span().end());
        // A cluster such as -kt would lose its first letters.
        boolean whole = mistake.word().text().equals(mistake.text());
        report.add(
                IPX035,
                IPX035.severity(),
                both,
                mistake.text() + " " + value.text() + ": the value is taken for an option (expected: " + joined + ")",
                whole ? List.of(new TextEdit(both, joined)) : List.of());
    }

    private static String options(CommandSpec spec, String text) {
        List<String> names =
                spec.options().stream().map(OptionSpec::toString).distinct().toList();
        if (names.isEmpty()) {
            return "none, " + spec.name() + " has no options";
        }
        int equals = text.indexOf('=');
        Optional<String> near = LabelChecks.near(equals < 0 ? text : text.substring(0, equals), names);
        return near.map(name -> "perhaps " + name).orElse("one of " + String.join(" ", names));
    }

    /** A first argument whose value is known to begin with a hyphen. */
    private static void dynamic(Script script, Step step, Report report) {
        if (step.arguments().isClosed() || step.positionals().isEmpty()) {
            return;
        }
        SourceWord first = step.positionals().get(0);
        if (!first.text().startsWith("${")) {
            return;
        }
        boolean hyphen = Targets.soleSetting(first)
                .flatMap(name -> script.settings().values(name))
                .filter(values -> values.stream().anyMatch(value -> value.startsWith("-")))
                .isPresent();
        if (hyphen) {
            Span span = first.span();
            report.add(
                    IPX036,
                    Severity.WARNING,
                    span,
                    first + ": can begin with a hyphen, and is taken for an option then (expected: -- before it)",
                    List.of(new TextEdit(new Span(span.start(), span.start()), "-- ")));
        }
    }

    private static void itemName(Step step, Report report) {
        if (step.is("item")
                && Menus.isNamedItem(step)
                && step.positionals().get(0).text().startsWith("-")) {
            SourceWord name = step.positionals().get(0);
            report.add(IPX037, name.span(), "item " + name.text() + ": begins with a hyphen (expected: another name)");
        }
    }
}
