package io.pxe4j.ipxe;

/** What {@code cpair} colours, by the numbers of ({@code include/ipxe/ansicol.h}). */
public enum ScreenPart {
    /** All that has no colours of its own. */
    DEFAULT(0),
    /** Menus and forms. */
    NORMAL(1),
    /** The chosen line. */
    SELECTED(2),
    /** Separators. */
    SEPARATOR(3),
    /** What is being typed. */
    EDITED(4),
    /** Alerts. */
    ALERT(5),
    /** Addresses of what is fetched. */
    URL(6),
    /** Menus of PXE boot servers. */
    PXE(7);

    private final int number;

    ScreenPart(int number) {
        this.number = number;
    }

    /** The number of the pair of colours. */
    int number() {
        return number;
    }
}
