package io.pxe4j.ipxe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A menu whose items are labels: choosing one goes there.
 *
 * <p>Given to the block of {@link IpxeScriptBuilder#menu(Text, java.util.function.Consumer)}, which writes the menu
 * when the block ends.
 */
public final class Menu {
    private final List<Command> lines = new ArrayList<>();
    private final List<Label> items = new ArrayList<>();
    private final Set<Key> keys = new HashSet<>();
    private SettingRef chosen = SettingRef.of("selected");
    private Optional<Label> defaultItem = Optional.empty();
    private Optional<Duration> timeout = Optional.empty();

    Menu(Text title) {
        lines.add(Command.named("menu").words(title).neverFails());
    }

    /** A line that goes to the label when chosen. The parts of its text are those of {@link Text#of}. */
    public Menu item(Label target, Object... text) {
        return add(Command.named("item"), target, text);
    }

    /** The same with a key that chooses it at once. */
    public Menu item(Key hotKey, Label target, Object... text) {
        if (!keys.add(hotKey)) {
            throw new IllegalArgumentException("menu: two items have the key " + hotKey + " (expected: one each)");
        }
        return add(Command.named("item").option("key", hotKey.toString()), target, text);
    }

    /**
     * A line that cannot be chosen: a heading, or nothing but space. The parts of its text are those of
     * {@link Text#of}.
     */
    public Menu gap(Object... text) {
        lines.add(gapCommand(Text.of(text)).neverFails());
        return this;
    }

    /** The item that the cursor starts on, and that is chosen when the time is over. Without it, the first one. */
    public Menu defaultItem(Label item) {
        defaultItem = Optional.of(item);
        return this;
    }

    /** Chooses the default by itself after this time, unless a key is pressed: whole milliseconds, at least 1. */
    public Menu timeout(Duration limit) {
        Durations.milliseconds("timeout", limit);
        timeout = Optional.of(limit);
        return this;
    }

    /** The setting that keeps the name of the chosen label, {@code selected} unless told otherwise. */
    public Menu storeIn(SettingRef setting) {
        chosen = Settings.forText(setting);
        return this;
    }

    /** What it is; for people to read. */
    @Override
    public String toString() {
        return "menu";
    }

    static Command.Writer gapCommand(Text text) {
        return Command.named("item").flag("gap").words(text);
    }

    List<Command> lines() {
        if (items.isEmpty()) {
            throw new IllegalArgumentException("menu: no items (expected: at least one, choose fails without)");
        }
        return List.copyOf(lines);
    }

    /** Shows the menu and goes where the chosen item says, which cannot fail: every item's label is in the script. */
    List<Command> dispatch() {
        defaultItem.ifPresent(item -> {
            if (!items.contains(item)) {
                throw new IllegalArgumentException("default item: " + item
                        + " (expected: an item of the menu, iPXE takes the first one otherwise)");
            }
        });
        boolean hyphen = items.stream().anyMatch(item -> item.name().startsWith("-"));
        return List.of(
                ChooseLine.command(chosen, defaultItem.map(Text::of).orElse(Text.of()), timeout),
                new Command(
                        "goto " + (hyphen ? "-- " : "") + chosen,
                        FailureKind.NO_RETURN,
                        List.copyOf(items),
                        List.of(),
                        List.of()));
    }

    private Menu add(Command.Writer item, Label target, Object... text) {
        if (items.contains(target)) {
            throw new IllegalArgumentException("menu: two items go to " + target + " (expected: one each)");
        }
        items.add(target);
        lines.add(item.word(Text.of(target)).words(Text.of(text)).neverFails());
        return this;
    }
}
