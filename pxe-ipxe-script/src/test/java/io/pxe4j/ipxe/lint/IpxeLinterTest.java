package io.pxe4j.ipxe.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.ipxe.IpxeScript;
import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.syntax.ScriptSource;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class IpxeLinterTest {
    private final IpxeLinter linter = IpxeLinter.create();

    @Test
    void everyRuleSaysWhatAndWhy() {
        Set<String> summaries = new HashSet<>();
        for (LintRule rule : LintRule.values()) {
            assertThat(rule.id()).matches("IPX0\\d\\d");
            assertThat(LintRule.of(rule.id())).contains(rule);
            assertThat(rule.summary()).endsWith(".").matches("[^.]*(\\.[a-z][^.]*)*\\.");
            assertThat(rule.reason()).endsWith(".");
            assertThat(summaries.add(rule.summary())).isTrue();
        }
        assertThat(LintRule.values()).hasSize(75);
        assertThat(LintRule.of("IPX100")).isEmpty();
        assertThat(LintRule.of("ipx010")).isEmpty();
    }

    @Test
    void findingsComeInTheOrderOfTheText() {
        List<Finding> findings = linter.check(ScriptSource.parse("#!ipxe\ngoto b\ngoto a\ndhcp x;\nfoo ||\n"));
        assertThat(findings)
                .isSortedAccordingTo(
                        (one, other) -> one.span().start() - other.span().start())
                .hasSizeGreaterThan(3);
    }

    @Test
    void scriptsThatWereBuiltAreCheckedAsTheirText() {
        IpxeScript script = IpxeScript.builder().raw("goto nowhere").build();
        assertThat(linter.check(script))
                .extracting(Finding::toString)
                .containsExactly("2:6: error: IPX010: label \"nowhere\": is nowhere in the script (expected: a label"
                        + " that is there)");
    }

    @Test
    void profilesAreTakenNotGuessed() {
        ScriptSource source = ScriptSource.parse("#!ipxe\nconsole ||\n");
        assertThat(linter.check(source)).isEmpty();
        assertThat(IpxeLinter.builder().profile(BuildProfile.debian12()).build().check(source))
                .extracting(Finding::rule)
                .containsExactly(LintRule.IPX038);
    }

    @Test
    void findingsOfOneRuleAreBounded() {
        String script = "#!ipxe\n" + "goto nowhere ||\n".repeat(3000);
        assertThat(linter.check(ScriptSource.parse(script))).hasSize(Report.MOST_PER_RULE);
    }

    @Test
    void aScriptOfOneLineWithTenMegabytesIsChecked() {
        byte[] line = new byte[10_000_000];
        Arrays.fill(line, (byte) 'x');
        byte[] words = line.clone();
        for (int i = 0; i < words.length; i += 2) {
            words[i] = ' ';
        }
        System.arraycopy("#!ipxe\necho ".getBytes(StandardCharsets.US_ASCII), 0, words, 0, 12);
        assertThat(linter.check(ScriptSource.parse(line)))
                .extracting(Finding::rule)
                .containsExactly(LintRule.IPX001, LintRule.IPX030, LintRule.IPX099);
        assertThat(linter.check(ScriptSource.parse(words)))
                .extracting(Finding::rule)
                .containsExactly(LintRule.IPX099, LintRule.IPX041, LintRule.IPX033);
    }

    @Test
    void aHundredThousandLabelsAndComputedJumpsAreChecked() {
        StringBuilder script = new StringBuilder("#!ipxe\nmenu\nitem l1\nchoose sel ||\n");
        for (int i = 0; i < 100_000; i++) {
            script.append(":l")
                    .append(i)
                    .append("\ngoto ${x")
                    .append(i)
                    .append("} || goto l")
                    .append(99_999 - i)
                    .append('\n');
        }
        assertThat(linter.check(ScriptSource.parse(script.toString())))
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .isEmpty();
    }

    @Test
    void manyMenusKernelsAndOperatorsAreChecked() {
        String menus = "menu --name m\nitem --menu m a\nitem a\nchoose sel ||\nkernel k${i} ||\ninitrd i ||\nboot ||\n";
        assertThat(linter.check(ScriptSource.parse("#!ipxe\n:top\n" + menus.repeat(5_000) + "goto top\n")))
                .isNotEmpty();
        assertThat(linter.check(ScriptSource.parse("#!ipxe\n" + "dhcp && chain x || ".repeat(50_000) + "\n")))
                .isNotEmpty();
    }

    @Test
    void deeplyNestedExpansionsAreChecked() {
        String nested = "${".repeat(10_000) + "x" + "}".repeat(10_000);
        assertThat(linter.check(
                        ScriptSource.parse("#!ipxe\necho " + nested + "\nchain " + nested + "?" + nested + " ||\n")))
                .extracting(Finding::rule)
                .contains(LintRule.IPX099);
    }

    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> words = Arbitraries.of(
                "goto",
                "a",
                ":a",
                "||",
                "&&",
                ";",
                "|",
                "dhcp",
                "chain",
                "-x",
                "--timeout",
                "5",
                "${a}",
                "${a",
                "\"b\"",
                "menu",
                "item",
                "choose",
                "set",
                "x:int32",
                "inc",
                "kernel",
                "initrd",
                "boot",
                "x;",
                "a||b",
                "\\",
                "#",
                "iseq",
                "isset",
                "exit",
                "--",
                "-1",
                "\n",
                "\n",
                "\n",
                "\r\n",
                "\0",
                "\u00a0",
                "lint:ignore",
                "IPX022",
                "http://h/x?y=${z}",
                "##params",
                "params",
                "imgfree",
                "--name",
                "form",
                "present");
        return words.list().ofMaxSize(60).map(list -> "#!ipxe\n" + String.join(" ", list));
    }

    @Property(tries = 400)
    void anyWordsAreCheckedAndFixedOnce(@ForAll("lines") String script) {
        ScriptSource source = ScriptSource.parse(script);
        for (Finding finding : linter.check(source)) {
            assertThat(finding.start()).isEqualTo(source.position(finding.span().start()));
        }
        ScriptSource fixed = linter.fix(source);
        assertThat(linter.fix(fixed)).isEqualTo(fixed);
        assertThat(linter.check(fixed)).noneMatch(Finding::isFixable);
    }

    @Property(tries = 200)
    void anyBytesAreChecked(@ForAll byte[] bytes) {
        ScriptSource source = ScriptSource.parse(bytes);
        assertThat(linter.check(source))
                .allSatisfy(finding -> assertThat(finding.span().end()).isLessThanOrEqualTo(bytes.length));
        assertThat(linter.check(linter.fix(source))).noneMatch(Finding::isFixable);
    }
}
