package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX001;
import static io.pxe4j.ipxe.lint.LintRule.IPX002;
import static io.pxe4j.ipxe.lint.LintRule.IPX003;
import static io.pxe4j.ipxe.lint.LintRule.IPX004;
import static io.pxe4j.ipxe.lint.LintRule.IPX005;
import static io.pxe4j.ipxe.lint.LintRule.IPX006;
import static io.pxe4j.ipxe.lint.LintRule.IPX043;
import static io.pxe4j.ipxe.lint.LintRule.IPX094;
import static io.pxe4j.ipxe.lint.LintRule.IPX099;
import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.ipxe.syntax.ScriptSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormRulesTest {
    private final Linted lint = Linted.plain();

    private static List<LintRule> rules(String script) {
        return IpxeLinter.create().check(ScriptSource.parse(script)).stream()
                .map(Finding::rule)
                .toList();
    }

    private static String fixed(String script) {
        return IpxeLinter.create().fix(ScriptSource.parse(script)).toString();
    }

    @Test
    void theMagicComesFirst() {
        assertThat(rules("")).containsExactly(IPX001);
        assertThat(rules("#!ipxe")).containsExactly(IPX001);
        assertThat(rules("\n#!ipxe\necho x\n")).contains(IPX001);
        assertThat(rules("\ufeff#!ipxe\necho x\n")).contains(IPX001);
        assertThat(rules("#!iPXE\n")).contains(IPX001);
        assertThat(rules("#!ipxes\n")).contains(IPX001);
        assertThat(rules("#!ipxe\n")).isEmpty();
        assertThat(rules("#!ipxe and more\necho x\n")).isEmpty();
    }

    @Test
    void whatStandsBeforeTheMagicIsTakenAway() {
        assertThat(fixed("\ufeff\n #!ipxe\necho x\n")).isEqualTo("#!ipxe\necho x\n");
        assertThat(fixed("#!ipxe")).isEqualTo("#!ipxe\n");
        assertThat(fixed("#!/bin/sh\n")).isEqualTo("#!/bin/sh\n");
    }

    @Test
    void theMagicOfThePredecessorIsRenewed() {
        assertThat(rules("#!gpxe\necho x\n")).containsExactly(IPX002);
        assertThat(fixed("#!gpxe\necho x\n")).isEqualTo("#!ipxe\necho x\n");
    }

    @Test
    void theLastLineIsNotContinued() {
        assertThat(rules("#!ipxe\necho x \\")).containsExactly(IPX003);
        assertThat(rules("#!ipxe\necho x \\\n")).containsExactly(IPX003);
        assertThat(rules("#!ipxe\necho x \\\ny\n")).isEmpty();
        assertThat(fixed("#!ipxe\necho x \\\\\r\n")).isEqualTo("#!ipxe\necho x \r\n");
    }

    @Test
    void nulHidesTheRestOfALine() {
        assertThat(rules("#!ipxe\necho x\0y\n")).containsExactly(IPX004);
    }

    @Test
    void blanksBehindABackslashDoNotContinue() {
        lint.finds(IPX005, "echo one «\\  »", "echo two");
        lint.passes(IPX005, "echo one \\", "two", "echo \\ x", "# comment \\ ");
        assertThat(rules("#!ipxe\r\necho x \\ \r\necho y\r\n")).containsExactly(IPX005);
    }

    @Test
    void linesEndInLineFeeds() {
        assertThat(rules("#!ipxe\recho x\recho y\r")).contains(IPX006);
        assertThat(rules("#!ipxe\r\necho x\r\n")).isEmpty();
    }

    @Test
    void expansionsEndInTheirWord() {
        lint.finds(IPX043, "echo a «${net0/mac» b}");
        lint.finds(IPX043, "echo «${a»");
        lint.passes(IPX043, "echo ${a} $a } {b} ${a${b}}");
    }

    @Test
    void charactersAreWhatTheyLookLike() {
        lint.finds(IPX094, "«dhcp\u00a0net0» ||");
        lint.finds(IPX094, "echo a«\u00a0»b".replace("a«\u00a0»b", "«a\u00a0b»"));
        lint.finds(IPX094, "choose «–timeout» 5000 x ||");
        lint.finds(IPX094, "chain «“http://192.0.2.1/x”» ||");
        lint.passes(IPX094, "echo Größe – “quoted” ✓", "# \u00a0", "item größe Größe", "set x “y”");
    }

    @Test
    void linesAreNotTooLong() {
        assertThat(rules("#!ipxe\necho " + "x".repeat(2100) + "\n")).containsExactly(IPX099);
        assertThat(rules("#!ipxe\necho" + " x".repeat(250) + "\n")).isEmpty();
        assertThat(rules("#!ipxe\necho" + " x".repeat(256) + "\n")).contains(IPX099, LintRule.IPX033);
    }
}
