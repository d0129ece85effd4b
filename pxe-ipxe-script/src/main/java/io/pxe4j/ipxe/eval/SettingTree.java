package io.pxe4j.ipxe.eval;

import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.language.PredefinedSettings;
import io.pxe4j.ipxe.language.SettingSpec;
import io.pxe4j.ipxe.language.SettingType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** All settings of a machine: core/settings.c. Names and values are bytes. */
final class SettingTree {
    private static final SettingKey PRIORITY =
            new SettingKey("priority", 175L << 8 | 1, "", Optional.of(SettingType.INT8));
    // net/netdev_settings.c: what it knows and does not let a script store.
    private static final Set<String> READ_ONLY_OF_INTERFACES =
            Set.of("hwaddr", "bustype", "busloc", "busid", "linktype", "chip", "ifname");
    private static final int MAC_BYTES = 6;

    private final SettingBlock root = new SettingBlock("", null, SettingBlock.Kind.GENERIC);
    private final BuildProfile profile;
    private final TypeCodec codec;
    private final Budget budget;
    private final Map<String, Map<Long, SettingSpec>> ownNumbers = new HashMap<>();

    /** A block and a setting in it, as a script names them. */
    record Named(SettingBlock block, SettingKey key) {
        /** As what was found there, if anything was: of the same type. */
        Named as(Optional<Fetched> found) {
            return found.map(fetched -> new Named(block, fetched.key())).orElse(this);
        }

        /** With this type, unless it has one. */
        Named orTyped(SettingType type) {
            return new Named(block, key.as(key.type().or(() -> Optional.of(type))));
        }
    }

    /** What was found: where, as what, and its bytes. */
    record Fetched(SettingBlock origin, SettingKey key, String raw) {
        SettingType type() {
            return key.type().orElse(SettingType.STRING);
        }
    }

    SettingTree(BuildProfile profile, Budget budget) {
        this.profile = profile;
        this.codec = new TypeCodec(profile);
        this.budget = budget;
        for (SettingSpec spec : PredefinedSettings.all()) {
            if (isMachine(spec.block()) && spec.tag().isPresent()) {
                ownNumbers
                        .computeIfAbsent(spec.block(), block -> new HashMap<>())
                        .put(SettingKey.tagOf(spec.tag().get()), spec);
            }
        }
    }

    TypeCodec codec() {
        return codec;
    }

    /** The block that is there under this path. */
    Optional<SettingBlock> block(String path) {
        return blockAt(path, false);
    }

    /** The block under this path, made if it is not there. */
    SettingBlock newBlock(String path, SettingBlock.Kind kind) {
        int dot = path.lastIndexOf('.');
        SettingBlock parent =
                dot < 0 ? root : blockAt(path.substring(0, dot), true).orElse(root);
        String name = path.substring(dot + 1);
        return parent.child(name).orElseGet(() -> new SettingBlock(name, parent, kind));
    }

    /** What a script means by a name: core/settings.c:parse_setting_name. None if the block or type is unknown. */
    Optional<Named> parse(String reference, boolean autovivify) {
        int slash = reference.indexOf('/');
        int colon = reference.indexOf(':', slash + 1);
        String name = reference.substring(slash + 1, colon < 0 ? reference.length() : colon);
        Optional<SettingBlock> block =
                slash < 0 ? Optional.of(root) : blockAt(reference.substring(0, slash), autovivify);
        if (block.isEmpty()) {
            return Optional.empty();
        }
        SettingKey key = predefined(
                new SettingKey(name, SettingKey.tagOf(name), block.get().scope(), Optional.empty()));
        if (colon >= 0) {
            Optional<SettingType> type = SettingType.find(reference.substring(colon + 1))
                    .filter(known -> profile.version().includes(known.since()));
            if (type.isEmpty()) {
                return Optional.empty();
            }
            key = key.as(type);
        }
        return Optional.of(new Named(block.get(), key));
    }

    /** The error for a name that {@link #parse} does not take: an unknown block comes before an unknown type. */
    int parseRefusal(String reference, boolean autovivify) {
        int slash = reference.indexOf('/');
        boolean noBlock = slash >= 0
                && !autovivify
                && blockAt(reference.substring(0, slash), false).isEmpty();
        return (noBlock ? Errno.ENODEV : Errno.ENOTSUP).from(Origin.SETTINGS);
    }

    /** Stores a number, as {@code storen_setting} does. */
    int storeNumber(Named target, long number) {
        Optional<SettingType> type = target.key().type();
        return type.flatMap(known -> codec.denumerate(known, number))
                .map(raw -> storeRaw(target, raw))
                .orElse(Errno.ENOTSUP.from(Origin.SETTINGS));
    }

    /** Looks in a block and then in those below it: core/settings.c:fetch_setting. */
    Optional<Fetched> fetch(Named wanted) {
        // Blocks nest as deep as a script likes, so no recursion.
        Deque<SettingBlock> open = new ArrayDeque<>();
        open.push(wanted.block());
        while (!open.isEmpty()) {
            budget.spend(1);
            SettingBlock block = open.pop().target();
            if (block.applies(wanted.key())) {
                Optional<SettingBlock.Stored> stored = block.find(wanted.key());
                if (stored.isPresent()) {
                    Optional<SettingType> type = wanted.key()
                            .type()
                            .or(() -> stored.get().key().type())
                            .or(() -> Optional.of(SettingType.STRING));
                    return Optional.of(new Fetched(
                            block, wanted.key().as(type), stored.get().raw()));
                }
            }
            List<SettingBlock> children = new ArrayList<>(block.children());
            Collections.reverse(children);
            children.forEach(open::push);
        }
        return Optional.empty();
    }

