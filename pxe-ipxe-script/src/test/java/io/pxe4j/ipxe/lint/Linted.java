package io.pxe4j.ipxe.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.syntax.ScriptSource;
import java.util.ArrayList;
import java.util.List;

/** Scripts in which a test marks what a rule is to find: between « and ». */
final class Linted {
    private final IpxeLinter linter;

    private Linted(IpxeLinter linter) {
        this.linter = linter;
    }

    static Linted plain() {
        return new Linted(IpxeLinter.create());
    }

    static Linted on(BuildProfile profile) {
        return new Linted(IpxeLinter.builder().profile(profile).build());
    }

    static Linted unattended() {
        return new Linted(IpxeLinter.builder().unattended().build());
    }

    static Linted embedded() {
        return new Linted(IpxeLinter.builder().embedded().build());
    }

    /** The rule finds what is marked and nothing else, with the severity of the rule. */
    void finds(LintRule rule, String... lines) {
        finds(rule, rule.severity(), lines);
    }

    void finds(LintRule rule, Severity severity, String... lines) {
        String marked = script(lines);
        List<String> expected = new ArrayList<>();
        for (int at = marked.indexOf('«'); at >= 0; at = marked.indexOf('«', at + 1)) {
            expected.add(marked.substring(at + 1, marked.indexOf('»', at)));
        }
        ScriptSource source = ScriptSource.parse(marked.replace("«", "").replace("»", ""));
        List<Finding> found = of(rule, source);
        assertThat(found.stream().map(finding -> source.text(finding.span())).toList())
                .as(source + "\n" + linter.check(source))
                .isEqualTo(expected);
        assertThat(found).as(source.toString()).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.start()).isEqualTo(source.position(finding.span().start()));
            assertThat(finding.end()).isEqualTo(source.position(finding.span().end()));
            assertThat(finding.message()).isNotBlank().doesNotEndWith(".");
        });
    }

    /** What the rule says, in the order of the text. */
    List<String> messages(LintRule rule, String... lines) {
        return of(rule, ScriptSource.parse(script(lines))).stream()
                .map(Finding::message)
                .toList();
    }

    /** The rule finds nothing. */
    void passes(LintRule rule, String... lines) {
        ScriptSource source = ScriptSource.parse(script(lines));
        assertThat(of(rule, source)).as(source.toString()).isEmpty();
    }

    /** The fix of the rule makes that of it, and the rule finds nothing there. */
    void fixes(LintRule rule, String before, String after) {
        ScriptSource source = ScriptSource.parse("#!ipxe\n" + before + "\n");
        assertThat(of(rule, source)).anyMatch(Finding::isFixable);
        ScriptSource fixed = linter.fix(source);
        assertThat(fixed).hasToString("#!ipxe\n" + after + "\n");
        assertThat(linter.fix(fixed)).isEqualTo(fixed);
        assertThat(of(rule, fixed)).isEmpty();
    }

    /** A rule offers no fix where one would be a guess. */
    void leaves(LintRule rule, String before) {
        ScriptSource source = ScriptSource.parse("#!ipxe\n" + before + "\n");
        assertThat(of(rule, source)).isNotEmpty().noneMatch(Finding::isFixable);
        assertThat(linter.fix(source)).isEqualTo(source);
    }

    private List<Finding> of(LintRule rule, ScriptSource source) {
        return linter.check(source).stream()
                .filter(finding -> finding.rule() == rule)
                .toList();
    }

    private static String script(String... lines) {
        return "#!ipxe\n" + String.join("\n", lines) + "\n";
    }
}
