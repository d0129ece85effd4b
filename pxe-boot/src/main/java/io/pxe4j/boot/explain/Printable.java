package io.pxe4j.boot.explain;

/** Makes text that a client sent safe to print: control characters become escapes, long text is cut. */
public final class Printable {
    private static final int MAX = 200;

    private Printable() {}

    /** The same text, printable and at most some 200 characters long. */
    public static String of(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && out.length() < MAX; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7f) {
                // Everything beyond ASCII too: terminals obey C1 controls and bidirectional marks.
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.length() >= MAX ? out.append("...").toString() : out.toString();
    }
}
