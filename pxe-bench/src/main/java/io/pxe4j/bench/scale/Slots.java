package io.pxe4j.bench.scale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects that events refer to by number; numbers are used again. */
final class Slots<T> {
    private final List<@Nullable T> objects = new ArrayList<>();
    private int[] free = new int[64];
    private int freeCount;
    private int used;
    private int mostUsed;

    int put(T object) {
        used++;
        mostUsed = Math.max(mostUsed, used);
        if (freeCount > 0) {
            int slot = free[--freeCount];
            objects.set(slot, object);
            return slot;
        }
        objects.add(object);
        return objects.size() - 1;
    }

    /** What is there, if anything. */
    @Nullable
    T at(int slot) {
        return objects.get(slot);
    }

    /** Takes out what is there. */
    T take(int slot) {
        T object = objects.get(slot);
        if (object == null) {
            throw new IllegalStateException("slot " + slot + ": empty (expected: an object)");
        }
        objects.set(slot, null);
        used--;
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, freeCount * 2);
        }
        free[freeCount++] = slot;
        return object;
    }

    int used() {
        return used;
    }

    int mostUsed() {
        return mostUsed;
    }
}
