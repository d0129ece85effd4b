package io.pxe4j.ipxe.lint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which menus and forms are there when a command runs, and what is in them. */
final class Menus {
    private static final Set<String> CREATES = Set.of("menu", "form");
    private static final Set<String> USES = Set.of("choose", "present");

    private final Script script;
    private final Tracking present;
    private final Tracking used;
    private final Map<Integer, List<Step>> items = new HashMap<>();

    private Menus(Script script) {
        this.script = script;
        this.present = Tracking.through(script, this::present);
        this.used = Tracking.through(script, this::used);
        script.steps().stream().filter(step -> step.is("item")).forEach(this::addItem);
    }

    static Menus of(Script script) {
        return new Menus(script);
    }

    static boolean creates(Step step) {
        return step.isAny(CREATES) && step.arguments().option("delete").isEmpty();
    }

    static boolean uses(Step step) {
        return step.isAny(USES);
    }

    /** Whether something in a menu can be chosen by it. */
    static boolean isNamedItem(Step item) {
        return item.arguments().option("gap").isEmpty() && item.positional(0).isPresent();
    }

    /** The name of the menu or form that a command is about; empty for the one without. */
    static Optional<String> name(Step step) {
        return step.arguments()
                .value("name")
                .or(() -> step.arguments().value("menu"))
                .or(() -> step.arguments().value("form"))
                .map(Arguments.Value::text);
    }

    /** The commands that created what the command finds; others may have, if {@link #mayHaveOthers}. */
    List<Step> foundBy(Step step) {
        return Arrays.stream(present.before(step).members())
                .mapToObj(script.steps()::get)
                .filter(found -> creates(found) && name(found).equals(name(step)))
                .toList();
    }

    /** Whether another script that ran before may have made a menu, or there are too many to know. */
    boolean mayHaveOthers(Step step) {
        Few before = present.before(step);
        return before.isMany()
                || Arrays.stream(before.members()).mapToObj(script.steps()::get).anyMatch(found -> !creates(found));
    }

    /** Whether on some way the menu has been used up by a {@code choose} before. */
    boolean isUsedUp(Step step) {
        return Arrays.stream(used.before(step).members())
                .mapToObj(script.steps()::get)
                .anyMatch(user -> name(user).equals(name(step)));
    }

    /** The items of the menu that a command created, gaps too. */
    List<Step> items(Step creator) {
        return items.getOrDefault(creator.index(), List.of());
    }

    /** What a {@code choose} can answer; empty if that is not known. */
    Optional<Set<String>> choices(Step choose) {
        if (mayHaveOthers(choose)) {
            return Optional.empty();
        }
        Set<String> names = new LinkedHashSet<>();
        for (Step menu : foundBy(choose)) {
            for (Step item : items(menu)) {
                if (isNamedItem(item)) {
                    names.add(item.positionals().get(0).text());
                }
            }
        }
        return names.isEmpty() || !names.stream().allMatch(Words::isLiteral) ? Optional.empty() : Optional.of(names);
    }

    private void addItem(Step item) {
        foundBy(item)
                .forEach(menu -> items.computeIfAbsent(menu.index(), creator -> new ArrayList<>())
                        .add(item));
    }

    private Few present(Step step, Few before, boolean succeeded) {
        if (creates(step)) {
            return before.without(other -> isReplaced(other, step)).with(step.index());
        }
        boolean destroys = uses(step) && step.arguments().option("keep").isEmpty() || step.isAny(CREATES);
        if (destroys) {
            return before.without(other -> creates(script.steps().get(other)) && hasSameName(other, step));
        }
        // Menus are iPXE's, not the script's: another script may leave one behind.
        boolean runsAnother = step.is("imgexec") && !step.positionals().isEmpty() && succeeded;
        return runsAnother ? before.with(step.index()) : before;
    }

    private Few used(Step step, Few before, boolean succeeded) {
        if (step.isAny(CREATES)) {
            return before.without(other -> hasSameName(other, step));
        }
        return uses(step) && step.arguments().option("keep").isEmpty() ? before.with(step.index()) : before;
    }

    private boolean isReplaced(int other, Step creator) {
        return !creates(script.steps().get(other)) || hasSameName(other, creator);
    }

    private boolean hasSameName(int other, Step step) {
        return name(script.steps().get(other)).equals(name(step));
    }
}
