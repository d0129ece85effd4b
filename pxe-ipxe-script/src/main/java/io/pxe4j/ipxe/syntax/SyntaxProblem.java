package io.pxe4j.ipxe.syntax;

/**
 * Something in the text of a script that iPXE does not read as its author meant.
 *
 * @param kind what it is
 * @param span where it is
 */
public record SyntaxProblem(Kind kind, Span span) {
    /** The kinds. */
    public enum Kind {
        /** iPXE does not take the file for a script (image/script.c:script_probe). */
        NO_MAGIC("does not begin with #!ipxe and a line end or blank (expected: these as the very first bytes)"),
        /** A backslash continues the last line into nothing: iPXE ends the script with "Invalid argument". */
        UNFINISHED_CONTINUATION("the script ends in a backslash (expected: another line, or none)"),
        /** Commands are C strings: what follows a NUL in its line is not seen. */
        NUL("a NUL byte hides the rest of its line (expected: text)"),
        /** A <code>${</code> without its brace stays as it is (core/settings.c:expand_settings). */
        UNTERMINATED_EXPANSION("${ without } in the same word (expected: both, with no blank between them)");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** What is wrong, and what was expected. */
        public String text() {
            return text;
        }
    }
}
