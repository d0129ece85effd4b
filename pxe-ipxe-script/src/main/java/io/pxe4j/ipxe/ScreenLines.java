package io.pxe4j.ipxe;

import java.util.function.Consumer;

/** The lines of a script that talk to the user, and those that describe a request. */
public sealed interface ScreenLines permits IpxeScriptBuilder {
    /** Prints a line. */
    default IpxeScriptBuilder echo(Object... text) {
        return script().add(Command.named("echo").words(Text.of(text)).neverFails());
    }

    /** Prints a text and stays on its line. */
    default IpxeScriptBuilder echoWithoutNewline(Object... text) {
        return script().add(Command.named("echo").flag("n").words(Text.of(text)).neverFails());
    }

    /** Prints a text and waits for a key; fails if it is not pressed. */
    default PromptLine prompt(Object... text) {
        return new PromptLine(script().begin(), Prompt.of(text));
    }

    /** Shows a menu and does what its items say. Fails if the user leaves it by Escape. */
    default Fallible menu(String title, Consumer<Menu> items) {
        return menu(Text.of(title), items);
    }

    /** The same with a title that holds settings. */
    default Fallible menu(Text title, Consumer<Menu> items) {
        Menu menu = new Menu(title);
        script().within(menu, () -> items.accept(menu));
        return new MenuLine(script(), menu.node());
    }

    /**
     * Opens a menu to which {@link #item}, {@link #gap} and {@link #choose} lines belong; replaces the one before that
     * has no name either.
     */
    default IpxeScriptBuilder menu(Object... title) {
        return script().add(Command.named("menu").words(Text.of(title)).neverFails());
    }

    /** The same for a menu with a name, of which several can be open. */
    default IpxeScriptBuilder menu(UiName name, Object... title) {
        return script().add(Command.named("menu")
                .option("name", name)
                .words(Text.of(title))
                .neverFails());
    }

    /** Removes a menu or form that {@link #choose} or {@link #present} kept. */
    default IpxeScriptBuilder deleteMenu() {
        return script().add(Command.named("menu").flag("delete").neverFails());
    }

    /** The same for one with a name. */
    default IpxeScriptBuilder deleteMenu(UiName name) {
        return script().add(Command.named("menu")
                .option("name", name)
                .flag("delete")
                .neverFails());
    }

    /** Adds a line to the open menu. {@code name} is what {@link #choose} stores when it is chosen. */
    default ItemLine item(Object name, Object... text) {
        return new ItemLine(script().begin(), Text.of(name), Text.of(text));
    }

    /** Adds a line that cannot be chosen to the open menu; fails when there is none. */
    default GapLine gap(Object... text) {
        return new GapLine(script().begin(), Text.of(text));
    }

    /** Shows the open menu, stores the name of the chosen item in a setting, and closes the menu. */
    default ChooseLine choose(SettingRef target) {
        return new ChooseLine(script().begin(), target);
    }

    /** Shows a form and stores what is typed into it. Fails if the user leaves it by Escape; iPXE of 2024 or newer. */
    default Fallible form(String title, Consumer<Form> fields) {
        return form(Text.of(title), fields);
    }

    /** The same with a title that holds settings. */
    default Fallible form(Text title, Consumer<Form> fields) {
        Form form = new Form(title);
        script().within(form, () -> fields.accept(form));
        return new CommandsLine(script(), form.commands());
    }

    /** Opens a form to which {@link #item}, {@link #gap} and {@link #present} lines belong. */
    default Fallible form(Object... title) {
        return script().fallible(Command.named("form").words(Text.of(title)));
    }

    /** The same for a form with a name. */
    default Fallible form(UiName name, Object... title) {
        return script().fallible(Command.named("form").option("name", name).words(Text.of(title)));
    }

    /** Shows the open form, stores what is typed, and closes the form. */
    default PresentLine present() {
        return new PresentLine(script().begin());
    }

    /** Starts a list of request parameters. */
    default ParamsLine params() {
        return new ParamsLine(script().begin());
    }

    /** Starts a list of request parameters and fills it. */
    default Fallible params(Consumer<Params> parameters) {
        Params params = new Params();
        script().within(params, () -> parameters.accept(params));
        return new CommandsLine(script(), params.commands());
    }

    /** Removes the list of request parameters that has no name. */
    default Fallible deleteParams() {
        return script().fallible(Command.named("params").flag("delete"));
    }

    /** Removes a list of request parameters. */
    default Fallible deleteParams(UiName list) {
        return script().fallible(Command.named("params").option("name", list).flag("delete"));
    }

    /** Adds a form parameter to the list; iPXE encodes it. The name and the parts of the value are those of a text. */
    default ParamLine param(Object name, Object... value) {
        return new ParamLine(script().begin(), false, Text.of(name), Text.of(value));
    }

    /** Adds a header to the request; iPXE of 2023 or newer. */
    default ParamLine header(Object name, Object... value) {
        return new ParamLine(script().begin(), true, Text.of(name), Text.of(value));
    }

    /** Sets the graphics mode and the picture behind the text. */
    default ConsoleLine console() {
        return new ConsoleLine(script().begin());
    }

    /** Says what a colour of the palette looks like, 0..255. */
    default ColourLine colour(int index) {
        return new ColourLine(script().begin(), index);
    }

    /** Gives a part of the screen its two colours. */
    default CpairLine cpair(ScreenPart part) {
        return new CpairLine(script().begin(), part);
    }

    /** Clears the screen, by the sequence that terminals understand. */
    default IpxeScriptBuilder clearScreen() {
        return echoWithoutNewline("\u001b[2J\u001b[H");
    }

    private IpxeScriptBuilder script() {
        return (IpxeScriptBuilder) this;
    }
}
