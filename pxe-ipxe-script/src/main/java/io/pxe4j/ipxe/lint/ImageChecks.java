package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX074;
import static io.pxe4j.ipxe.lint.LintRule.IPX075;
import static io.pxe4j.ipxe.lint.LintRule.IPX076;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Images that stay where they are not wanted. */
final class ImageChecks implements Check {
    @Override
    public void check(Script script, Report report) {
        Tracking loaded = Images.loaded(script);
        for (Step step : script.steps()) {
            if (!Images.loads(step)) {
                continue;
            }
            List<Step> before = Arrays.stream(loaded.before(step).members())
                    .filter(other -> other != step.index())
                    .mapToObj(script.steps()::get)
                    .toList();
            if (Images.isKernel(step)) {
                leftovers(step, before, report);
            }
            sameName(step, before, report);
        }
        lastChain(script, report);
    }

    private static void leftovers(Step kernel, List<Step> before, Report report) {
        before.stream()
                .filter(Images::isKernel)
                .filter(other -> !Images.name(other).equals(Images.name(kernel)) || !sameUri(kernel, other))
                .findFirst()
                .ifPresent(other -> report.add(
                        IPX074,
                        kernel.span(),
                        kernel.name() + ": what "
                                + Words.quoted(other.positionals().get(0).text())
                                + " was loaded with may still be there (expected: imgfree before it)"));
    }

    private static void sameName(Step step, List<Step> before, Report report) {
        Optional<String> name = Images.name(step).filter(Words::isLiteral);
        if (name.isEmpty()) {
            return;
        }
        before.stream()
                .filter(other -> other.arguments().option("autofree").isEmpty())
                .filter(other -> Images.name(other).equals(name) && !sameUri(step, other))
                .findFirst()
                .ifPresent(other -> report.add(
                        IPX075,
                        step.span(),
                        step.name() + ": an image " + name.get() + " may be there, from "
                                + Words.quoted(other.positionals().get(0).text())
                                + " (expected: --name, or imgfree before it)"));
    }

    private static boolean sameUri(Step one, Step other) {
        return one.positionals().get(0).text().equals(other.positionals().get(0).text());
    }

    private static void lastChain(Script script, Report report) {
        List<Script.Code> lines = script.lines();
        for (int i = lines.size() - 1; i >= 0; i--) {
            List<Step> commands = lines.get(i).steps().stream()
                    .filter(step -> !step.isEmpty())
                    .toList();
            commands.stream()
                    .filter(step -> step.name().equals("chain"))
                    .filter(step -> step.arguments().option("autofree").isEmpty()
                            && step.arguments().option("replace").isEmpty())
                    .findFirst()
                    .ifPresent(step -> report.add(
                            IPX076,
                            step.span(),
                            "chain: the script ends here and waits in memory (expected: --replace or --autofree)"));
            if (!commands.isEmpty()) {
                return;
            }
        }
    }
}
