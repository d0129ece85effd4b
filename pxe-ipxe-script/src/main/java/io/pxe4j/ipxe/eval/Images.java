package io.pxe4j.ipxe.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The images that are there, in the order in which they came. */
final class Images {
    private final List<Image> all = new ArrayList<>();
    private @Nullable Image selected;
    private int unnamed;

    List<Image> all() {
        return List.copyOf(all);
    }

    void register(Image image) {
        all.add(image);
    }

    void unregister(Image image) {
        all.remove(image);
    }

    /** The first of that name. */
    Optional<Image> find(String name) {
        return all.stream().filter(image -> image.name().equals(name)).findFirst();
    }

    void select(Image image) {
        selected = image;
    }

    /** The selected one, while it is registered. */
    Optional<Image> selected() {
        return Optional.ofNullable(selected).filter(all::contains);
    }

    /** For what has no name of its own. */
    String nextName() {
        return "img" + unnamed++;
    }
}
