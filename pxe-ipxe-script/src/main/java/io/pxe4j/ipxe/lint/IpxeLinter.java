package io.pxe4j.ipxe.lint;

import io.pxe4j.ipxe.IpxeScript;
import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.syntax.ScriptSource;
import io.pxe4j.ipxe.syntax.Span;
import io.pxe4j.ipxe.syntax.TextEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds in scripts what iPXE would read in another way than it is meant: the rules of {@link LintRule}.
 *
 * <pre>{@code
 * List<Finding> findings = IpxeLinter.create().check(ScriptSource.parse(text));
 * }</pre>
 *
 * <p>A comment passes over findings: {@code # lint:ignore IPX022} on a line of its own those of the next line with
 * code, behind a command those of its line; {@code # lint:ignore-file IPX022} those of the whole script. Several ids
 * can follow one another, and a reason can follow them.
 *
 * <p>Immutable and safe to share between threads. Any bytes can be checked. Of one rule at most 1000 findings are
 * reported.
 */
public final class IpxeLinter {
    private static final int MOST_ROUNDS = 50;

    private final Script.Circumstances circumstances;

    private IpxeLinter(Script.Circumstances circumstances) {
        this.circumstances = circumstances;
    }

    /** A linter that knows nothing of where the scripts are to run. */
    public static IpxeLinter create() {
        return builder().build();
    }

    /** A linter that is told where the scripts are to run. */
    public static Builder builder() {
        return new Builder();
    }

    /** What is to be said about a script, in the order of its text. */
    public List<Finding> check(ScriptSource source) {
        Objects.requireNonNull(source, "source");
        Report report = new Report();
        Suppressions suppressions = Suppressions.in(source, report);
        Script script = Script.of(source, circumstances);
        Checks.ALL.forEach(check -> check.check(script, report));
        return report.entries().stream()
                .filter(entry -> !suppressions.hides(entry))
                .map(entry -> entry.in(source))
                .toList();
    }

    /** What is to be said about a script that was built; positions are those in its text. */
    public List<Finding> check(IpxeScript script) {
        return check(ScriptSource.parse(script.toBytes()));
    }

    /**
     * The script with every fix made that a finding offers, and those that come up after them. What has been fixed is
     * not changed by fixing it again.
     */
    public ScriptSource fix(ScriptSource source) {
        ScriptSource fixed = source;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<TextEdit> edits = compatible(check(fixed));
            if (edits.isEmpty()) {
                return fixed;
            }
            fixed = fixed.edited(edits);
        }
        return fixed;
    }

    /** The edits of the fixes that do not touch each other; the others come in the next round. */
    private static List<TextEdit> compatible(List<Finding> findings) {
        List<TextEdit> edits = new ArrayList<>();
        int end = -1;
        List<Finding> fixable =
                new ArrayList<>(findings.stream().filter(Finding::isFixable).toList());
        fixable.sort(Comparator.comparingInt(finding -> extent(finding).start()));
        for (Finding finding : fixable) {
            Span extent = extent(finding);
            if (extent.start() > end) {
                edits.addAll(finding.fix());
                end = extent.end();
            }
        }
        return edits;
    }

    private static Span extent(Finding finding) {
        int start = finding.fix().stream()
                .mapToInt(edit -> edit.span().start())
                .min()
                .orElse(0);
        int end =
                finding.fix().stream().mapToInt(edit -> edit.span().end()).max().orElse(0);
        return new Span(start, end);
    }

    /** Tells a linter where the scripts are to run. */
    public static final class Builder {
        private Optional<BuildProfile> profile = Optional.empty();
        private boolean unattended;
        private boolean embedded;

        private Builder() {}

        /** The build of iPXE that runs them: what it lacks is a finding. By default every build can do everything. */
        public Builder profile(BuildProfile build) {
            profile = Optional.of(build);
            return this;
        }

        /** Nobody sits at the machine: what waits for somebody without end is a finding. */
        public Builder unattended() {
            unattended = true;
            return this;
        }

        /** The script is built into iPXE: it has no address that relative ones could be resolved against. */
        public Builder embedded() {
            embedded = true;
            return this;
        }

        /** The linter. */
        public IpxeLinter build() {
            return new IpxeLinter(new Script.Circumstances(profile, unattended, embedded));
        }
    }
}
