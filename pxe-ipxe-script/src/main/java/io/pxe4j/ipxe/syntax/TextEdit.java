package io.pxe4j.ipxe.syntax;

/**
 * A change of a script's text.
 *
 * @param span what goes; empty to insert
 * @param replacement what comes in its place
 */
public record TextEdit(Span span, String replacement) {}
