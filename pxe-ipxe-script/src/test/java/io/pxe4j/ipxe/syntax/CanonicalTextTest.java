package io.pxe4j.ipxe.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CanonicalTextTest {
    private static String canonical(String body) {
        String text = ScriptSource.parse("#!ipxe\n" + body).canonical().toString();
        assertThat(text).startsWith("#!ipxe\n");
        return text.substring(7);
    }

    @Test
    void leavesOneBlankBetweenWords() {
        assertThat(canonical("  echo \t a   b||  ||\techo c  \r\n\r\n :x   goto y"))
                .isEqualTo("echo a b|| || echo c\n\n:x goto y\n");
    }

    @Test
    void keepsCommentsAndTheirBlanks() {
        assertThat(canonical("\t#  a  b \necho x  # why   not \r\n")).isEqualTo("#  a  b\necho x # why   not\n");
        assertThat(ScriptSource.parse("#!ipxe  first \r\n").canonical().toString())
                .isEqualTo("#!ipxe  first\n");
    }

    @Test
    void keepsBreaksBetweenWordsAndJoinsWordsThatAreBroken() {
        assertThat(canonical("kernel x\\\r\n   a  \\\nb c\\\nd\n")).isEqualTo("kernel x \\\n    a \\\n    b cd\n");
        assertThat(canonical("# a\\\n b\n\\\n  echo\n")).isEqualTo("# a b\necho\n");
    }

    @Test
    void keepsALastBackslashFromContinuingTheLine() {
        assertThat(canonical("echo a \\  \necho b\n# c\\ \nx")).isEqualTo("echo a \\ \necho b\n# c\\ \nx\n");
    }

    @Test
    void leavesBrokenLinesAlone() {
        assertThat(canonical("echo  a\0 b \r\necho   c \\\n")).isEqualTo("echo  a\0 b \r\necho   c \\\n");
        assertThat(ScriptSource.parse("  echo  x").canonical().toString()).isEqualTo("  echo  x");
    }

    @Test
    void keepsBytesThatAreNoText() {
        byte[] odd = {'#', '!', 'i', 'p', 'x', 'e', '\n', ' ', 'e', ' ', ' ', (byte) 0xff, '\n'};
        byte[] expected = {'#', '!', 'i', 'p', 'x', 'e', '\n', 'e', ' ', (byte) 0xff, '\n'};
        assertThat(ScriptSource.parse(odd).canonical().toBytes()).isEqualTo(expected);
    }

    @Property(tries = 500)
    void meansTheSameAndIsItsOwnCanonicalForm(@ForAll("bodies") String body) {
        ScriptSource source = ScriptSource.parse("#!ipxe\n" + body);
        ScriptSource canonical = source.canonical();
        assertThat(meaning(canonical)).isEqualTo(meaning(source));
        assertThat(canonical.canonical()).isEqualTo(canonical);
    }

    private static List<String> meaning(ScriptSource source) {
        return source.lines().stream()
                .map(line -> line.label().map(SourceWord::text).orElse("") + "|"
                        + line.commands().stream()
                                .map(command -> command.operator() + " "
                                        + command.words().stream()
                                                .map(SourceWord::text)
                                                .toList())
                                .toList()
                        + line.isUnfinished())
                .toList();
    }

    @Provide
    Arbitrary<String> bodies() {
        return Arbitraries.of(
                        "a", "b\u00e4", "\\", "\\\n", "\n", "\r\n", "\r", " ", "  ", "\t", "||", "&&", ";", "#", ":",
                        "${", "}", "\0")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }
}
