package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.ResultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A form that lets the user type settings.
 *
 * <p>Given to the block of {@link ScreenLines#form(Text, java.util.function.Consumer)}, which writes the form when the
 * block ends, on one line: a build without forms fails there and nowhere else.
 *
 * <pre>{@code
 * script.form("Who are you?", form -> form
 *         .field(SettingRef.of("username"), "Name")
 *         .secret(SettingRef.of("password"), "Password"))
 *     .orExit(1);
 * }</pre>
 */
public final class Form {
    private final Text title;
    private final List<Field> fields = new ArrayList<>();
    private Optional<UiName> name = Optional.empty();
    private boolean keep;

    private record Field(Optional<SettingRef> setting, boolean secret, Text text) {}

    Form(Text title) {
        this.title = title;
    }

    /** A line to type a setting on; it starts with the value that the setting has. */
    public Form field(SettingRef setting, Object... text) {
        return add(Optional.of(setting), false, text);
    }

    /** The same for what is not to be read over a shoulder. */
    public Form secret(SettingRef setting, Object... text) {
        return add(Optional.of(setting), true, text);
    }

    /** A line that is only there to be read. */
    public Form gap(Object... text) {
        return add(Optional.empty(), false, text);
    }

    /** Gives the form a name, which it needs in a script whose other menus or forms have one. */
    public Form named(UiName form) {
        name = Optional.of(form);
        return this;
    }

    /** Keeps the form, so that it can be shown again. */
    public Form keep() {
        keep = true;
        return this;
    }

    /** What it is; for people to read. */
    @Override
    public String toString() {
        return "form";
    }

    List<Command> commands() {
        if (fields.stream().allMatch(field -> field.setting().isEmpty())) {
            throw new IllegalArgumentException("form: no fields (expected: at least one, present fails without)");
        }
        List<Command> commands = new ArrayList<>();
        Command.Writer form = Command.named("form");
        name.ifPresent(given -> form.option("name", given));
        commands.add(form.words(title).fallible());
        fields.forEach(field -> commands.add(item(field)));
        Command.Writer present = Command.named("present");
        name.ifPresent(given -> present.option("form", given));
        if (keep) {
            present.flag("keep");
        }
        commands.add(present.ends(ResultKind.CONDITION));
        return commands;
    }

    private Command item(Field field) {
        Command.Writer item = Command.named("item");
        name.ifPresent(given -> item.option("form", given));
        if (field.secret()) {
            item.flag("secret");
        }
        if (field.setting().isEmpty()) {
            return item.flag("gap").words(field.text()).fallible();
        }
        return item.word(Text.of(field.setting().get().path()))
                .words(field.text())
                .fallible();
    }

    private Form add(Optional<SettingRef> setting, boolean secret, Object... text) {
        Field field = new Field(setting.map(Settings::writable), secret, Text.of(text));
        item(field); // refuses what cannot be written
        fields.add(field);
        return this;
    }
}
