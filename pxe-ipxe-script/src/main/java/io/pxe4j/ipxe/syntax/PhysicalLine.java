package io.pxe4j.ipxe.syntax;

/**
 * A line as an editor counts them. Several of them make one line of the script where a backslash continues them.
 *
 * @param number from 1
 * @param content its bytes without the line's end; with the backslash that continues it
 * @param end how it ends
 */
public record PhysicalLine(int number, Span content, LineEnd end) {}
