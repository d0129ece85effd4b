package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX070;
import static io.pxe4j.ipxe.lint.LintRule.IPX071;
import static io.pxe4j.ipxe.lint.LintRule.IPX072;

import io.pxe4j.ipxe.syntax.SourceWord;
import io.pxe4j.ipxe.syntax.Span;
import io.pxe4j.ipxe.syntax.TextEdit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Kernels and their initrds, which on UEFI find each other by name. */
final class InitrdChecks implements Check {
    private static final String ARGUMENT = "initrd=";
    /** These take what is loaded with them in their own way. */
    private static final List<String> OTHERS = List.of("wimboot", "memdisk", "xen", "mboot", "multiboot", ".c32");

    @Override
    public void check(Script script, Report report) {
        boolean efi = script.profile().map(profile -> profile.target().isEfi()).orElse(true);
        if (efi) {
            missing(script, report);
            unknown(script, report);
        }
        extraWords(script, report);
    }

    private static void missing(Script script, Report report) {
        boolean givenElsewhere = script.steps().stream().anyMatch(step -> step.is("imgargs"));
        if (givenElsewhere) {
            return;
        }
        Tracking together =
                Tracking.through(script, (step, before, succeeded) -> after(script, step, before, succeeded));
        Few[] initrds = new Few[script.steps().size()];
        for (Step step : script.steps()) {
            Few before = together.before(step);
            for (int other : before.members()) {
                boolean pair = Images.isInitrd(step) && isKernel(script.steps().get(other));
                boolean earlier = isKernel(step)
                        && Images.isInitrd(script.steps().get(other))
                        && Arrays.stream(before.members())
                                .noneMatch(member -> isKernel(script.steps().get(member)));
                int kernel = pair ? other : earlier ? step.index() : -1;
                if (kernel >= 0) {
                    Few known = initrds[kernel] == null ? Few.NONE : initrds[kernel];
                    initrds[kernel] = known.with(pair ? step.index() : other);
                }
            }
        }
        for (Step step : script.steps()) {
            Few own = initrds[step.index()];
            if (own != null && !isOther(step) && !mayHaveArgument(script, step)) {
                report(script, step, own, report);
            }
        }
    }

    /** A kernel of its own: {@code kernel}, or {@code boot} with a URI and arguments. */
    private static boolean isKernel(Step step) {
        return Images.isKernel(step)
                || step.name().equals("boot") && !step.positionals().isEmpty();
    }

    private static Few after(Script script, Step step, Few before, boolean succeeded) {
        // What was loaded on another way through a menu is left over, and not meant for the next kernel.
        if (Images.freesAll(step) || step.is("menu") || step.is("choose") || Images.isBareBoot(step)) {
            return Few.NONE;
        }
        if (!succeeded
                || !Images.loads(step)
                || step.is("imgexec") && !step.name().equals("boot")) {
            return before;
        }
        boolean second = isKernel(step)
                && Arrays.stream(before.members())
                        .anyMatch(member -> isKernel(script.steps().get(member)));
        return second ? Few.of(step.index()) : before.with(step.index());
    }

    private static void report(Script script, Step kernel, Few initrds, Report report) {
        List<String> arguments = new ArrayList<>();
        boolean known = !initrds.isMany();
        for (int index : initrds.members()) {
            Step initrd = script.steps().get(index);
            Optional<String> name = Images.name(initrd).filter(text -> Words.isLiteral(text) && !text.contains(" "));
            known &= name.isPresent() && initrd.positionals().size() == 1;
            name.ifPresent(text -> arguments.add(ARGUMENT + text));
        }
        String wanted = known ? String.join(" ", arguments) : "initrd= and the name of the image";
        int end =
                kernel.positionals().get(kernel.positionals().size() - 1).span().end();
        List<TextEdit> fix = known ? List.of(new TextEdit(new Span(end, end), " " + wanted)) : List.of();
        report.add(
                IPX070,
                IPX070.severity(),
                kernel.span(),
                kernel.name() + ": an initrd is loaded, and nothing tells the kernel its name on UEFI (expected: "
                        + wanted + ")",
                fix);
    }

    private static boolean isOther(Step kernel) {
        String uri = kernel.positionals().get(0).text().toLowerCase(Locale.ROOT);
        return OTHERS.stream().anyMatch(uri::contains);
    }

    /** Whether the argument is there, or in a setting that only the machine knows. */
    private static boolean mayHaveArgument(Script script, Step kernel) {
        for (SourceWord word :
                kernel.positionals().subList(1, kernel.positionals().size())) {
            if (word.text().contains(ARGUMENT)) {
                return true;
            }
            if (!word.text().startsWith("${")) {
                continue;
            }
            Optional<Set<String>> values =
                    Targets.soleSetting(word).flatMap(name -> script.settings().values(name));
            if (values.isEmpty() || values.get().stream().anyMatch(value -> value.contains(ARGUMENT))) {
                return true;
            }
        }
        return false;
    }

    private static void unknown(Script script, Report report) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        boolean fetches = false;
        for (Step step : script.steps()) {
            if (Images.loads(step) || step.is("imgextract") || step.is("imgmem") || step.is("imgdecrypt")) {
                Optional<String> name = Images.name(step);
                if (name.isEmpty() || !Words.isLiteral(name.get())) {
                    return;
                }
                names.add(name.get());
                fetches |= step.is("imgfetch");
            }
        }
        Set<SourceWord> seen = new HashSet<>();
        for (Step step : script.steps()) {
            if (!isKernel(step) && !step.is("imgargs") || isOther(step)) {
                continue;
            }
            for (SourceWord word :
                    step.positionals().subList(1, step.positionals().size())) {
                String text = word.text();
                if (text.startsWith(ARGUMENT) && Words.isLiteral(text) && seen.add(word)) {
                    name(text.substring(ARGUMENT.length()), word, names, fetches, report);
                }
            }
        }
    }

    private static void name(String wanted, SourceWord word, Set<String> names, boolean fetches, Report report) {
        String name = wanted.startsWith("/") || wanted.startsWith("\\") ? wanted.substring(1) : wanted;
        // All images together (since 2021).
        if (names.contains(name) || name.equals("initrd.magic")) {
            return;
        }
        report.add(
                IPX071,
                fetches ? IPX071.severity() : Severity.WARNING,
                word.span(),
                word.text() + ": the script fetches no image of that name (expected: "
                        + LabelChecks.near(name, names)
                                .map(near -> "perhaps " + near)
                                .orElse("the name of an initrd")
                        + ")");
    }

    private static void extraWords(Script script, Report report) {
        boolean others =
                script.steps().stream().anyMatch(step -> Images.loads(step) && !step.is("imgfetch") && isOther(step));
        if (others) {
            return;
        }
        for (Step step : script.steps()) {
            if (!Images.isInitrd(step)) {
                continue;
            }
            List<SourceWord> extra =
                    step.positionals().subList(1, step.positionals().size());
            boolean wrong = false;
            for (int i = 0; i < extra.size(); i++) {
                String text = extra.get(i).text();
                boolean fine = i == 0 ? text.startsWith("/") : text.startsWith("mode=") || text.startsWith("mkdir=");
                wrong |= Words.isLiteral(text) && !fine;
            }
            if (wrong) {
                report.add(
                        IPX072,
                        extra.get(0).span(),
                        Words.quoted(Words.joined(extra)) + ": is no path inside the initrd (expected: --name before"
                                + " the URI, or /path mode= mkdir=)");
            }
        }
    }
}
