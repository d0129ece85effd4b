package io.pxe4j.ipxe;

/** The colours of a text screen, by number. */
final class BasicColour {
    /** The screen's own ({@code include/ipxe/ansicol.h:COLOUR_DEFAULT}). */
    private static final int DEFAULT = 9;

    private BasicColour() {}

    static int checked(int colour) {
        if ((colour < 0 || colour > 7) && colour != DEFAULT) {
            throw new IllegalArgumentException("colour: " + colour + " (expected: 0..7, or 9 for the screen's own)");
        }
        return colour;
    }
}
