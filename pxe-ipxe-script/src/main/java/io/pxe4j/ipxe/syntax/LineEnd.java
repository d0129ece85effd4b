package io.pxe4j.ipxe.syntax;

/** How a physical line ends. */
public enum LineEnd {
    /** A line feed. */
    LF("\n"),
    /** Carriage return and line feed; iPXE drops the first (image/script.c:process_script). */
    CRLF("\r\n"),
    /** The script ends with the line. */
    NONE("");

    private final String text;

    LineEnd(String text) {
        this.text = text;
    }

    /** The characters. */
    public String text() {
        return text;
    }
}
