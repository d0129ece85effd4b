package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX030;
import static io.pxe4j.ipxe.lint.LintRule.IPX032;
import static io.pxe4j.ipxe.lint.LintRule.IPX033;

import io.pxe4j.ipxe.language.CommandSpec;
import io.pxe4j.ipxe.language.Commands;
import io.pxe4j.ipxe.language.OptionSpec;
import io.pxe4j.ipxe.syntax.SourceWord;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Names of commands, and how many words follow them. */
final class CommandChecks implements Check {
    private static final List<String> NAMES =
            Commands.all().stream().map(CommandSpec::name).toList();
    /** Their words are for an image, in which a hyphen and a letter are nothing special. */
    private static final Set<String> WITH_ARGUMENTS = Set.of("imgfetch", "imgselect", "imgargs");
    /** These read no words, or leave them to another command; shim outside UEFI succeeds whatever they are. */
    private static final Set<String> UNREAD = Set.of("help", "time");

    @Override
    public void check(Script script, Report report) {
        for (Step step : script.steps()) {
            if (step.spec().isEmpty()) {
                unknown(step, report);
            } else if (!step.isAny(UNREAD)) {
                lateOptions(step, step.spec().get(), report);
                count(step, step.spec().get(), report);
            }
        }
    }

    private static void unknown(Step step, Report report) {
        Optional<SourceWord> name = step.source().name();
        boolean glued = step.name().contains("||")
                || step.name().contains("&&")
                || step.name().endsWith(";");
        if (name.isEmpty() || !Words.isLiteral(step.name()) || glued) {
            return;
        }
        String hint = step.name().equals("color")
                ? "perhaps colour"
                : LabelChecks.near(step.name(), NAMES)
                        .map(near -> "perhaps " + near)
                        .orElse("one of iPXE's commands");
        report.add(
                IPX030,
                name.get().span(),
                "command " + Words.quoted(step.name()) + ": unknown to iPXE (expected: " + hint + ")");
    }

    private static void lateOptions(Step step, CommandSpec spec, Report report) {
        List<SourceWord> positionals = step.positionals();
        for (int i = 1; i < positionals.size(); i++) {
            String text = positionals.get(i).text();
            Optional<OptionSpec> option = Optional.empty();
            if (text.startsWith("--")) {
                int equals = text.indexOf('=');
                option = spec.option(text.substring(2, equals < 0 ? text.length() : equals))
                        .filter(found -> found.longName().length() > 1);
            } else if (text.length() == 2
                    && text.charAt(0) == '-'
                    && !step.takesText()
                    && !step.isAny(WITH_ARGUMENTS)) {
                option = spec.option(text.charAt(1));
            }
            if (option.isPresent()) {
                report.add(
                        IPX032,
                        positionals.get(i).span(),
                        Words.quoted(text) + ": stands behind "
                                + Words.quoted(positionals.get(0).text())
                                + " and becomes an argument (expected: before it)");
            }
        }
    }

    private static void count(Step step, CommandSpec spec, Report report) {
        if (step.arguments().asksForHelp()) {
            return;
        }
        int count = step.positionals().size();
        boolean tooFew =
                count < spec.leastArguments() && step.arguments().mistakes().isEmpty();
        if (!tooFew && count <= spec.mostArguments()) {
            return;
        }
        String range = spec.leastArguments() == spec.mostArguments()
                ? String.valueOf(spec.mostArguments())
                : spec.leastArguments() + ".." + spec.mostArguments();
        report.add(
                IPX033,
                tooFew
                        ? step.span()
                        : step.positionals().get(spec.mostArguments()).span(),
                step.name() + ": " + count + (count == 1 ? " argument" : " arguments") + " (expected: " + range + ")");
    }
}
