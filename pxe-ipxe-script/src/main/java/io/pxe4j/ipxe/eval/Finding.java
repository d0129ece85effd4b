package io.pxe4j.ipxe.eval;

/**
 * Something that a run came upon and that would do harm on a machine.
 *
 * @param kind what it is
 * @param script the script that ran
 * @param line the first line of the command, from 1
 * @param text what happened, what was expected, what to do
 */
public record Finding(Kind kind, String script, int line, String text) {
    /** The kinds. */
    public enum Kind {
        /** A setting that holds itself: iPXE expands it for ever. The run ends there. */
        ENDLESS_EXPANSION,
        /** The script does not end within the bound that was set. The run ends there. */
        TOO_MANY_STEPS,
        /** Scripts that start each other deeper than a machine's stack. The run ends there. */
        TOO_DEEP,
        /** Menus with and without a name at one time: iPXE reads through a null pointer. */
        MIXED_MENUS
    }

    /** As one line. */
    @Override
    public String toString() {
        return script + ":" + line + ": " + text;
    }
}
