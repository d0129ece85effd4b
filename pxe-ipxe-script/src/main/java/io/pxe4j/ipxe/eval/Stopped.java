package io.pxe4j.ipxe.eval;

/** Ends a run that found something no machine would survive. */
final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Finding.Kind kind;
    private final String text;

    Stopped(Finding.Kind kind, String text) {
        super(text, null, false, false);
        this.kind = kind;
        this.text = text;
    }

    Finding.Kind kind() {
        return kind;
    }

    String text() {
        return text;
    }
}
