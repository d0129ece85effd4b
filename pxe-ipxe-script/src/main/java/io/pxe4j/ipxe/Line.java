package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.ResultKind;

/**
 * One line of a script, and where else its text could stand.
 *
 * @param text without the line end
 * @param shape what it is made of
 */
record Line(String text, Shape shape) {
    enum Shape {
        /** One command that never fails. */
        SAFE,
        /** One command after which the line, and what stands below it, is left. */
        NO_RETURN,
        /** One command, with an empty alternative behind it. */
        IGNORED,
        /** Commands of which each runs if the one before failed. */
        ALTERNATIVES,
        /** A line that nobody checked. */
        RAW,
        /** Anything else. */
        OTHER
    }

    static Line of(String text, Shape shape) {
        return new Line(text, shape);
    }

    static Line of(String text, ResultKind kind) {
        return new Line(text, kind == ResultKind.NO_RETURN ? Shape.NO_RETURN : Shape.SAFE);
    }

    /** Writes it: a backslash at its end would continue it (image/script.c), an empty expansion stops that. */
    void appendTo(StringBuilder script) {
        script.append(text);
        if (shape != Shape.RAW && text.endsWith("\\")) {
            script.append("${}");
        }
        script.append('\n');
    }

    /** Whether it does the same behind {@code a ||}. Operators have equal rank: behind {@code &&} it might not. */
    boolean fitsBehindOr() {
        return shape != Shape.OTHER && shape != Shape.RAW;
    }

    /** Whether {@code a && this} fails only if {@code a} does. */
    boolean cannotFail() {
        return shape == Shape.SAFE || shape == Shape.NO_RETURN;
    }
}
