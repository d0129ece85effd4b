package io.pxe4j.ipxe.eval;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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
        Optional<UserInterface> target = required(call.option("form").or(() -> call.option("menu")));
        if (target.isEmpty()) {
            return Status.ENOENT;
        }
        boolean gap = call.has("gap");
        List<String> words = call.arguments();
        Optional<String> name = gap || words.isEmpty() ? Optional.empty() : Optional.of(words.get(0));
        long key = call.option("key")
                .map(options::key)
                .orElse(OptionalLong.empty())
                .orElse(0);
        target.get()
                .items()
                .add(new MenuItem(name, call.textFrom(gap ? 0 : 1), key, call.has("default"), call.has("secret")));
        return Status.OK;
    }

    int choose(Call call) {
        Optional<SettingTree.Named> setting = settings.named(call.arguments().get(0), true);
        if (setting.isEmpty()) {
            return Status.EINVAL;
        }
        Optional<UserInterface> menu = required(call.option("menu"));
        if (menu.isEmpty()) {
            return Status.ENOENT;
        }
        int status = chosen(menu.get(), call, setting.get());
        if (!call.has("keep")) {
            machine.interfaces().remove(menu.get());
        }
        return status;
    }

    int present(Call call) {
        Optional<UserInterface> form = required(call.option("form"));
        if (form.isEmpty()) {
            return Status.ENOENT;
        }
        int status = machine.answers().succeeds(call.shown()) ? filled(form.get()) : Status.ECANCELED;
        if (!call.has("keep")) {
            machine.interfaces().remove(form.get());
        }
        return status;
    }

    int prompt(Call call) {
        long key = call.option("key")
                .map(options::key)
                .orElse(OptionalLong.empty())
                .orElse(0);
        PromptShown prompt = new PromptShown(Bytes.text(call.textFrom(0)), key, timeout(call));
        boolean pressed =
                machine.answers().succeeds(call.shown()) && machine.answers().presses(prompt);
        machine.did(new Step.Prompt(machine.place(), prompt, pressed));
        return pressed ? Status.OK : Status.ETIMEDOUT;
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
            return Status.ENOENT;
        }
        list.get().add(call.arguments().get(0), call.textFrom(1), call.has("header"));
        return Status.OK;
    }

    /** hci/tui/menu_ui.c:show_menu. */
    private int chosen(UserInterface menu, Call call, SettingTree.Named setting) {
        List<String> names =
                menu.items().stream().flatMap(item -> item.name().stream()).toList();
        if (names.isEmpty()) {
            machine.say("a menu without a named item cannot be shown: " + Status.text(Status.ENOENT));
            return Status.ENOENT;
        }
        MenuShown shown = new MenuShown(
                Bytes.text(menu.title()),
                menu.items().stream().map(ScreenActions::shown).toList(),
                Bytes.text(selected(menu, call.option("default"), names)),
                timeout(call));
        Optional<String> choice = machine.answers().succeeds(call.shown())
                ? machine.answers().chooses(shown).map(Bytes::of)
                : Optional.empty();
        choice.filter(name -> !names.contains(name)).ifPresent(name -> {
            throw new IllegalArgumentException(
                    "choice: " + Bytes.text(name) + " (expected: one of " + Bytes.texts(names) + ")");
        });
        machine.did(new Step.Menu(machine.place(), shown, choice.map(Bytes::text)));
        return choice.map(name -> settings.store(setting, name)).orElse(Status.ECANCELED);
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

    private int filled(UserInterface form) {
        List<MenuItem> inputs =
                form.items().stream().filter(item -> item.name().isPresent()).toList();
        if (inputs.isEmpty()) {
            machine.say("a form without inputs cannot be shown: " + Status.text(Status.EINVAL));
            return Status.EINVAL;
        }
        for (MenuItem input : inputs) {
            String name = input.name().orElseThrow();
            Optional<SettingTree.Named> setting = settings.named(name, true);
            int status = setting.map(target -> settings.ask(target, name, input.secret(), 0))
                    .orElse(Status.EINVAL);
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
        return call.option("timeout")
                .map(options::integer)
                .orElse(OptionalLong.empty())
                .orElse(0);
    }

    private Optional<UserInterface> required(Optional<String> name) {
        Optional<UserInterface> found = find(name);
        if (found.isEmpty()) {
            machine.say(
                    name.map(text -> "\"" + text + "\": no such user interface").orElse("No default user interface"));
        }
        return found;
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
