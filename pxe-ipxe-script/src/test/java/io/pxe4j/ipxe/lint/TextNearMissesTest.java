package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX001;
import static io.pxe4j.ipxe.lint.LintRule.IPX003;
import static io.pxe4j.ipxe.lint.LintRule.IPX005;
import static io.pxe4j.ipxe.lint.LintRule.IPX006;
import static io.pxe4j.ipxe.lint.LintRule.IPX040;
import static io.pxe4j.ipxe.lint.LintRule.IPX041;
import static io.pxe4j.ipxe.lint.LintRule.IPX042;
import static io.pxe4j.ipxe.lint.LintRule.IPX044;
import static io.pxe4j.ipxe.lint.LintRule.IPX094;
import static io.pxe4j.ipxe.lint.LintRule.IPX099;
import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.ipxe.syntax.ScriptSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes, blanks, quotes and backslashes: what is just wrong, and what is just right. */
class TextNearMissesTest {
    private final Linted lint = Linted.plain();

    private static List<String> findings(LintRule rule, String script) {
        return IpxeLinter.create().check(ScriptSource.parse(script)).stream()
                .filter(finding -> finding.rule() == rule)
                .map(finding -> finding.start() + " " + finding.message())
                .toList();
    }

    private static String fixed(String script) {
        return IpxeLinter.create().fix(ScriptSource.parse(script)).toString();
    }

    @Test
    void saysWhatStandsBeforeTheMagic() {
        assertThat(findings(IPX001, "\n#!ipxe\necho x\n"))
                .containsExactly("1:1 the first 1 bytes stand before the magic (expected: #!ipxe and a line end or"
                        + " blank as the very first bytes)");
        assertThat(findings(IPX001, "#!/bin/sh -e\nx\n"))
                .containsExactly("1:1 magic: \"#!/bin/sh -e\" (expected: #!ipxe and a line end or blank as the very"
                        + " first bytes)");
        assertThat(findings(IPX001, "\ufeff#!ipxe\n"))
                .singleElement()
                .asString()
                .contains("the first 3 bytes");
    }

    @Test
    void onlyBlanksBeforeTheMagicAreTakenAway() {
        assertThat(fixed(" \t\r\n\u000b\f#!gpxe\n")).isEqualTo("#!ipxe\n");
        assertThat(fixed("\n#!ipxe")).isEqualTo("#!ipxe\n");
        assertThat(fixed("\n#!ipxes\n")).isEqualTo("\n#!ipxes\n");
        assertThat(fixed("x#!ipxe\n")).isEqualTo("x#!ipxe\n");
        assertThat(fixed("\u0008#!ipxe\n")).isEqualTo("\u0008#!ipxe\n");
        assertThat(fixed("\u000e#!ipxe\n")).isEqualTo("\u000e#!ipxe\n");
        assertThat(fixed("\n#!ipxe\u0008\n")).isEqualTo("\n#!ipxe\u0008\n");
        assertThat(fixed("\n#!ipxe\u000e\n")).isEqualTo("\n#!ipxe\u000e\n");
        assertThat(fixed("\n#!ipxe\rx\n")).startsWith("#!ipxe\r");
        assertThat(fixed("\n#!ipxe x\n")).isEqualTo("#!ipxe x\n");
        assertThat(fixed("\ufeff")).isEqualTo("\ufeff");
        assertThat(fixed("\n#!ipx")).isEqualTo("\n#!ipx");
        assertThat(fixed("")).isEmpty();
    }

    @Test
    void theLastBackslashIsTakenAway() {
        assertThat(findings(IPX003, "#!ipxe\necho \\a \\\n"))
                .containsExactly("2:9 the script ends in a backslash (expected: another line, or no backslash)");
        assertThat(fixed("#!ipxe\necho \\a \\\n")).isEqualTo("#!ipxe\necho \\a \n");
    }

    @Test
    void blanksBehindABackslashAreShown() {
        assertThat(findings(IPX005, "#!ipxe\necho x \\\t \necho y\n"))
                .containsExactly("2:8 blanks behind the backslash: the line is not continued (expected: nothing behind"
                        + " it)");
        assertThat(findings(IPX005, "#!ipxe\necho x\\ ")).hasSize(1);
        assertThat(findings(IPX005, "#!ipxe\necho x \n  \n")).isEmpty();
        assertThat(findings(IPX005, "#!ipxe\necho x \\y \n")).isEmpty();
    }

    @Test
    void aCarriageReturnNeedsALineFeed() {
        assertThat(findings(IPX006, "#!ipxe\recho x\r"))
                .containsExactly("1:7 carriage return without line feed: all is one line (expected: line feeds)");
        assertThat(findings(IPX006, "#!ipxe x\r")).hasSize(1);
        assertThat(findings(IPX006, "#!ipxe\necho a\rb\n")).isEmpty();
        assertThat(findings(IPX006, "#!ipxe")).isEmpty();
    }

