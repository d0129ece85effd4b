package io.pxe4j.ipxe;

/** What a command's status can be, which decides what a script has to say after it. */
enum FailureKind {
    /** Succeeds whatever happens. */
    NEVER_FAILS,
    /** May fail, and the script then ends unless the line says otherwise. */
    FALLIBLE,
    /** Fails as a way to answer no. */
    CONDITION,
    /** Whatever follows on the line is not run. */
    NO_RETURN
}
