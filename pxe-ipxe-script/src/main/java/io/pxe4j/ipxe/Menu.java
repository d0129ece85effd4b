package io.pxe4j.ipxe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A menu: each of its items goes to a label, runs a block or opens another menu.
 *
 * <p>Given to the block of {@link IpxeScriptBuilder#menu(Text, java.util.function.Consumer)}, which writes the menu
 * when the block ends.
 *
 * <pre>{@code
 * script.menu("Boot", menu -> menu
 *         .item(Key.of('d'), "Debian", debian -> debian.chain("debian.ipxe").ignoreFailure())
 *         .submenu("Tools", tools -> tools
 *                 .item("Memory test", memtest -> memtest.chain("memtest.efi").ignoreFailure())
 *                 .back("Back"))
 *         .item("Local disk", disk -> disk.exit(1))
 *         .timeout(Duration.ofSeconds(10))
 *         .comesBack())
 *     .orExit(1);
 * }</pre>
 */
public final class Menu {
    private final Text title;
    private final boolean outermost;
    private final List<MenuNode.Entry> entries = new ArrayList<>();
    private final Set<Label> labels = new HashSet<>();
    private final Set<Key> keys = new HashSet<>();
    private Optional<SettingRef> chosen = Optional.empty();
    private Optional<UiName> name = Optional.empty();
    private Optional<Label> defaultLabel = Optional.empty();
    private int start = -1;
    private Optional<Duration> timeout = Optional.empty();
    private Optional<Duration> restartedTimeout = Optional.empty();
    private boolean comesBack;

    Menu(Text title) {
        this(title, true);
    }

    private Menu(Text title, boolean outermost) {
        this.title = title;
        this.outermost = outermost;
    }

    /** A line that goes to the label when chosen. The parts of its text are those of {@link Text#of}. */
    public Menu item(Label target, Object... text) {
        return jump(Optional.empty(), target, Text.of(text));
    }

    /** The same with a key that chooses it at once. */
    public Menu item(Key hotKey, Label target, Object... text) {
        return jump(Optional.of(hotKey), target, Text.of(text));
    }

    /**
     * A line that runs a block when chosen; the script goes on below the menu then, or shows it again if
     * {@link #comesBack}.
     *
     * @param text a part of {@link Text#of}
     */
    public Menu item(Object text, Consumer<IpxeScriptBuilder> block) {
        return add(Optional.empty(), Text.of(text), new MenuNode.Target.Run(IpxeScriptBuilder.block(block)));
    }

    /** The same with a key that chooses it at once. */
    public Menu item(Key hotKey, Object text, Consumer<IpxeScriptBuilder> block) {
        return add(Optional.of(hotKey), Text.of(text), new MenuNode.Target.Run(IpxeScriptBuilder.block(block)));
    }

    /**
     * A line that opens another menu, with the same text as its title. Escape leads back from there. What
     * {@link #named}, {@link #storeIn} and {@link #comesBack} say here holds there too.
     */
    public Menu submenu(Object text, Consumer<Menu> items) {
        return submenu(Optional.empty(), Text.of(text), items);
    }

    /** The same with a key that chooses it at once. */
    public Menu submenu(Key hotKey, Object text, Consumer<Menu> items) {
        return submenu(Optional.of(hotKey), Text.of(text), items);
    }

    /** A line of a submenu that leads back to the menu it was opened from. */
    public Menu back(Object... text) {
        return back(Optional.empty(), Text.of(text));
    }

    /** The same with a key that chooses it at once. */
    public Menu back(Key hotKey, Object... text) {
        return back(Optional.of(hotKey), Text.of(text));
    }

    /**
     * A line that cannot be chosen: a heading, or nothing but space. The parts of its text are those of
     * {@link Text#of}.
     */
    public Menu gap(Object... text) {
        return add(Optional.empty(), Text.of(text), new MenuNode.Target.Gap());
    }

    /** The item that the cursor starts on, and that is chosen when the time is over. Without it, the first one. */
    public Menu defaultItem(Label item) {
        defaultLabel = Optional.of(item);
        return this;
    }

    /** The same for the item that was added last. */
    public Menu defaultItem() {
        if (entries.isEmpty() || isGap(entries.get(entries.size() - 1))) {
            throw new IllegalArgumentException("default item: no item before it (expected: the item it is about)");
        }
        start = entries.size() - 1;
        defaultLabel = Optional.empty();
        return this;
    }

    /** Chooses the default by itself after this time, unless a key is pressed: whole milliseconds, at least 1. */
    public Menu timeout(Duration limit) {
        Durations.milliseconds("timeout", limit);
        timeout = Optional.of(limit);
        return this;
    }

    /** Lets the time start again, at this much, when a key is pressed; iPXE of 2025 or newer. */
    public Menu restartedTimeout(Duration limit) {
        Durations.milliseconds("retimeout", limit);
        restartedTimeout = Optional.of(limit);
        return this;
    }

    /** The setting that keeps the name of the chosen item, {@code selected} unless told otherwise. */
    public Menu storeIn(SettingRef setting) {
        chosen = Optional.of(Settings.forText(setting));
        return this;
    }

    /** Gives the menu a name, which it needs in a script whose other menus or forms have one. */
    public Menu named(UiName menu) {
        name = Optional.of(menu);
        return this;
    }

    /** Shows the menu again after the block of an item that did not leave. */
    public Menu comesBack() {
        comesBack = true;
        return this;
    }

    /** What it is; for people to read. */
    @Override
    public String toString() {
        return "menu";
    }

    MenuNode node() {
        if (entries.stream().allMatch(Menu::isGap)) {
            throw new IllegalArgumentException("menu: no items (expected: at least one, choose fails without)");
        }
        return new MenuNode(
                title, name, List.copyOf(entries), startIndex(), timeout, restartedTimeout, chosen, comesBack);
    }

    private int startIndex() {
        if (defaultLabel.isEmpty()) {
            return start;
        }
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).target() instanceof MenuNode.Target.Jump jump
                    && jump.label().equals(defaultLabel.get())) {
                return i;
            }
        }
        throw new IllegalArgumentException("default item: " + defaultLabel.get()
                + " (expected: an item of the menu, iPXE takes the first one otherwise)");
    }

    private Menu jump(Optional<Key> key, Label target, Text text) {
        if (!labels.add(target)) {
            throw new IllegalArgumentException("menu: two items go to " + target + " (expected: one each)");
        }
        return add(key, text, new MenuNode.Target.Jump(target));
    }

    private Menu submenu(Optional<Key> key, Text text, Consumer<Menu> items) {
        Menu menu = new Menu(text, false);
        items.accept(menu);
        return add(key, text, new MenuNode.Target.Sub(menu.node()));
    }

    private Menu back(Optional<Key> key, Text text) {
        if (outermost) {
            throw new IllegalArgumentException("back: no menu around this one (expected: in a submenu)");
        }
        return add(key, text, new MenuNode.Target.Back());
    }

    private Menu add(Optional<Key> key, Text text, MenuNode.Target target) {
        key.ifPresent(hotKey -> {
            if (!keys.add(hotKey)) {
                throw new IllegalArgumentException("menu: two items have the key " + hotKey + " (expected: one each)");
            }
        });
        entries.add(MenuNode.Entry.of(key, text, target));
        return this;
    }

    private static boolean isGap(MenuNode.Entry entry) {
        return entry.target() instanceof MenuNode.Target.Gap;
    }
}
