package io.pxe4j.ipxe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A menu as it was described, before its items have names. A submenu has the name, the setting and the flag of the menu
 * around it, unless it has its own.
 *
 * @param name the name that tells it from other menus
 * @param start the entry that the cursor starts on, by its index; -1 for the first that can be chosen
 * @param chosen the setting that keeps the name of the chosen item
 * @param comesBack whether it is shown again after an item's block
 */
record MenuNode(
        Text title,
        Optional<UiName> name,
        List<Entry> entries,
        int start,
        Optional<Duration> timeout,
        Optional<Duration> restartedTimeout,
        Optional<SettingRef> chosen,
        boolean comesBack) {
    /**
     * One line of it.
     *
     * @param command the line in a menu without a name; for a target whose label is made later, an example
     */
    record Entry(Optional<Key> key, Text text, Target target, Command command) {
        static Entry of(Optional<Key> key, Text text, Target target) {
            String name = target instanceof Target.Jump jump ? jump.label().name() : "name";
            return new Entry(key, text, target, item(Optional.empty(), key, text, target, name));
        }

        /** The line of this entry, under the name that {@code choose} is to store. */
        Command in(Optional<UiName> menu, String name) {
            boolean known = target instanceof Target.Jump || target instanceof Target.Gap;
            return known && menu.isEmpty() ? command : item(menu, key, text, target, name);
        }

        private static Command item(Optional<UiName> menu, Optional<Key> key, Text text, Target target, String name) {
            Command.Writer item = Command.named("item");
            menu.ifPresent(ui -> item.option("menu", ui));
            key.ifPresent(hotKey -> item.option("key", hotKey.toString()));
            boolean gap = target instanceof Target.Gap;
            return (gap ? item.flag("gap") : item.word(Text.of(name)))
                    .words(text)
                    .neverFails();
        }
    }

    /** What a line leads to. */
    sealed interface Target {
        /** Nothing: the line cannot be chosen. */
        record Gap() implements Target {}

        /** A label of the script. */
        record Jump(Label label) implements Target {}

        /** A block. */
        record Run(List<Statement> block) implements Target {}

        /** Another menu, whose Escape leads back. */
        record Sub(MenuNode menu) implements Target {}

        /** The menu that this one was opened from. */
        record Back() implements Target {}
    }

    /** The labels of the script that it leads to. */
    List<Label> labels() {
        return entries.stream()
                .map(Entry::target)
                .filter(Target.Jump.class::isInstance)
                .map(target -> ((Target.Jump) target).label())
                .toList();
    }

    /** Whether all that its lines do is to go to a label of the script. */
    boolean isFlat() {
        return !comesBack
                && entries.stream()
                        .allMatch(
                                entry -> entry.target() instanceof Target.Jump || entry.target() instanceof Target.Gap);
    }
}