    @Test
    void longLinesAreMeasured() {
        assertThat(findings(IPX099, "#!ipxe\necho " + "x".repeat(1994) + "\n")).isEmpty();
        assertThat(findings(IPX099, "#!ipxe\necho " + "x".repeat(1995) + "\n"))
                .containsExactly("2:1 line of 2001 bytes and 2 words (expected: at most 2000 and 255; settings can hold"
                        + " parts of it)");
        assertThat(findings(IPX099, "#!ipxe\necho" + " x".repeat(254) + "\n")).isEmpty();
        assertThat(findings(IPX099, "#!ipxe\necho" + " x".repeat(255) + "\n")).hasSize(1);
        assertThat(findings(IPX099, "#!ipxe\necho" + " x".repeat(127) + " || echo" + " x".repeat(127) + "\n"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xa0, 0xad, 0x2000, 0x2007, 0x200f, 0x2028, 0x2029, 0x202f, 0x205f, 0x2060, 0x3000, 0xfeff})
    void someCharactersCannotBeSeen(int c) {
        String word = "a" + Character.toString(c);
        assertThat(findings(IPX094, "#!ipxe\necho " + word + "\n"))
                .containsExactly(
                        String.format("2:6 U+%04X in \"%s\" (expected: a blank of ASCII, or nothing)", c, word));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x2010, 0x2013, 0x201f, 0xab, 0xbb, 0xb4, 0x2212, 0xfffd})
    void someCharactersAreOnlyForText(int c) {
        String word = "a" + Character.toString(c);
        assertThat(findings(IPX094, "#!ipxe\nchain " + word + " ||\n"))
                .containsExactly(String.format("2:7 U+%04X in \"%s\" (expected: the character of ASCII)", c, word));
        String text = "#!ipxe\necho %1$s\nset x %1$s\nparam x %1$s ||\nform %1$s ||\nprompt %1$s ||\n";
        assertThat(findings(IPX094, String.format(text, word))).isEmpty();
        assertThat(findings(IPX094, "#!ipxe\ngoto x\n:" + word + "\n")).hasSize(1);
        assertThat(findings(IPX094, "#!ipxe\n" + word + " x ||\n")).hasSize(1);
    }

    @Test
    void neighboursOfSuchCharactersAreFine() {
        IntStream fine = IntStream.of(
                0x9f, 0xa1, 0xac, 0xae, 0xaa, 0xb3, 0xb5, 0xba, 0xbc, 0x1fff, 0x2020, 0x2027, 0x202a, 0x202e, 0x2030,
                0x205e, 0x2061, 0x2211, 0x2213, 0x2fff, 0x3001, 0xfefe, 0xff00, 0xfffc);
        assertThat(fine.mapToObj(Character::toString))
                .allSatisfy(c -> assertThat(findings(IPX094, "#!ipxe\nchain a" + c + " ||\n"))
                        .isEmpty());
    }

    @Test
    void blanksAreCountedBetweenTheWordsOfAText() {
        lint.finds(IPX041, "prompt Press«  »a key ||", "echo -n«  »x", "menu Title«\t »two", "form A«  »b ||");
        lint.passes(IPX041, "echo", "menu  Title", "item --gap  Text", "item  name", "chain  x ||", "echo a\tb");
        lint.passes(IPX041, "item a  Text", "echo x  # y", "echo -n x|| y");
        lint.finds(IPX041, "item a b«  »c");
        lint.finds(IPX041, "echo -n Name:«  »# and a comment");
        lint.passes(IPX041, "echo -n Name: || exit", "echo -n Name: # and a comment");
        assertThat(lint.messages(IPX041, "echo a  b"))
                .containsExactly(
                        "blanks in echo: iPXE drops all but those between words (expected: ${} for each" + " more)");
    }

    @Test
    void quotesBelongToText() {
        lint.finds(IPX040, "param a «'b c'» ||", "set x «'a'»", "iseq «\"a» b\" ||");
        lint.passes(
                IPX040,
                "set x \"",
                "echo \"a",
                "echo a\"",
                "echo \"\" \"\"",
                "echo 'a\"",
                "item \"a\"",
                "time \"x\" ||");
        lint.finds(IPX040, Severity.WARNING, "prompt «'Press'» ||", "form «\"a\"» ||", "menu «\"a b c\"»");
        lint.finds(IPX040, "chain «\"» ||".replace("«\"»", "«\"x»"), "goto «'a'»", ":a");
        lint.passes(IPX040, "chain x\"y ||", "chain \" ||", "iseq 'a' 'b' ||");
        lint.finds(IPX040, "iseq a «'b'» ||", "iseq «'a'» b ||");
        lint.leaves(IPX040, "chain \"\" ||");
        lint.leaves(IPX040, "chain \"-x\" ||");
        lint.leaves(IPX040, "chain \"a'b\" ||");
        assertThat(lint.messages(IPX040, "echo \"a b\"", "chain 'x' ||"))
                .containsExactly(
                        "quotes around the text: they are part of it (expected: none)",
                        "\"'x'\": the quote is part of the word (expected: no quotes)");
    }

    @Test
    void backslashesStayWhereTheyAre() {
        lint.finds(IPX044, "echo «a\\n»", "echo «\\033[1m»", "echo «\\x1b[0m»", "prompt «x\\t» ||", "echo «\\x1B[0m»");
        lint.finds(IPX044, "set x «\\'a\\'»", "menu «\\u001b[1m»", "echo «x\\r»");
        lint.passes(IPX044, "set x \\e[1m", "echo \\EFI\\n", "echo a\\nb", "echo c:\\a\\t", "echo \\x");
        assertThat(lint.messages(IPX044, "echo a\\n"))
                .containsExactly("\"a\\n\": the backslash stays (expected: the character itself, or a setting: set"
                        + " esc:hex 1b, then ${esc:string})");
    }

    @Test
    void nothingEscapesAnExpansion() {
        lint.finds(IPX042, "echo «a\\\\${b}»", "menu «\\${b}»");
        lint.finds(IPX042, Severity.WARNING, "chain «$${x}» ||");
        lint.passes(IPX042, "echo a\\${b}", "echo a$${b}", "chain \\${x} ||", "echo \\${x", "echo ${a}\\${b}");
        assertThat(lint.messages(IPX042, "echo \\${x}"))
                .containsExactly("\"\\${x}\": is expanded all the same (expected: no ${ in text; there is no escape)");
    }
}
