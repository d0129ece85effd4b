package io.pxe4j.ipxe.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A block of settings, and the blocks in it. */
final class SettingBlock {
    /** What a block holds. */
    enum Kind {
        /** Whatever a script puts there. */
        GENERIC,
        /** What describes an interface, read-only but for its address; and whatever a script puts there. */
        INTERFACE,
        /** What describes the machine, under numbers or names of its own; a script cannot put anything there. */
        MACHINE
    }

    /** A setting and its bytes. */
    record Stored(SettingKey key, String raw) {}

    private final String name;
    private final @Nullable SettingBlock parent;
    private final Kind kind;
    private final List<SettingBlock> children = new ArrayList<>();
    private final Map<String, SettingBlock> childrenByName = new HashMap<>();
    private final Map<String, Stored> byName = new HashMap<>();
    private final Map<Long, Stored> byNumber = new HashMap<>();
    private @Nullable Supplier<Optional<SettingBlock>> target;

    SettingBlock(String name, @Nullable SettingBlock parent, Kind kind) {
        this.name = name;
        this.parent = parent;
        this.kind = kind;
        if (parent != null) {
            parent.children.add(this);
            parent.childrenByName.put(name, this);
        }
    }

    /** Makes this block stand for another: {@code netX}. */
    void standsFor(Supplier<Optional<SettingBlock>> other) {
        target = other;
    }

    SettingBlock target() {
        return target == null ? this : target.get().orElse(this);
    }

    Kind kind() {
        return kind;
    }

    Optional<SettingBlock> parent() {
        return Optional.ofNullable(parent);
    }

    Optional<SettingBlock> child(String wanted) {
        return Optional.ofNullable(childrenByName.get(wanted)).map(SettingBlock::target);
    }

    List<SettingBlock> children() {
        return children;
    }

    void remove() {
        if (parent != null) {
            parent.children.remove(this);
            parent.childrenByName.remove(name);
        }
    }

    /** The scope of the numbers in it: its own where it describes the machine. */
    String scope() {
        return kind == Kind.MACHINE && !name.equals("builtin") ? name : "";
    }

    /** Whether a setting can be in it. */
    boolean applies(SettingKey key) {
        return kind != Kind.MACHINE || key.scope().equals(name);
    }

    Optional<Stored> find(SettingKey key) {
        if (key.tag() != 0) {
            Stored numbered = byNumber.get(key.tag());
            if (numbered != null && numbered.key().sameNumber(key)) {
                return Optional.of(numbered);
            }
        }
        return key.name().isEmpty() ? Optional.empty() : Optional.ofNullable(byName.get(key.name()));
    }

    /** Stores bytes; none at all deletes. */
    void put(SettingKey key, String raw) {
        find(key).ifPresent(old -> {
            byName.remove(old.key().name());
            byNumber.remove(old.key().tag());
        });
        if (raw.isEmpty()) {
            return;
        }
        Stored stored = new Stored(key, raw);
        if (!key.name().isEmpty()) {
            byName.put(key.name(), stored);
        }
        if (key.tag() != 0) {
            byNumber.put(key.tag(), stored);
        }
    }

    /** Puts it before its first sibling of a lower priority. */
    void reorder(java.util.function.ToLongFunction<SettingBlock> priority) {
        if (parent == null) {
            return;
        }
        List<SettingBlock> siblings = parent.children;
        siblings.remove(this);
        long own = priority.applyAsLong(this);
        int at = 0;
        while (at < siblings.size() && priority.applyAsLong(siblings.get(at)) >= own) {
            at++;
        }
        siblings.add(at, this);
    }

    /** As {@code show} names it: {@code net0.dhcp}. iPXE's buffer has room for 15 characters. */
    String path() {
        StringBuilder path = new StringBuilder();
        for (SettingBlock block = this; block != null && block.parent != null; block = block.parent) {
            path.insert(0, path.length() == 0 ? block.name : block.name + ".");
            path.setLength(Math.min(path.length(), 15));
        }
        return path.toString();
    }
}
