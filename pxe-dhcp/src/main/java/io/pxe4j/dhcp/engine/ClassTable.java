package io.pxe4j.dhcp.engine;

import java.util.List;

/** The client classes, each one bit of a number: to which of them a client belongs. */
final class ClassTable {
    /** Bits of a {@code long}. */
    static final int MAX_CLASSES = 64;

    private final ClientClass[] classes;
    private final long withSettings;

    ClassTable(List<ClientClass> classes) {
        this.classes = classes.toArray(ClientClass[]::new);
        long settings = 0;
        for (int i = 0; i < this.classes.length; i++) {
            if (!this.classes[i].scope().isEmpty()) {
                settings |= 1L << i;
            }
        }
        withSettings = settings;
    }

    long membershipsOf(ClientRequest client) {
        long memberships = 0;
        for (int i = 0; i < classes.length; i++) {
            if (classes[i].includes(client)) {
                memberships |= 1L << i;
            }
        }
        return memberships;
    }

    /** The classes that have something for their members. */
    long withSettings() {
        return withSettings;
    }

    /** The settings of those classes, the first of which wins, over {@code wider}. */
    Scope over(Scope wider, long memberships) {
        Scope merged = wider;
        for (int i = classes.length - 1; i >= 0; i--) {
            if ((memberships & 1L << i) != 0) {
                merged = classes[i].scope().over(merged);
            }
        }
        return merged;
    }

    /** The bits of the classes with these names, all of which are known. */
    long bitsOf(List<String> names) {
        long bits = 0;
        for (int i = 0; i < classes.length; i++) {
            if (names.contains(classes[i].name())) {
                bits |= 1L << i;
            }
        }
        return bits;
    }
}
