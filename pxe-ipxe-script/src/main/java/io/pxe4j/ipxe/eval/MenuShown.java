package io.pxe4j.ipxe.eval;

import java.util.List;

/**
 * A menu that waits for a choice.
 *
 * @param title its title
 * @param items its lines
 * @param selected the name of the item that is chosen if nobody does anything
 * @param timeoutMillis after how long; 0 for never
 */
public record MenuShown(String title, List<MenuItem> items, String selected, long timeoutMillis) {
    /** Keeps a copy. */
    public MenuShown {
        items = List.copyOf(items);
    }
}
