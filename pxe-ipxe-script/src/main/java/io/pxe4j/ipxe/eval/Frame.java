package io.pxe4j.ipxe.eval;

import io.pxe4j.ipxe.syntax.ScriptSource;
import io.pxe4j.ipxe.syntax.SourceLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A script that runs, and where it is. */
final class Frame {
    private final String name;
    private final Image image;
    private final List<SourceLine> lines;
    private @Nullable Map<String, Integer> labels;
    private int next;
    private int line = 1;

    Frame(String name, Image image, ScriptSource source) {
        this.name = name;
        this.image = image;
        this.lines = source.lines();
    }

    Image image() {
        return image;
    }

    Place place() {
        return new Place(name, line);
    }

    boolean hasNext() {
        return next < lines.size();
    }

    SourceLine next() {
        SourceLine current = lines.get(next++);
        line = current.number();
        return current;
    }

    /** The index of the first line that places a label. */
    OptionalInt find(String label) {
        Map<String, Integer> known = labels;
        if (known == null) {
            known = index();
            labels = known;
        }
        Integer found = known.get(label);
        return found == null ? OptionalInt.empty() : OptionalInt.of(found);
    }

    void jump(int index) {
        next = index;
    }

    private Map<String, Integer> index() {
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            int at = i;
            if (!lines.get(i).isUnfinished()) {
                lines.get(i)
                        .label()
                        .ifPresent(word -> index.putIfAbsent(word.bytesAsChars().substring(1), at));
            }
        }
        return index;
    }
}
