package io.pxe4j.ipxe.lint;

/** Some rules of one theme. */
interface Check {
    /** Looks at a script and reports what it finds. */
    void check(Script script, Report report);
}
