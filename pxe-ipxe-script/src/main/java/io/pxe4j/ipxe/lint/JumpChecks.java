package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX014;
import static io.pxe4j.ipxe.lint.LintRule.IPX016;

import io.pxe4j.ipxe.syntax.SourceWord;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Computed jumps, and the menus that decide them. */
final class JumpChecks implements Check {
    @Override
    public void check(Script script, Report report) {
        Set<Integer> reported = new HashSet<>();
        for (Step step : script.steps()) {
            if (!Targets.isComputedGoto(step)) {
                continue;
            }
            Optional<String> setting = Targets.decider(step);
            boolean handled = script.flow().afterFailure(step.index()) != Flow.NONE
                    || hasEmptyFallback(script.lineOf(step), step);
            if (!handled && !leadsSomewhere(script, setting)) {
                report.add(
                        IPX014,
                        step.span(),
                        step + ": a value that is no label ends the script (expected: || and what to do then)");
            }
            setting.ifPresent(name -> items(script, name, handled, reported, report));
        }
    }

    /** <code>goto ${x} ||</code> goes on with the next line, if there is one. */
    private static boolean hasEmptyFallback(Script.Code line, Step step) {
        int at = line.steps().indexOf(step);
        return line.steps().subList(at + 1, line.steps().size()).stream().anyMatch(Step::isEmpty);
    }

    private static boolean leadsSomewhere(Script script, Optional<String> setting) {
        return setting.flatMap(name -> Targets.values(script, name))
                .filter(values -> script.labels().keySet().containsAll(values))
                .isPresent();
    }

    private static void items(Script script, String setting, boolean handled, Set<Integer> reported, Report report) {
        boolean otherUses = script.settings().reads(setting).stream()
                .anyMatch(read -> !read.step().is("goto")
                        && !read.step().is("choose")
                        && !read.step().shows()
                        && !read.step().is("set"));
        for (SettingsInUse.Write write : script.settings().writes(setting)) {
            if (!write.step().is("choose")) {
                continue;
            }
            for (Step menu : script.menus().foundBy(write.step())) {
                for (Step item : script.menus().items(menu)) {
                    boolean dead = Menus.isNamedItem(item)
                            && item.literal(0)
                                    .filter(name -> !script.labels().containsKey(name))
                                    .isPresent();
                    // A fallback may be for the items without labels: then the value is used elsewhere too.
                    if (dead && !(handled && otherUses) && reported.add(item.index())) {
                        report(script, item.positionals().get(0), report);
                    }
                }
            }
        }
    }

    private static void report(Script script, SourceWord name, Report report) {
        Optional<String> near = LabelChecks.near(name.text(), script.labels().keySet());
        report.add(
                IPX016,
                name.span(),
                "item " + name.text() + ": there is no label :" + name.text() + " (expected: "
                        + near.map(label -> "perhaps " + label).orElse("one, or a name that is a label")
                        + ")");
    }
}
