package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX010;
import static io.pxe4j.ipxe.lint.LintRule.IPX011;
import static io.pxe4j.ipxe.lint.LintRule.IPX012;
import static io.pxe4j.ipxe.lint.LintRule.IPX015;
import static io.pxe4j.ipxe.lint.LintRule.IPX037;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Labels, and the {@code goto}s that name them. */
final class LabelChecks implements Check {
    private static final int MOST_COMPARED = 2000;

    @Override
    public void check(Script script, Report report) {
        missing(script, report);
        boolean computed = script.steps().stream().anyMatch(Targets::isComputedGoto);
        References references = References.of(script);
        Set<Integer> runInto = runInto(script);
        script.labels().forEach((label, lines) -> {
            for (Script.Code line : lines.subList(1, lines.size())) {
                report.add(
                        IPX011,
                        line.labelWord().orElseThrow().span(),
                        "label " + label + ": already in line "
                                + lines.get(0).source().number() + " (expected: each label once)");
            }
            Script.Code line = lines.get(0);
            if (label.isEmpty()) {
                if (computed) {
                    report.add(
                            IPX015,
                            line.labelWord().orElseThrow().span(),
                            "empty label (expected: a name, so that an empty value does not lead here)");
                }
                return;
            }
            if (label.startsWith("-")) {
                report.add(
                        IPX037,
                        line.labelWord().orElseThrow().span(),
                        "label " + label + ": begins with a hyphen (expected: another name, or goto -- " + label + ")");
            }
            if (!references.have(label)) {
                boolean runs = runInto.contains(line.first().index());
                report.add(
                        IPX012,
                        runs ? Severity.INFO : Severity.WARNING,
                        line.labelWord().orElseThrow().span(),
                        "label " + label + ": no goto names it"
                                + (runs ? "" : ", and nothing runs into it (expected: a goto, or no label)"));
            }
        });
    }

    private static void missing(Script script, Report report) {
        for (Step step : script.steps()) {
            Optional<String> target =
                    step.is("goto") && step.positionals().size() == 1 ? step.literal(0) : Optional.empty();
            if (target.isPresent() && !script.labels().containsKey(target.get())) {
                report.add(
                        IPX010,
                        step.positionals().get(0).span(),
                        "label " + Words.quoted(target.get()) + ": is nowhere in the script (expected: "
                                + near(target.get(), script.labels().keySet())
                                        .map(label -> "perhaps " + label)
                                        .orElse("a label that is there")
                                + ")");
            }
        }
    }

    /** The commands that something before them goes on to, without a jump. */
    private static Set<Integer> runInto(Script script) {
        Flow flow = script.flow();
        boolean[] reachable = flow.reachable();
        Set<Integer> targets = new HashSet<>(Set.of(0));
        for (Step step : script.steps()) {
            if (reachable[step.index()]) {
                targets.add(flow.afterSuccess(step.index()));
                targets.add(flow.afterFailure(step.index()));
            }
        }
        return targets;
    }

    /** A name that is almost the same. */
    static Optional<String> near(String name, Collection<String> names) {
        if (names.size() > MOST_COMPARED) {
            return Optional.empty();
        }
        return names.stream().filter(other -> Words.isNear(name, other)).findFirst();
    }

    /**
     * The labels that a {@code goto} can lead to.
     *
     * @param names whole labels
     * @param patterns starts and ends of computed labels
     * @param any whether a {@code goto} can lead anywhere
     */
    private record References(Set<String> names, Set<List<String>> patterns, boolean any) {
        static References of(Script script) {
            Set<String> names = new HashSet<>();
            Set<List<String>> patterns = new HashSet<>();
            boolean any = false;
            for (Step step : script.steps()) {
                if (!step.is("goto") || step.positionals().isEmpty()) {
                    continue;
                }
                String target = step.positionals().get(0).text();
                if (Words.isLiteral(target)) {
                    names.add(target);
                    continue;
                }
                Optional<Set<String>> values =
                        Targets.decider(step).flatMap(setting -> Targets.values(script, setting));
                if (values.isPresent()) {
                    names.addAll(values.get());
                    continue;
                }
                String start = target.substring(0, target.indexOf("${"));
                String end = target.substring(target.lastIndexOf('}') + 1);
                any |= start.isEmpty() && end.isEmpty();
                patterns.add(List.of(start, end));
            }
            return new References(names, patterns, any || patterns.size() > 100);
        }

        boolean have(String label) {
            return any
                    || names.contains(label)
                    || patterns.stream()
                            .anyMatch(pattern -> label.startsWith(pattern.get(0)) && label.endsWith(pattern.get(1)));
        }
    }
}
