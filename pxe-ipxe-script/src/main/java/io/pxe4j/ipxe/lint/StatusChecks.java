package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX020;
import static io.pxe4j.ipxe.lint.LintRule.IPX021;
import static io.pxe4j.ipxe.lint.LintRule.IPX022;
import static io.pxe4j.ipxe.lint.LintRule.IPX023;
import static io.pxe4j.ipxe.lint.LintRule.IPX054;

import io.pxe4j.ipxe.language.ResultKind;
import io.pxe4j.ipxe.syntax.Operator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The last status of a line, which decides whether the script goes on (image/script.c). */
final class StatusChecks implements Check {
    @Override
    public void check(Script script, Report report) {
        for (Script.Code line : script.lines()) {
            boolean last = script.isLast(line);
            unhandled(line, last, report);
            traps(line, report);
            if (last) {
                break;
            }
        }
    }

    private static void unhandled(Script.Code line, boolean last, Report report) {
        Set<LintRule> reported = EnumSet.noneOf(LintRule.class);
        List<Step> steps = line.steps();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            boolean fails = Outcomes.isCondition(step) || Outcomes.isFallible(step);
            if (!fails || isCaught(steps, i)) {
                continue;
            }
            boolean chained = i + 1 < steps.size();
            LintRule rule = rule(steps, i, chained);
            if (last && (rule == IPX022 || rule == IPX054)) {
                continue;
            }
            if (reported.add(rule)) {
                report.add(rule, last ? Severity.WARNING : rule.severity(), step.span(), message(rule, step));
            }
        }
    }

    /** Whether something on the line runs when the command fails. */
    private static boolean isCaught(List<Step> steps, int at) {
        return steps.subList(at + 1, steps.size()).stream()
                .anyMatch(later ->
                        later.operator().filter(op -> op != Operator.AND).isPresent());
    }

    private static LintRule rule(List<Step> steps, int at, boolean chained) {
        Step step = steps.get(at);
        if (step.is("choose")) {
            return IPX054;
        }
        if (Outcomes.isCondition(step)) {
            return chained ? IPX020 : at == 0 ? IPX021 : IPX022;
        }
        // Behind a jump that only success makes, the next line is for failure, which never comes there.
        boolean leaves = steps.subList(at + 1, steps.size()).stream()
                .anyMatch(
                        later -> later.spec().isPresent() && later.spec().get().result() == ResultKind.NO_RETURN);
        return leaves ? IPX020 : IPX022;
    }

    private static String message(LintRule rule, Step step) {
        String what = Words.quoted(step.toString());
        return switch (rule) {
            case IPX020 -> what + ": when it fails, the script ends (expected: || at the end of the line)";
            case IPX021 -> what + ": when the answer is no, the script ends (expected: && or || behind it)";
            case IPX054 -> what + ": Escape ends the script (expected: || and what to do then)";
            default -> what + ": when it fails, the script ends (expected: || and what to do then)";
        };
    }

    private static void traps(Script.Code line, Report report) {
        List<Step> steps = line.steps();
        for (int i = 0; i + 2 < steps.size(); i++) {
            Step condition = steps.get(i);
            Step then = steps.get(i + 1);
            Step otherwise = steps.get(i + 2);
            boolean isTrap = Outcomes.isCondition(condition)
                    && isDecision(condition)
                    && then.operator().equals(Optional.of(Operator.AND))
                    && (Outcomes.isFallible(then) || Outcomes.isCondition(then) && !isDecision(then))
                    && otherwise.operator().equals(Optional.of(Operator.OR))
                    && !otherwise.isEmpty();
            if (isTrap) {
                report.add(
                        IPX023,
                        otherwise.span(),
                        Words.quoted(otherwise.toString()) + ": runs when " + Words.quoted(condition.toString())
                                + " says no, and when " + Words.quoted(then.toString())
                                + " fails (expected: a goto for each)");
            }
        }
    }

    private static boolean isDecision(Step step) {
        return step.is("iseq") || step.is("isset") || step.is("cpuid");
    }
}
