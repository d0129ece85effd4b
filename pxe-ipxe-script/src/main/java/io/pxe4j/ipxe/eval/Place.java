package io.pxe4j.ipxe.eval;

/**
 * Where a script was when something happened.
 *
 * @param script its name
 * @param line the first physical line of the command, from 1
 */
public record Place(String script, int line) {
    /** As {@code script:line}. */
    @Override
    public String toString() {
        return script + ":" + line;
    }
}
