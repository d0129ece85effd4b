package io.pxe4j.ipxe.syntax;

/**
 * A place in a script as editors show it.
 *
 * @param line the physical line, from 1
 * @param column the character in that line, from 1; a character is a Unicode code point
 */
public record Position(int line, int column) {
    /** As {@code line:column}. */
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
