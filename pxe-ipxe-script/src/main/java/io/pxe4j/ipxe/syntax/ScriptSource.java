package io.pxe4j.ipxe.syntax;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The text of an iPXE script, read into lines without losing a byte.
 *
 * <p>Any bytes can be read, in linear time. Words are cut when a line is first asked for them. Immutable.
 */
public final class ScriptSource {
    private static final int MAGIC_LENGTH = 6;

    private final byte[] bytes;
    private final List<SourceLine> lines;
    private final LineMap map;

    private ScriptSource(byte[] bytes) {
        this.bytes = bytes;
        this.lines = new LineReader(bytes).read();
        this.map = new LineMap(bytes);
    }

    /** Reads a script. */
    public static ScriptSource parse(byte[] script) {
        return new ScriptSource(script.clone());
    }

    /** Reads a script. */
    public static ScriptSource parse(String script) {
        return new ScriptSource(script.getBytes(StandardCharsets.UTF_8));
    }

    /** Its lines, the first one with the magic among them. None if the script is empty. */
    public List<SourceLine> lines() {
        return lines;
    }

    /** Whether iPXE takes it for a script. */
    public boolean hasMagic() {
        return hasMagic(bytes);
    }

    /** What is wrong with its text, in the order of the text. */
    public List<SyntaxProblem> problems() {
        List<SyntaxProblem> problems = new ArrayList<>();
        if (!hasMagic()) {
            int end = lines.isEmpty()
                    ? 0
                    : lines.get(0).physicalLines().get(0).content().end();
            problems.add(new SyntaxProblem(SyntaxProblem.Kind.NO_MAGIC, new Span(0, end)));
        }
        lines.forEach(line -> problems.addAll(line.problems()));
        return List.copyOf(problems);
    }

    /** The line and column of a byte; its end too. */
    public Position position(int offset) {
        if (offset < 0 || offset > bytes.length) {
            throw new IllegalArgumentException("offset: " + offset + " (expected: 0.." + bytes.length + ")");
        }
        return map.position(offset);
    }

    /** The text of a stretch, read as UTF-8. */
    public String text(Span span) {
        if (span.end() > bytes.length) {
            throw new IllegalArgumentException("span: ends at " + span.end() + " (expected: 0.." + bytes.length + ")");
        }
        return Bytes.decode(bytes, span.start(), span.end());
    }

    /**
     * The script with changes made to it.
     *
     * @throws IllegalArgumentException if two of them overlap or one lies outside
     */
    public ScriptSource edited(Collection<TextEdit> edits) {
        List<TextEdit> inOrder = new ArrayList<>(edits);
        inOrder.sort(Comparator.comparingInt(edit -> edit.span().start()));
        ByteArrayOutputStream edited = new ByteArrayOutputStream(bytes.length);
        int at = 0;
        for (TextEdit edit : inOrder) {
            if (edit.span().start() < at || edit.span().end() > bytes.length) {
                throw new IllegalArgumentException("edits: " + edit.span() + " (expected: " + at + ".." + bytes.length
                        + ", the edits before it end there)");
            }
            edited.write(bytes, at, edit.span().start() - at);
            edited.writeBytes(edit.replacement().getBytes(StandardCharsets.UTF_8));
            at = edit.span().end();
        }
        edited.write(bytes, at, bytes.length - at);
        return new ScriptSource(edited.toByteArray());
    }

    /**
     * The script in one form: single blanks between words, no indentation, line feeds at the ends of lines, and the
     * same lines, comments and breaks between words. It means the same to iPXE, and is its own canonical form.
     *
     * <p>A line that iPXE does not read to its end (a NUL, a backslash into nothing) stays as it is, and so does
     * everything if iPXE would not take it for a script.
     */
    public ScriptSource canonical() {
        return CanonicalText.of(this);
    }

    /** Its bytes, exactly as they were read. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** Whether other source has the same bytes. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ScriptSource source && Arrays.equals(bytes, source.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Its text, read as UTF-8. */
    @Override
    public String toString() {
        return Bytes.decode(bytes, 0, bytes.length);
    }

    boolean hasLineFeed(int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\n') {
                return true;
            }
        }
        return false;
    }

    /** image/script.c:script_probe: seven bytes at least, the seventh a blank or line end. */
    static boolean hasMagic(byte[] script) {
        return script.length > MAGIC_LENGTH
                && script[0] == '#'
                && script[1] == '!'
                && (script[2] == 'i' || script[2] == 'g')
                && script[3] == 'p'
                && script[4] == 'x'
                && script[5] == 'e'
                && Bytes.isSpace(script[MAGIC_LENGTH]);
    }
}
