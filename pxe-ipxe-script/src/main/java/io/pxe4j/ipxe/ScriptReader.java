package io.pxe4j.ipxe;

import io.pxe4j.ipxe.syntax.LineKind;
import io.pxe4j.ipxe.syntax.ScriptSource;
import io.pxe4j.ipxe.syntax.SourceCommand;
import io.pxe4j.ipxe.syntax.SourceLine;
import io.pxe4j.ipxe.syntax.SourceWord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes statements of a script's text: labels, comments and blanks by type, commands as they are written, with one space between words. */
final class ScriptReader {
    private final List<Statement> statements = new ArrayList<>();
    private final Set<String> placed = new HashSet<>();

    private ScriptReader() {}

    /**
     * The statements of a script, in canonical form.
     *
     * @throws IllegalArgumentException if iPXE would not take it for a script, or not run all of it
     */
    static List<Statement> read(String text) {
        ScriptSource source = ScriptSource.parse(text);
        if (!source.hasMagic()) {
            throw new IllegalArgumentException("script: starts with "
                    + Characters.quote(text.lines().findFirst().orElse(""))
                    + " (expected: #!ipxe, and nothing before it)");
        }
        ScriptReader reader = new ScriptReader();
        source.lines().forEach(reader::line);
        return List.copyOf(withoutHelpers(reader.statements, text));
    }

    /** The helper settings on the first lines are declared again when the statements are rendered. */
    private static List<Statement> withoutHelpers(List<Statement> statements, String text) {
        StringBuilder declared = new StringBuilder();
        Helpers.declare(Helpers.in(text), declared);
        List<Statement> helpers =
                declared.toString().lines().<Statement>map(Statement.Raw::new).toList();
        boolean isRendered = helpers.size() <= statements.size()
                && statements.subList(0, helpers.size()).equals(helpers);
        return isRendered ? statements.subList(helpers.size(), statements.size()) : statements;
    }

    private void line(SourceLine line) {
        if (line.hasNul() || line.isUnfinished()) {
            throw new IllegalArgumentException("line " + line.number() + ": "
                    + (line.hasNul() ? "holds a NUL" : "continues into the end of the script")
                    + " (expected: a line that iPXE runs whole)");
        }
        if (line.kind() == LineKind.BLANK) {
            statements.add(new Statement.Blank());
        } else if (line.kind() == LineKind.COMMENT) {
            line.comment().ifPresent(comment -> comment(comment.text().stripTrailing()));
        } else if (line.kind() == LineKind.CODE) {
            line.label().ifPresent(label -> place(label, line));
            code(line);
        }
    }

    private void comment(String text) {
        if (text.equals("#") || text.startsWith("# ")) {
            statements.add(new Statement.Comment(text.substring(Math.min(2, text.length()))));
        } else {
            statements.add(new Statement.Raw(text));
        }
    }

    private void place(SourceWord word, SourceLine line) {
        Label label = Label.of(word.text().substring(1));
        if (!placed.add(label.name())) {
            throw new IllegalArgumentException("line " + line.number() + ": the label " + label
                    + " for the second time (expected: once, iPXE never reaches the second place)");
        }
        statements.add(new Statement.Place(label));
    }

    private void code(SourceLine line) {
        List<String> words = new ArrayList<>();
        for (SourceCommand command : line.commands()) {
            command.operatorWord().ifPresent(operator -> words.add(operator.text()));
            command.words().forEach(word -> words.add(word.text()));
        }
        line.comment().ifPresent(comment -> words.add(comment.text().stripTrailing()));
        String text = String.join(" ", words);
        if (text.endsWith("\\")) {
            throw new IllegalArgumentException("line " + line.number()
                    + ": ends in a backslash and blanks (expected: ${} behind the backslash, which keeps it one)");
        }
        if (!text.isEmpty()) {
            statements.add(new Statement.Raw(text));
        }
    }
}
