package io.pxe4j.ipxe.syntax;

/** A <code>${...}</code> in a word. */
public final class SourceExpansion {
    private final SourceWord word;
    private final int start;
    private final int end;
    private final int depth;
    private final boolean nested;

    SourceExpansion(SourceWord word, int start, int end, int depth, boolean nested) {
        this.word = word;
        this.start = start;
        this.end = end;
        this.depth = depth;
        this.nested = nested;
    }

    /** Where it stands, from the dollar sign to the brace. */
    public Span span() {
        return word.span(start, end);
    }

    /** Where it begins in the bytes of its word. */
    public int start() {
        return start;
    }

    /** Where it ends in the bytes of its word, behind the brace. */
    public int end() {
        return end;
    }

    /** What stands between the braces: a setting, {@code net0/mac:hexhyp}; it may hold others. */
    public String reference() {
        return word.text(start + 2, end - 1);
    }

    /** How many others are around it. */
    public int depth() {
        return depth;
    }

    /** Whether its reference holds others, so that only the machine knows which setting it is. */
    public boolean isNested() {
        return nested;
    }

    @Override
    public String toString() {
        return word.text(start, end);
    }
}
