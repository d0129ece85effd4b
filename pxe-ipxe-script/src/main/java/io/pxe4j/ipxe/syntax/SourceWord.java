package io.pxe4j.ipxe.syntax;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A word of a script: what stands between blanks. Settings in it are not expanded. */
public final class SourceWord {
    private final LogicalText line;
    private final int start;
    private final int end;
    private @Nullable String text;

    SourceWord(LogicalText line, int start, int end) {
        this.line = line;
        this.start = start;
        this.end = end;
    }

    /** Where it stands, with the backslash and line end inside it if it runs through a continuation. */
    public Span span() {
        return line.span(start, end);
    }

    /** The word, read as UTF-8; what is none becomes U+FFFD. */
    public String text() {
        String known = text;
        if (known == null) {
            known = Bytes.decode(line.data, start, end);
            text = known;
        }
        return known;
    }

    /** The bytes of the word. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(line.data, start, end);
    }

    /** The bytes of the word, one a char: as iPXE handles it. */
    public String bytesAsChars() {
        return new String(line.data, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** The operator that it is. Only where a command's words stand: an argument can be none. */
    public Optional<Operator> operator() {
        return Operator.of(line.data, start, end);
    }

    /**
     * The <code>${...}</code> in it, in the order in which iPXE replaces them: the inner ones before those around
     * them.
     */
    public List<SourceExpansion> expansions() {
        return ExpansionReader.read(this).expansions();
    }

    /** Whether it holds no setting. */
    public boolean isLiteral() {
        return !has('$') || expansions().isEmpty();
    }

    /** Where a <code>${</code> stands that no brace ends, the last one of them; it stays as it is. */
    Optional<Span> unterminated() {
        return has('$') ? ExpansionReader.read(this).unterminated() : Optional.empty();
    }

    @Override
    public String toString() {
        return text();
    }

    /** Where backslashes and line ends stand inside it. */
    List<Span> continuations() {
        Span span = span();
        if (span.length() == end - start) {
            return List.of();
        }
        List<Span> found = new ArrayList<>();
        int before = line.origin(start);
        for (int i = start + 1; i < end; i++) {
            int origin = line.origin(i);
            if (origin != before + 1) {
                found.add(new Span(before + 1, origin));
            }
            before = origin;
        }
        return found;
    }

    /** For a comment, which has blanks inside it. */
    SourceWord withoutTrailingBlanks() {
        int trimmed = end;
        while (trimmed > start + 1 && Bytes.isSpace(line.data[trimmed - 1])) {
            trimmed--;
        }
        return trimmed == end ? this : new SourceWord(line, start, trimmed);
    }

    int length() {
        return end - start;
    }

    byte at(int index) {
        return line.data[start + index];
    }

    Span span(int from, int to) {
        return line.span(start + from, start + to);
    }

    String text(int from, int to) {
        return Bytes.decode(line.data, start + from, start + to);
    }

    private boolean has(char wanted) {
        for (int i = start; i < end; i++) {
            if (line.data[i] == wanted) {
                return true;
            }
        }
        return false;
    }
}
