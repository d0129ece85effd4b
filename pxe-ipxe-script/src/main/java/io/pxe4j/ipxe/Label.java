package io.pxe4j.ipxe;

import java.util.Objects;

/**
 * A place in a script that {@code goto} can name.
 *
 * @param name the label without its colon
 */
public record Label(String name) {
    /** Checks that the name is there. */
    public Label {
        Objects.requireNonNull(name, "name");
    }
}
