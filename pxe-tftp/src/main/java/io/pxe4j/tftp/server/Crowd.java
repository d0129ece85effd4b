package io.pxe4j.tftp.server;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The running transfers of each address, or of each prefix. Only those who have one take memory. Not thread-safe. */
final class Crowd<K> {
    private static final class Group {
        int running;
        /** Oldest first; none when there are none, as in most groups. */
        @Nullable
        Set<Ticket> halfOpen;
    }

    private final int limit;
    private final Map<K, Group> groups = new HashMap<>();

    Crowd(int limit) {
        this.limit = limit;
    }

    boolean isFull(K key) {
        Group group = groups.get(key);
        return group != null && group.running >= limit;
    }

    int running(K key) {
        Group group = groups.get(key);
        return group == null ? 0 : group.running;
    }

    /** How many keys have a transfer. */
    int size() {
        return groups.size();
    }

    int halfOpen(K key) {
        Group group = groups.get(key);
        return group == null || group.halfOpen == null ? 0 : group.halfOpen.size();
    }

    /** The transfer that has waited longest for its first answer. */
    @Nullable
    Ticket oldestHalfOpen(K key) {
        Group group = groups.get(key);
        return group == null || group.halfOpen == null
                ? null
                : group.halfOpen.iterator().next();
    }

    void enter(K key, Ticket ticket) {
        Group group = groups.computeIfAbsent(key, none -> new Group());
        group.running++;
        if (group.halfOpen == null) {
            group.halfOpen = new LinkedHashSet<>(4);
        }
        group.halfOpen.add(ticket);
    }

    /** It is not half-open any more. */
    void settle(K key, Ticket ticket) {
        Group group = groups.get(key);
        if (group != null && group.halfOpen != null) {
            group.halfOpen.remove(ticket);
            if (group.halfOpen.isEmpty()) {
                group.halfOpen = null;
            }
        }
    }

    void leave(K key, Ticket ticket) {
        settle(key, ticket);
        Group group = groups.get(key);
        if (group != null && --group.running == 0) {
            groups.remove(key);
        }
    }
}
