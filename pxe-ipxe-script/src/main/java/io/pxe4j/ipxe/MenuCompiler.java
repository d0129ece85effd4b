package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.ResultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns menus into lines: a label for every block and every submenu, and one {@code choose} for each menu. */
final class MenuCompiler {
    private static final SettingRef SELECTED = SettingRef.of("selected");

    private final FlowCompiler flow;
    private final FlowContext context;

    MenuCompiler(FlowCompiler flow, FlowContext context) {
        this.flow = flow;
        this.context = context;
    }

    void compile(Statement.MenuTree tree, List<Line> lines) {
        if (tree.root().isFlat()) {
            Shown menu = new Shown(tree.root(), "");
            menu.open(lines);
            flow.compile(new Statement.Try(menu.dispatch(), tree.endsScript(), tree.otherwise()), lines);
            return;
        }
        int block = context.nextBlock();
        int start = lines.size();
        String end = context.newLabel("end", block);
        Shown menu = new Shown(tree.root(), context.newLabel("menu", block));
        menu.open(lines);
        escape(tree, flow.joined(menu.dispatch()), end, lines);
        menu.blocks(end, lines);
        if (context.isReached(menu.label)) {
            lines.add(start, FlowCompiler.place(menu.label));
        }
        if (context.isReached(end)) {
            lines.add(FlowCompiler.place(end));
        }
    }

    /** Shows the menu; when the user leaves it, nothing may run into the blocks below. */
    private void escape(Statement.MenuTree tree, String dispatch, String end, List<Line> lines) {
        if (tree.endsScript()) {
            @Nullable String failure = context.failure();
            lines.add(FlowCompiler.other(failure == null ? dispatch : dispatch + " || " + failure));
            return;
        }
        Optional<String> leave =
                tree.otherwise().isEmpty() ? Optional.of(context.jump(end)) : flow.onlyLeave(tree.otherwise());
        if (leave.isPresent()) {
            lines.add(FlowCompiler.other(dispatch + " || " + leave.get()));
            return;
        }
        lines.add(FlowCompiler.other(dispatch + " ||"));
        List<Line> otherwise = flow.compile(tree.otherwise());
        lines.addAll(otherwise);
        if (FlowCompiler.fallsThrough(otherwise)) {
            lines.add(flow.jump(end));
        }
    }

    /** A menu whose entries have names. */
    private final class Shown {
        private final MenuNode menu;
        private final String label;
        private final Optional<UiName> uiName;
        private final SettingRef chosen;
        private final boolean comesBack;
        private final List<String> names = new ArrayList<>();

        Shown(MenuNode menu, String label) {
            this.menu = menu;
            this.label = label;
            this.uiName = menu.name();
            this.chosen = menu.chosen().orElse(SELECTED);
            this.comesBack = menu.comesBack();
            nameItems("");
        }

        Shown(MenuNode menu, String label, Shown parent) {
            this.menu = menu;
            this.label = label;
            this.uiName = menu.name().or(() -> parent.uiName);
            this.chosen = menu.chosen().orElse(parent.chosen);
            this.comesBack = menu.comesBack() || parent.comesBack;
            nameItems(parent.label);
        }

        private void nameItems(String parent) {
            for (MenuNode.Entry entry : menu.entries()) {
                names.add(name(entry.target(), parent));
            }
        }

        private String name(MenuNode.Target target, String parent) {
            if (target instanceof MenuNode.Target.Jump jump) {
                return jump.label().name();
            }
            if (target instanceof MenuNode.Target.Run) {
                return context.newLabel("item", context.nextBlock());
            }
            if (target instanceof MenuNode.Target.Sub) {
                return context.newLabel("menu", context.nextBlock());
            }
            return target instanceof MenuNode.Target.Back ? parent : "";
        }

        void open(List<Line> lines) {
            Command.Writer title = Command.named("menu");
            uiName.ifPresent(name -> title.option("name", name));
            lines.add(flow.line(title.words(menu.title()).neverFails()));
            for (int i = 0; i < names.size(); i++) {
                MenuNode.Entry entry = menu.entries().get(i);
                lines.add(flow.line(entry.in(uiName, names.get(i))));
            }
        }

        /** Shows the menu and goes where the chosen item says, which cannot fail: every item's label is there. */
        List<Command> dispatch() {
            Command.Writer choose = Command.named("choose");
            uiName.ifPresent(name -> choose.option("menu", name));
            if (menu.start() >= 0) {
                choose.option("default", names.get(menu.start()));
            }
            menu.timeout().ifPresent(limit -> choose.timeout("timeout", limit));
            menu.restartedTimeout().ifPresent(limit -> choose.timeout("retimeout", limit));
            Command.Writer jump = Command.named("goto");
            boolean hyphen = names.stream().anyMatch(name -> name.startsWith("-"));
            Text target = Text.of(chosen);
            return List.of(
                    choose.word(Text.of(chosen.path())).ends(ResultKind.CONDITION),
                    (hyphen ? jump.word(target) : jump.plainWord(target)).ends(ResultKind.NO_RETURN));
        }

        /** What the items do. */
        void blocks(String end, List<Line> lines) {
            for (int i = 0; i < names.size(); i++) {
                MenuNode.Target target = menu.entries().get(i).target();
                if (target instanceof MenuNode.Target.Run run) {
                    lines.add(FlowCompiler.place(names.get(i)));
                    List<Line> block = flow.compile(run.block());
                    lines.addAll(block);
                    if (FlowCompiler.fallsThrough(block)) {
                        lines.add(flow.jump(comesBack ? label : end));
                    }
                } else if (target instanceof MenuNode.Target.Sub sub) {
                    Shown submenu = new Shown(sub.menu(), names.get(i), this);
                    lines.add(FlowCompiler.place(submenu.label));
                    submenu.open(lines);
                    lines.add(FlowCompiler.other(flow.joined(submenu.dispatch()) + " || " + context.jump(label)));
                    submenu.blocks(end, lines);
                }
            }
        }
    }
}
