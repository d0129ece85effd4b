package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX097;
import static io.pxe4j.ipxe.lint.LintRule.IPX098;

import java.util.Optional;
import java.util.Set;

/** What waits for somebody where nobody is. */
final class UnattendedChecks implements Check {
    private static final Set<String> CONSOLES = Set.of("shell", "config");
    private static final Set<String> QUESTIONS = Set.of("prompt", "choose", "read", "login", "present");

    @Override
    public void check(Script script, Report report) {
        if (!script.isUnattended()) {
            return;
        }
        boolean[] reachable = script.flow().reachable();
        for (Step step : script.steps()) {
            if (!reachable[step.index()]) {
                continue;
            }
            if (step.isAny(CONSOLES)) {
                report.add(
                        IPX097,
                        step.span(),
                        step.name() + ": waits for somebody (expected: reboot, exit or another way out)");
            } else if (step.isAny(QUESTIONS) && !hasTimeout(step)) {
                report.add(
                        IPX098,
                        step.span(),
                        step.name() + ": waits for somebody (expected: --timeout and what to do then)");
            }
        }
    }

    /** 0 waits for ever. */
    private static boolean hasTimeout(Step step) {
        Optional<String> value = step.arguments().value("timeout").map(Arguments.Value::text);
        return value.isPresent() && !value.get().matches("0{1,20}|0[xX]0{1,20}");
    }
}
