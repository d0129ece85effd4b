package io.pxe4j.ipxe.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line of a script as iPXE executes it: one physical line, or several that backslashes join. */
public final class SourceLine {
    private final byte[] source;
    private final Span span;
    private final int number;
    private final int[] stretches;
    private final boolean unfinished;
    // Read when first asked for. Immutable, so that threads that race both get a good one.
    private @Nullable LineContent content;

    SourceLine(byte[] source, Span span, int number, int[] stretches, boolean unfinished) {
        this.source = source;
        this.span = span;
        this.number = number;
        this.stretches = stretches;
        this.unfinished = unfinished;
    }

    /** The whole line, its last line end with it: all lines one after another are the whole script. */
    public Span span() {
        return span;
    }

    /** The number of its first physical line, from 1. */
    public int number() {
        return number;
    }

    /** What it is. */
    public LineKind kind() {
        if (span.start() == 0 && ScriptSource.hasMagic(source)) {
            return LineKind.MAGIC;
        }
        if (label().isPresent()
                || commands().size() > 1
                || !commands().get(0).words().isEmpty()) {
            return LineKind.CODE;
        }
        return comment().isPresent() ? LineKind.COMMENT : LineKind.BLANK;
    }

    /** The label that it places, with the colon before it: {@code :name}; {@code :} alone is the empty one. */
    public Optional<SourceWord> label() {
        return content().label();
    }

    /** Its commands, one at least: an empty one where there is nothing, as behind the operator of {@code foo ||}. */
    public List<SourceCommand> commands() {
        return content().commands();
    }

    /** The comment at its end, from the {@code #} on. */
    public Optional<SourceWord> comment() {
        return content().comment();
    }

    /** The physical lines that make it. */
    public List<PhysicalLine> physicalLines() {
        List<PhysicalLine> lines = new ArrayList<>();
        int at = span.start();
        while (at < span.end()) {
            int feed = at;
            while (feed < span.end() && source[feed] != '\n') {
                feed++;
            }
            boolean ends = feed < span.end();
            boolean carriage = ends && feed > at && source[feed - 1] == '\r';
            LineEnd end = carriage ? LineEnd.CRLF : ends ? LineEnd.LF : LineEnd.NONE;
            lines.add(new PhysicalLine(number + lines.size(), new Span(at, carriage ? feed - 1 : feed), end));
            at = feed + 1;
        }
        return List.copyOf(lines);
    }

    /** Whether a backslash continues it into the end of the script: iPXE fails instead of running it. */
    public boolean isUnfinished() {
        return unfinished;
    }

    /** Whether a NUL hides its end. */
    public boolean hasNul() {
        return content().nul().isPresent();
    }

    /** What is wrong with its text, in the order of the text. */
    public List<SyntaxProblem> problems() {
        List<SyntaxProblem> problems = new ArrayList<>();
        for (SourceCommand command : commands()) {
            for (SourceWord word : command.words()) {
                word.unterminated()
                        .ifPresent(
                                at -> problems.add(new SyntaxProblem(SyntaxProblem.Kind.UNTERMINATED_EXPANSION, at)));
            }
        }
        content().nul().ifPresent(at -> problems.add(new SyntaxProblem(SyntaxProblem.Kind.NUL, at)));
        if (unfinished) {
            problems.add(
                    new SyntaxProblem(SyntaxProblem.Kind.UNFINISHED_CONTINUATION, new Span(span.end(), span.end())));
        }
        return List.copyOf(problems);
    }

    /** The line as iPXE sees it: continuations joined, up to a NUL. */
    public String text() {
        LogicalText text = LogicalText.of(source, stretches);
        return Bytes.decode(text.data, text.start, text.end);
    }

    @Override
    public String toString() {
        return text();
    }

    private LineContent content() {
        LineContent known = content;
        if (known == null) {
            known = WordReader.read(LogicalText.of(source, stretches), stretches[stretches.length - 1]);
            content = known;
        }
        return known;
    }
}
