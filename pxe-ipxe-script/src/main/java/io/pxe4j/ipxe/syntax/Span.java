package io.pxe4j.ipxe.syntax;

/**
 * A stretch of a script's bytes.
 *
 * @param start offset of the first byte, from 0
 * @param end offset behind the last byte; {@code start} when the stretch is empty
 */
public record Span(int start, int end) {
    /** Checks the order. */
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span: " + start + ".." + end + " (expected: 0 <= start <= end)");
        }
    }

    /** How many bytes it has. */
    public int length() {
        return end - start;
    }
}
