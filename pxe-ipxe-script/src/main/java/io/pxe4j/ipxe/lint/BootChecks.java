package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX026;
import static io.pxe4j.ipxe.lint.LintRule.IPX027;
import static io.pxe4j.ipxe.lint.LintRule.IPX073;

import io.pxe4j.ipxe.syntax.Operator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code boot}, and what it is given. */
final class BootChecks implements Check {
    private static final int LONGEST_COMMAND_LINE = 2047;

    @Override
    public void check(Script script, Report report) {
        Tracking loaded = Images.loaded(script);
        boolean[] reachable = script.flow().reachable();
        for (Step step : script.steps()) {
            if (Images.isBareBoot(step) && reachable[step.index()] && !isSelected(script, loaded.before(step))) {
                report.add(
                        IPX026,
                        step.span(),
                        step.name() + ": nothing is selected, so that it does nothing and succeeds (expected: a kernel"
                                + " before it)");
                fallback(script, step, report);
            }
            commandLine(step, report);
        }
    }

    /** Whether a kernel was selected, or another script had the chance to. */
    private static boolean isSelected(Script script, Few loaded) {
        return loaded.isMany()
                || Arrays.stream(loaded.members()).mapToObj(script.steps()::get).anyMatch(step -> !step.is("imgfetch"));
    }

    private static void fallback(Script script, Step boot, Report report) {
        List<Step> steps = script.lineOf(boot).steps();
        int next = steps.indexOf(boot) + 1;
        if (next < steps.size()
                && !steps.get(next).isEmpty()
                && steps.get(next).operator().equals(Optional.of(Operator.OR))) {
            report.add(
                    IPX027,
                    steps.get(next).span(),
                    steps.get(next) + ": never runs, the " + boot.name()
                            + " before it succeeds (expected: a kernel before that)");
        }
    }

    private static void commandLine(Step step, Report report) {
        boolean kernel = Images.isKernel(step)
                || step.is("imgexec") && step.positionals().size() > 1
                || step.is("imgargs") && step.positionals().size() > 1;
        if (!kernel) {
            return;
        }
        String arguments =
                Words.joined(step.positionals().subList(1, step.positionals().size()));
        int length = arguments.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_COMMAND_LINE) {
            report.add(
                    IPX073,
                    step.span(),
                    "command line: " + length + " bytes (expected: at most " + LONGEST_COMMAND_LINE + ")");
        }
    }
}