    /** The text that <code>${...}</code> becomes: nothing wherever anything fails, and nothing behind a NUL. */
    String expanded(String reference) {
        return parse(reference, false)
                .flatMap(this::fetch)
                .flatMap(found -> codec.format(found.type(), found.raw()))
                .map(Bytes::untilNul)
                .orElse("");
    }

    /** Stores a text; an empty one deletes: core/settings.c:storef_setting. */
    int store(Named target, String value) {
        if (value.isEmpty()) {
            return storeRaw(target, "");
        }
        SettingType type = target.key().type().orElse(SettingType.STRING);
        Optional<String> raw = codec.parse(type, value);
        if (raw.isEmpty()) {
            return codec.parseRefusal(type, value);
        }
        return storeRaw(new Named(target.block(), target.key().as(Optional.of(type))), raw.get());
    }

    /** Adds to a number: hci/commands/nvo_cmd.c:inc_exec. What cannot be read counts as 0. */
    int increment(Named target, long increment) {
        Optional<Fetched> found = fetch(target);
        OptionalLong value = number(found);
        return storeNumber(target.as(found).orTyped(SettingType.INT32), value.orElse(0) + increment);
    }

    /** The number that was found: none if there is nothing, or what is no number. */
    OptionalLong number(Optional<Fetched> found) {
        return found.map(value -> codec.numerate(value.type(), value.raw())).orElse(OptionalLong.empty());
    }

    int storeRaw(Named target, String raw) {
        SettingBlock block = target.block().target();
        SettingKey key = target.key();
        if (!block.applies(key)) {
            return Errno.ENOTTY.from(Origin.SETTINGS);
        }
        if (block.kind() == SettingBlock.Kind.MACHINE) {
            return Errno.ENOTSUP.from(Origin.SETTINGS);
        }
        if (block.kind() == SettingBlock.Kind.INTERFACE && READ_ONLY_OF_INTERFACES.contains(key.name())) {
            return Errno.ENOTSUP.from(Origin.NETDEV_SETTINGS);
        }
        if (block.kind() == SettingBlock.Kind.INTERFACE && key.name().equals("mac")) {
            return storeAddress(block, key, raw);
        }
        block.put(key, raw);
        if (key.sameNumber(PRIORITY)) {
            for (Optional<SettingBlock> b = Optional.of(block);
                    b.isPresent();
                    b = b.get().parent()) {
                b.get().reorder(this::priority);
            }
        }
        return Status.OK;
    }

    /** Puts something where a script could not: what the machine is. */
    void describe(SettingBlock block, SettingKey key, String raw) {
        block.put(key, raw);
    }

    /** The block in which the machine keeps a setting that a script names without one. */
    SettingBlock home(SettingKey key) {
        if (isMachine(key.scope())) {
            return newBlock(key.scope(), SettingBlock.Kind.MACHINE);
        }
        boolean ofInterface = PredefinedSettings.find(key.name())
                .map(spec -> spec.block().equals("netX"))
                .orElse(false);
        return ofInterface ? block("net0").orElse(root) : root;
    }

    /** Whether a block describes the machine. */
    static boolean isMachine(String block) {
        return switch (block) {
            case "builtin", "smbios", "pci", "usb", "acpi", "cpuid", "memmap", "efi" -> true;
            default -> false;
        };
    }

    private int storeAddress(SettingBlock block, SettingKey key, String raw) {
        if (!raw.isEmpty() && raw.length() != MAC_BYTES) {
            return Errno.EINVAL.from(Origin.NETDEV_SETTINGS);
        }
        // Without a value, the interface takes the address of its hardware again.
        String address = raw.isEmpty()
                ? block.find(new SettingKey("hwaddr", 0, "", Optional.empty()))
                        .map(SettingBlock.Stored::raw)
                        .orElse("")
                : raw;
        block.put(key.as(Optional.of(SettingType.HEX)), address);
        return Status.OK;
    }

    private long priority(SettingBlock block) {
        return fetch(new Named(block, PRIORITY))
                .map(found -> codec.numerate(SettingType.INT8, found.raw()).orElse(0))
                .orElse(0L);
    }

    private SettingKey predefined(SettingKey key) {
        Optional<SettingSpec> spec = Optional.empty();
        if (key.tag() != 0) {
            spec = key.scope().isEmpty()
                    ? PredefinedSettings.find(key.tag())
                    : Optional.ofNullable(
                            ownNumbers.getOrDefault(key.scope(), Map.of()).get(key.tag()));
        }
        return spec.or(() -> PredefinedSettings.find(key.name()))
                .filter(known -> profile.version().includes(known.since()))
                .map(SettingTree::keyOf)
                .orElse(key);
    }

    private static SettingKey keyOf(SettingSpec spec) {
        long tag = spec.tag().map(SettingKey::tagOf).orElse(0L);
        return new SettingKey(spec.name(), tag, isMachine(spec.block()) ? spec.block() : "", Optional.of(spec.type()));
    }

    private Optional<SettingBlock> blockAt(String path, boolean autovivify) {
        SettingBlock block = root;
        int at = 0;
        while (at <= path.length()) {
            int dot = path.indexOf('.', at);
            String name = path.substring(at, dot < 0 ? path.length() : dot);
            at = dot < 0 ? path.length() + 1 : dot + 1;
            budget.spend(1);
            SettingBlock parent = block.target();
            // An empty name means the block itself (find_child_settings).
            Optional<SettingBlock> child = name.isEmpty() ? Optional.of(parent) : parent.child(name);
            if (child.isEmpty() && !autovivify) {
                return Optional.empty();
            }
            block = child.orElseGet(() -> new SettingBlock(name, parent, SettingBlock.Kind.GENERIC));
        }
        return Optional.of(block);
    }
}
