package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX013;
import static io.pxe4j.ipxe.lint.LintRule.IPX095;
import static io.pxe4j.ipxe.lint.LintRule.IPX096;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/** What cannot be reached, and what is reached too often. */
final class PathChecks implements Check {
    /** Commands that take their time, wait for somebody, or count. */
    private static final Set<String> PAUSING = Set.of(
            "sleep",
            "prompt",
            "choose",
            "read",
            "present",
            "login",
            "shell",
            "config",
            "inc",
            "ifconf",
            "dhcp",
            "iflinkwait",
            "pciscan",
            "usbscan",
            "reboot",
            "poweroff",
            "exit");

    private static final Set<String> ENDING = Set.of("reboot", "poweroff");

    @Override
    public void check(Script script, Report report) {
        deadLines(script, report);
        restarts(script, report);
        storms(script, report);
    }

    private static void deadLines(Script script, Report report) {
        boolean[] reachable = script.flow().reachable();
        boolean before = true;
        for (Script.Code line : script.lines()) {
            boolean runs = reachable[line.first().index()];
            // What stands behind a label is the label's business: it is dead because nothing names it.
            if (!runs && before && line.label().isEmpty()) {
                report.add(
                        IPX013,
                        line.first().span(),
                        line.first() + ": nothing leads here (expected: a label before it, or a way past the line"
                                + " above)");
            }
            before = runs;
        }
    }

    private static void restarts(Script script, Report report) {
        if (script.steps().stream().noneMatch(step -> step.is("choose"))) {
            return;
        }
        Flow flow = script.flow();
        int[] failures = script.steps().stream()
                .filter(step -> Outcomes.isFallible(step) || step.is("choose"))
                .mapToInt(step -> flow.afterFailure(step.index()))
                .toArray();
        boolean[] unpaused = flow.reachable(
                failures,
                node -> flow.isMeeting(node) || !script.steps().get(node).isAny(PAUSING));
        for (Step step : script.steps()) {
            if (step.isAny(ENDING) && unpaused[step.index()]) {
                report.add(
                        IPX095,
                        step.span(),
                        step.name() + ": a failure leads here without a pause (expected: a prompt or sleep before it)");
            }
        }
    }

    private static void storms(Script script, Report report) {
        Flow flow = script.flow();
        // A computed jump may lead anywhere, and a script that was chained and returns has done something meanwhile.
        for (int[] loop : flow.loops(
                node -> !flow.isMeeting(node) && !script.steps().get(node).isAny(PAUSING),
                node -> !script.steps().get(node).is("imgexec"))) {
            IntStream requests = Arrays.stream(loop)
                    .filter(node -> Images.fetches(script.steps().get(node))
                            && !script.steps().get(node).positionals().isEmpty());
            requests.min()
                    .ifPresent(
                            node -> report.add(
                                    IPX096,
                                    script.steps().get(node).span(),
                                    script.steps().get(node).name()
                                            + ": is tried again and again without a pause (expected: a sleep or a count in the loop)"));
        }
    }
}
