package io.pxe4j.ipxe.syntax;

/** What a line of a script is. */
public enum LineKind {
    /** The first line, which makes iPXE take the file for a script. */
    MAGIC,
    /** Nothing but blanks. */
    BLANK,
    /** Nothing but a comment. */
    COMMENT,
    /** A label, a command or both, perhaps with a comment behind them. */
    CODE
}
