package io.pxe4j.ipxe.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A menu or form while it is put together: core/dynui.c. Bytes. */
final class UserInterface {
    private final Optional<String> name;
    private final String title;
    private final List<MenuItem> items = new ArrayList<>();

    UserInterface(Optional<String> name, String title) {
        this.name = name;
        this.title = title;
    }

    Optional<String> name() {
        return name;
    }

    String title() {
        return title;
    }

    List<MenuItem> items() {
        return items;
    }
}
