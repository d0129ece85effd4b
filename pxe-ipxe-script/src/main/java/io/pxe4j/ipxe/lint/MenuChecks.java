package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX050;
import static io.pxe4j.ipxe.lint.LintRule.IPX051;
import static io.pxe4j.ipxe.lint.LintRule.IPX052;
import static io.pxe4j.ipxe.lint.LintRule.IPX053;
import static io.pxe4j.ipxe.lint.LintRule.IPX055;
import static io.pxe4j.ipxe.lint.LintRule.IPX056;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Menus and forms: what is in them, and whether they are there. */
final class MenuChecks implements Check {
    @Override
    public void check(Script script, Report report) {
        boolean[] reachable = script.flow().reachable();
        for (Step step : script.steps()) {
            boolean needsMenu = Menus.uses(step) || step.is("item");
            if (needsMenu && reachable[step.index()]) {
                existence(script, step, report);
            }
            if (step.is("choose")) {
                defaultItem(script, step, report);
            } else if (Menus.creates(step)) {
                duplicates(script, step, report);
            }
        }
        mixture(script, report);
    }

    private static void existence(Script script, Step step, Report report) {
        Menus menus = script.menus();
        boolean usedUp = menus.isUsedUp(step);
        List<Step> found = menus.foundBy(step);
        if (usedUp) {
            report.add(
                    IPX052,
                    step.span(),
                    step.name() + ": the menu was chosen from before and is gone (expected: --keep there, or the menu"
                            + " made anew)");
        } else if (found.isEmpty() && !menus.mayHaveOthers(step)) {
            report.add(
                    IPX051,
                    step.span(),
                    step.name() + ": there is no menu"
                            + Menus.name(step).map(name -> " " + name).orElse("")
                            + " (expected: menu or form before it)");
        }
        boolean empty = step.is("choose")
                && !found.isEmpty()
                && !menus.mayHaveOthers(step)
                && found.stream().allMatch(menu -> menus.items(menu).stream().noneMatch(Menus::isNamedItem));
        if (empty) {
            report.add(IPX050, step.span(), "choose: the menu has no items (expected: an item with a name before it)");
        }
    }

    private static void defaultItem(Script script, Step step, Report report) {
        Optional<Arguments.Value> value = step.arguments().value("default");
        if (value.isEmpty() || !Words.isLiteral(value.get().text())) {
            return;
        }
        script.menus()
                .choices(step)
                .filter(choices -> !choices.contains(value.get().text()))
                .ifPresent(choices -> report.add(
                        IPX055,
                        value.get().word().span(),
                        "default " + value.get().text() + ": is no item of the menu (expected: "
                                + LabelChecks.near(value.get().text(), choices)
                                        .map(near -> "perhaps " + near)
                                        .orElse("one of its items")
                                + ")"));
    }

    private static void duplicates(Script script, Step menu, Report report) {
        Map<String, Step> names = new HashMap<>();
        Map<String, Step> keys = new HashMap<>();
        for (Step item : script.menus().items(menu)) {
            // Behind a condition, the same name or key may stand in each branch.
            if (script.lineOf(item).steps().size() > 1) {
                continue;
            }
            if (Menus.isNamedItem(item)) {
                item.literal(0).ifPresent(name -> duplicate(names, "item " + name, item, report));
            }
            item.arguments()
                    .value("key")
                    .filter(key -> Words.isLiteral(key.text()))
                    .ifPresent(key -> duplicate(keys, "key " + key.text(), item, report));
        }
    }

    private static void duplicate(Map<String, Step> seen, String what, Step item, Report report) {
        Step first = seen.putIfAbsent(what, item);
        // A menu that is made in two places has each item twice.
        if (first != null && first != item) {
            report.add(IPX056, item.span(), what + ": is in the menu already (expected: each once)");
        }
    }

    private static void mixture(Script script, Report report) {
        List<Step> creators = script.steps().stream().filter(Menus::creates).toList();
        boolean named = creators.stream().anyMatch(step -> Menus.name(step).isPresent());
        boolean unnamed = creators.stream().anyMatch(step -> Menus.name(step).isEmpty());
        if (named && unnamed) {
            Step first = creators.stream()
                    .filter(step -> Menus.name(step).isPresent())
                    .findFirst()
                    .orElseThrow();
            report.add(
                    IPX053,
                    first.span(),
                    first.name() + ": has a name, others have none (expected: names for all, or for none)");
        }
    }
}
