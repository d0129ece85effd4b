package io.pxe4j.ipxe.eval;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;

/** The commands of hci/commands/dynui_cmd.c and param_cmd.c, and prompt. */
final class ScreenActions {
    private final Machine machine;
    private final OptionReader options;
    private final SettingActions settings;

    ScreenActions(Machine machine, OptionReader options) {
        this.machine = machine;
        this.options = options;
        this.settings = new SettingActions(machine, options);
    }

    int create(Call call) {
        Optional<String> name = call.option("name");
        find(name).ifPresent(machine.interfaces()::remove);
        if (!call.has("delete")) {
            machine.interfaces().add(new UserInterface(name, call.textFrom(0)));
        }
        return Status.OK;
    }

    int item(Call call) {
        return with(call.option("form").or(() -> call.option("menu")), target -> add(target, call));
    }

    private int add(UserInterface target, Call call) {
        boolean gap = call.has("gap");
        List<String> words = call.arguments();
        Optional<String> name = gap || words.isEmpty() ? Optional.empty() : Optional.of(words.get(0));
        target.items()
                .add(new MenuItem(
                        name, call.textFrom(gap ? 0 : 1), key(call), call.has("default"), call.has("secret")));
        return Status.OK;
    }

    int choose(Call call) {
        return settings.with(
                call.arguments().get(0),
                true,
                setting -> with(call.option("menu"), menu -> used(menu, call, chosen(menu, call, setting))));
    }

    int present(Call call) {
        return with(call.option("form"), form -> used(form, call, filled(form, call)));
    }

    int prompt(Call call) {
        PromptShown prompt = new PromptShown(Bytes.text(call.textFrom(0)), key(call), timeout(call));
        boolean pressed = machine.allows(call) && machine.answers().presses(prompt);
        machine.did(new Step.Prompt(machine.place(), prompt, pressed));
        // Without a time-out, only another key ends the wait.
        Errno error = prompt.timeoutMillis() == 0 ? Errno.ECANCELED : Errno.ETIMEDOUT;
        return pressed ? Status.OK : error.from(Origin.PROMPT);
    }

    int params(Call call) {
        String name = call.option("name").orElse("");
        machine.parameters().removeIf(list -> list.name().equals(name));
        if (!call.has("delete")) {
            machine.parameters()
                    .add(new ParameterList(name, call.option("method").orElse("")));
        }
        return Status.OK;
    }

    int param(Call call) {
        String name = call.option("params").orElse("");
        Optional<ParameterList> list = machine.parameters().stream()
                .filter(known -> known.name().equals(name))
                .findFirst();
        if (list.isEmpty()) {
            machine.say(name.isEmpty() ? "No default parameter list" : "\"" + name + "\": no such parameter list");
            return Errno.ENOENT.from(Origin.PARSEOPT);
        }
        list.get().add(call.arguments().get(0), call.textFrom(1), call.has("header"));
        return Status.OK;
    }

    /** hci/tui/menu_ui.c:show_menu. */
    private int chosen(UserInterface menu, Call call, SettingTree.Named setting) {
        List<String> names =
                menu.items().stream().flatMap(item -> item.name().stream()).toList();
        if (names.isEmpty()) {
            machine.say("a menu without a named item cannot be shown: " + Errno.ENOENT.text());
            return Errno.ENOENT.from(Origin.MENU_UI);
        }
        MenuShown shown = new MenuShown(
                Bytes.text(menu.title()),
                menu.items().stream().map(ScreenActions::shown).toList(),
                Bytes.text(selected(menu, call.option("default"), names)),
                timeout(call));
        Optional<String> choice =
                machine.allows(call) ? machine.answers().chooses(shown).map(Bytes::of) : Optional.empty();
        choice.filter(name -> !names.contains(name)).ifPresent(name -> {
            throw new IllegalArgumentException(
                    "choice: " + Bytes.text(name) + " (expected: one of " + Bytes.texts(names) + ")");
        });
        machine.did(new Step.Menu(machine.place(), shown, choice.map(Bytes::text)));
        return choice.map(name -> settings.store(setting, name)).orElse(Errno.ECANCELED.from(Origin.MENU_UI));
    }

    /** The first named item, unless a default says otherwise; a default that is no item is passed over. */
    private static String selected(UserInterface menu, Optional<String> wanted, List<String> names) {
        if (wanted.isPresent()) {
            return names.contains(wanted.get()) ? wanted.get() : names.get(0);
        }
        String last = names.get(0);
        for (MenuItem item : menu.items()) {
            if (item.preselected() && item.name().isPresent()) {
                last = item.name().get();
            }
        }
        return last;
    }

    private int filled(UserInterface form, Call call) {
        List<MenuItem> inputs =
                form.items().stream().filter(item -> item.name().isPresent()).toList();
        if (inputs.isEmpty()) {
            machine.say("a form without inputs cannot be shown: " + Errno.EINVAL.text());
            return Errno.EINVAL.from(Origin.FORM_UI);
        }
        if (!machine.allows(call)) {
            return Errno.ECANCELED.from(Origin.FORM_UI);
        }
        for (MenuItem input : inputs) {
            int status = settings.ask(input.name().orElseThrow(), input.secret());
            if (status != Status.OK) {
                return status;
            }
        }
        return Status.OK;
    }

    private static MenuItem shown(MenuItem item) {
        return new MenuItem(
                item.name().map(Bytes::text), Bytes.text(item.text()), item.key(), item.preselected(), item.secret());
    }

    private long timeout(Call call) {
        return options.number(call, "timeout").orElse(0);
    }

    private long key(Call call) {
        return call.option("key").map(options::key).orElse(OptionalLong.empty()).orElse(0);
    }

    /** core/parseopt.c:parse_dynui. */
    private int with(Optional<String> name, ToIntFunction<UserInterface> action) {
        return find(name).map(action::applyAsInt).orElseGet(() -> {
            machine.say(
                    name.map(text -> "\"" + text + "\": no such user interface").orElse("No default user interface"));
            return Errno.ENOENT.from(Origin.PARSEOPT);
        });
    }

    /** Whatever came of it, it is gone afterwards. */
    private int used(UserInterface shown, Call call, int status) {
        if (!call.has("keep")) {
            machine.interfaces().remove(shown);
        }
        return status;
    }

    /** core/dynui.c:find_dynui compares names without a look whether there are any. */
    private Optional<UserInterface> find(Optional<String> name) {
        for (UserInterface known : machine.interfaces()) {
            if (known.name().equals(name)) {
                return Optional.of(known);
            }
            if (known.name().isPresent() != name.isPresent()) {
                machine.found(
                        Finding.Kind.MIXED_MENUS,
                        "a menu with a name and one without: iPXE reads through a null pointer (expected: a name for"
                                + " all or for none)");
            }
        }
        return Optional.empty();
    }
}
