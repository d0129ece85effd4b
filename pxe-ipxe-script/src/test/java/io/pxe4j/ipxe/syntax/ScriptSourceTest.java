package io.pxe4j.ipxe.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptSourceTest {
    private static SourceLine line(String text) {
        List<SourceLine> lines = ScriptSource.parse("#!ipxe\n" + text).lines();
        assertThat(lines).hasSize(2);
        return lines.get(1);
    }

    private static List<List<String>> commands(String text) {
        return line(text).commands().stream()
                .map(command -> command.words().stream().map(SourceWord::text).toList())
                .toList();
    }

    @Test
    void keepsEveryByte() {
        byte[] odd = {'#', '!', 'i', 'p', 'x', 'e', '\r', '\n', (byte) 0xff, 0, ' ', '\\', '\n', '\\'};
        assertThat(ScriptSource.parse(odd).toBytes()).isEqualTo(odd);
    }

    @Property(tries = 300)
    void linesAndWordsCoverAnyText(@ForAll("scripts") String text) {
        ScriptSource source = ScriptSource.parse(text);
        byte[] all = source.toBytes();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (SourceLine line : source.lines()) {
            lines.write(all, line.span().start(), line.span().length());
            ByteArrayOutputStream physical = new ByteArrayOutputStream();
            for (PhysicalLine part : line.physicalLines()) {
                physical.write(all, part.content().start(), part.content().length());
                physical.writeBytes(part.end().text().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            assertThat(physical.size()).isEqualTo(line.span().length());
        }
        assertThat(lines.toByteArray()).isEqualTo(all);
    }

    @Property(tries = 300)
    void wordsStandInOrderWithOnlyBlanksBetweenThem(@ForAll("scripts") String text) {
        ScriptSource source = ScriptSource.parse(text);
        for (SourceLine line : source.lines()) {
            int at = line.span().start();
            for (SourceCommand command : line.commands()) {
                for (SourceWord word : command.words()) {
                    assertThat(word.span().start()).isGreaterThanOrEqualTo(at);
                    assertThat(word.toBytes()).isNotEmpty();
                    at = word.span().end();
                }
            }
            assertThat(at).isLessThanOrEqualTo(line.span().end());
        }
    }

    @Provide
    Arbitrary<String> scripts() {
        return Arbitraries.of(
                        "#!ipxe\n",
                        "a",
                        "\\",
                        "\n",
                        "\r\n",
                        "\r",
                        " ",
                        "\t",
                        "||",
                        "&&",
                        ";",
                        "#",
                        ":",
                        "${",
                        "}",
                        "\0",
                        "ä")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    @Test
    void cutsWordsAtItsSixBlanksOnly() {
        assertThat(commands("a\tb\u000bc\fd\re  f\u00a0g"))
                .containsExactly(List.of("a", "b", "c", "d", "e", "f\u00a0g"));
    }

    @Test
    void knowsOperatorsOnlyAsWholeWords() {
        assertThat(commands("a&&b || c ; d;e && | & f"))
                .containsExactly(List.of("a&&b"), List.of("c"), List.of("d;e"), List.of("|", "&", "f"));
        assertThat(line("a && b || c ; d").commands().stream()
                        .map(SourceCommand::operator)
                        .toList()
                        .toString())
                .isEqualTo("[Optional.empty, Optional[AND], Optional[OR], Optional[ALWAYS]]");
    }

    @Test
    void keepsEmptyCommands() {
        assertThat(commands("foo ||")).containsExactly(List.of("foo"), List.of());
        assertThat(commands("|| foo")).containsExactly(List.of(), List.of("foo"));
    }

    @Test
    void startsCommentsOnlyWhereAWordStarts() {
        SourceLine line = line("foo a#b ##params || # why  not");
        assertThat(commands("foo a#b || # why")).containsExactly(List.of("foo", "a#b"), List.of());
        assertThat(line.comment().orElseThrow().text()).isEqualTo("##params || # why  not");
    }

    @ParameterizedTest
    @ValueSource(strings = {":here echo hi", "  :here\techo hi"})
    void readsLabelsBeforeCommands(String text) {
        assertThat(line(text).label().orElseThrow().text()).isEqualTo(":here");
        assertThat(commands(text)).containsExactly(List.of("echo", "hi"));
    }

    @Test
    void takesALabelForOneOnlyAtTheStart() {
        assertThat(line("echo :here").label()).isEmpty();
        assertThat(line(":").label().orElseThrow().text()).isEqualTo(":");
        assertThat(line("::x").label().orElseThrow().text()).isEqualTo("::x");
    }

    @Test
    void joinsContinuationsWithoutABlank() {
        ScriptSource source = ScriptSource.parse("#!ipxe\nfo\\\no a\\\r\n  b\nnext\n");
        SourceLine line = source.lines().get(1);
        assertThat(line.text()).isEqualTo("foo a  b");
        List<SourceWord> words = line.commands().get(0).words();
        assertThat(words).extracting(SourceWord::text).containsExactly("foo", "a", "b");
        assertThat(source.text(words.get(0).span())).isEqualTo("fo\\\no");
        assertThat(source.position(words.get(2).span().start())).isEqualTo(new Position(4, 3));
        assertThat(source.lines().get(2).number()).isEqualTo(5);
        assertThat(line.physicalLines())
                .extracting(PhysicalLine::end)
                .containsExactly(LineEnd.LF, LineEnd.CRLF, LineEnd.LF);
    }

    @Test
    void continuesAgainWhereASecondBackslashIsLeft() {
        // image/script.c looks at what it has joined so far, not at the physical line.
        assertThat(ScriptSource.parse("#!ipxe\na\\\\\n\nb\nc\n").lines())
                .extracting(SourceLine::text)
                .containsExactly("#!ipxe", "ab", "c");
        assertThat(ScriptSource.parse("#!ipxe\na\\\\\nb\nc\n").lines())
                .extracting(SourceLine::text)
                .containsExactly("#!ipxe", "a\\b", "c");
    }

    @Test
    void continuesComments() {
        assertThat(line("# text \\\necho hidden\n").kind()).isEqualTo(LineKind.COMMENT);
    }

    @Test
    void doesNotContinueBehindABlank() {
        assertThat(ScriptSource.parse("#!ipxe\na \\ \nb\n").lines()).hasSize(3);
    }

    @Test
    void tellsWhatLinesAre() {
        assertThat(ScriptSource.parse("#!ipxe # x\n\n \t\n# c\n:l\necho\n||\n").lines())
                .extracting(SourceLine::kind)
                .containsExactly(
                        LineKind.MAGIC,
                        LineKind.BLANK,
                        LineKind.BLANK,
                        LineKind.COMMENT,
                        LineKind.CODE,
                        LineKind.CODE,
                        LineKind.CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#!ipxe\n", "#!gpxe\r\n", "#!ipxe ; echo", "#!ipxe\u000b"})
    void recognisesScripts(String text) {
        assertThat(ScriptSource.parse(text).hasMagic()).isTrue();
        assertThat(ScriptSource.parse(text).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#!ipxe", "#!iPXE\n", "\n#!ipxe\n", "\ufeff#!ipxe\n", "#!ipxe2\n", "#!xpxe\n"})
    void recognisesWhatIsNoScript(String text) {
        ScriptSource source = ScriptSource.parse(text);
        assertThat(source.hasMagic()).isFalse();
        assertThat(source.problems()).extracting(SyntaxProblem::kind).contains(SyntaxProblem.Kind.NO_MAGIC);
    }

    @Test
    void listsWhatIsWrongInOrder() {
        ScriptSource source = ScriptSource.parse("#!ipxe\necho ${a ${b}c ${d\necho x\0y\nlast\\");
        assertThat(source.problems())
                .extracting(problem ->
                        problem.kind() + "@" + source.position(problem.span().start()))
                .containsExactly(
                        "UNTERMINATED_EXPANSION@2:6",
                        "UNTERMINATED_EXPANSION@2:16",
                        "NUL@3:7",
                        "UNFINISHED_CONTINUATION@4:6");
        assertThat(source.lines().get(2).hasNul()).isTrue();
        assertThat(source.lines().get(2).text()).isEqualTo("echo x");
        assertThat(source.lines().get(3).isUnfinished()).isTrue();
    }

    @Test
    void findsSettingsInsideOut() {
        SourceWord word =
                line("echo a${net${i}/mac}b${x}}c").commands().get(0).words().get(1);
        assertThat(word.expansions()).extracting(SourceExpansion::reference).containsExactly("i", "net${i}/mac", "x");
        assertThat(word.expansions()).extracting(SourceExpansion::depth).containsExactly(1, 0, 0);
        assertThat(word.expansions()).extracting(SourceExpansion::isNested).containsExactly(false, true, false);
        assertThat(word.expansions().get(2).toString()).isEqualTo("${x}");
        assertThat(word.isLiteral()).isFalse();
        assertThat(line("echo $x}${").commands().get(0).words().get(1).isLiteral())
                .isTrue();
    }

    @Test
    void countsColumnsInCharacters() {
        ScriptSource source = ScriptSource.parse("#!ipxe\necho \u00e4\ud83d\ude00 x");
        SourceWord x = source.lines().get(1).commands().get(0).words().get(2);
        assertThat(source.position(x.span().start())).isEqualTo(new Position(2, 9));
        assertThat(source.position(source.toBytes().length)).isEqualTo(new Position(2, 10));
    }

    @Test
    void countsColumnsInLongLines() {
        ScriptSource source = ScriptSource.parse("#!ipxe\n" + "\u00e4".repeat(1000) + "\nb");
        assertThat(source.position(7 + 2 * 700)).isEqualTo(new Position(2, 701));
        assertThat(source.position(7 + 2001)).isEqualTo(new Position(3, 1));
    }

    @Test
    void appliesEdits() {
        ScriptSource source = ScriptSource.parse("#!ipxe\nab\n");
        assertThat(source.edited(List.of(new TextEdit(new Span(9, 9), " ||"), new TextEdit(new Span(7, 8), "x")))
                        .toString())
                .isEqualTo("#!ipxe\nxb ||\n");
        List<TextEdit> overlapping = List.of(new TextEdit(new Span(7, 9), "x"), new TextEdit(new Span(8, 9), "y"));
        assertThatThrownBy(() -> source.edited(overlapping)).hasMessageContaining("(expected: 9..10");
    }

    @Test
    void namesWrongOffsets() {
        ScriptSource source = ScriptSource.parse("#!ipxe\n");
        assertThatThrownBy(() -> source.position(8)).hasMessage("offset: 8 (expected: 0..7)");
        assertThatThrownBy(() -> source.text(new Span(0, 9))).hasMessageContaining("(expected: 0..7)");
        assertThatThrownBy(() -> new Span(3, 2)).hasMessageContaining("0 <= start <= end");
    }
}
