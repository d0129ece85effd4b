package io.pxe4j.ipxe;

import java.util.Objects;

/**
 * A place in a script that {@code goto} can name.
 *
 * <p>iPXE compares labels as bytes, so two labels with the same name are the same place. A script that jumps to a
 * label without placing it, or that places it twice, is refused when built: iPXE would end silently at such a
 * {@code goto}, or never reach the second place.
 *
 * @param name the label without its colon: at least one character, no blanks or control characters, no backslash at
 *     the end, no <code>${...}</code>
 */
public record Label(String name) {
    /** Checks that the name can stand in a script. */
    public Label {
        Objects.requireNonNull(name, "name");
        if (name.isEmpty()) {
            // A bare ":" is what `goto ${unset}` jumps to.
            throw new IllegalArgumentException("label: empty (expected: at least one character)");
        }
        if (name.chars().anyMatch(Characters::isBlankOrControl)) {
            throw new IllegalArgumentException("label: " + Characters.quote(name)
                    + " (expected: no blanks or control characters, iPXE ends a label at the first blank)");
        }
        if (name.endsWith("\\")) {
            throw new IllegalArgumentException("label: " + Characters.quote(name)
                    + " (expected: no backslash at the end, it would continue the line)");
        }
        Token.word(Text.of(name)); // refuses ${...}, which `goto` would expand and the label would not
    }

    /** The label with this name, written without its colon. */
    public static Label of(String name) {
        return new Label(name);
    }

    /** The label that has the prefix before this one's name. */
    Label after(String prefix) {
        return new Label(prefix + name);
    }

    /** The name, as {@code goto} is given it. */
    @Override
    public String toString() {
        return name;
    }
}
