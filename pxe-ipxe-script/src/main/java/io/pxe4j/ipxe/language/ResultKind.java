package io.pxe4j.ipxe.language;

/** What a command's status can be, which decides what a script has to say after it. */
public enum ResultKind {
    /** Succeeds, unless its own words are wrong. */
    NEVER_FAILS,
    /** May fail, and the script then ends unless the line says otherwise. */
    FALLIBLE,
    /** Fails as a way to answer no. */
    CONDITION,
    /** Whatever follows on the line is not run, unless the command itself cannot be. */
    NO_RETURN
}
