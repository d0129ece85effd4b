package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.SettingType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds the lines of a script, one after another, and refuses what iPXE would not understand as it is meant.
 *
 * <p>Lines that cannot fail return the builder. Lines that can return a {@link Fallible}, which asks what happens
 * then. What a line says is checked when it is added, what only the whole script can tell (labels, initrds) by
 * {@link #build}. Wherever a method takes {@code Object...}, the parts are those of {@link Text#of}: strings are
 * literal, a {@link SettingRef} is the value it has when the line runs.
 *
 * <p>A script can be written as one chain, or line by line:
 *
 * <pre>{@code
 * IpxeScriptBuilder script = IpxeScript.builder();
 * script.dhcp().orGoto(failed);
 * script.set("base", "http://", SettingRef.NEXT_SERVER, "/debian");
 * script.kernel(SettingRef.of("base"), "/linux").initrd(initrd).args("quiet").orGoto(failed);
 * script.initrd(initrd).orGoto(failed);
 * script.boot().orGoto(failed);
 * script.label(failed).shell().ignoreFailure();
 * }</pre>
 *
 * <p>Not thread-safe; what it builds is.
 */
public final class IpxeScriptBuilder {
    private final boolean outermost;
    private final List<Statement> statements = new ArrayList<>();
    private @Nullable Object unfinished;

    IpxeScriptBuilder(boolean outermost, List<Statement> statements) {
        this.outermost = outermost;
        this.statements.addAll(statements);
    }

    /**
     * The script.
     *
     * @throws IllegalStateException if a line was left open, a label that is used is not placed, a label is placed
     *     twice, or a kernel awaits an initrd that no line loads
     */
    public IpxeScript build() {
        if (!outermost) {
            throw new IllegalStateException("build: called inside a block (expected: on the script's own builder)");
        }
        requireFinished();
        return IpxeScript.of(List.copyOf(statements));
    }

    // Network

    /** Configures the network interfaces by DHCP, the named ones or all, until one succeeds. */
    public Fallible dhcp(String... interfaces) {
        Command.Writer dhcp = Command.named("dhcp");
        Arrays.stream(interfaces).forEach(name -> dhcp.word(Text.of(SettingName.checked("interface", name))));
        return new FixedLine(this, dhcp.ends(FailureKind.FALLIBLE));
    }

    // Settings

    /**
     * Sets a variable of the script, or one of iPXE's settings, to a text. A setting that iPXE does not read as text
     * is checked here, so the line cannot fail; what is known only when the script runs goes into {@link #setParsed}.
     * If all of the value's own settings are empty then, the setting is deleted.
     *
     * @param name the name alone, without scope and type
     */
    public IpxeScriptBuilder set(String name, Object... value) {
        return set(variable(name), value);
    }

    /** The same for a setting with a scope or a type, such as {@code SettingRef.of("net0/ip")}. */
    public IpxeScriptBuilder set(SettingRef target, Object... value) {
        Text text = Text.of(value);
        SettingType type = target.effectiveType();
        if (!type.takesAnyText()) {
            if (!text.isLiteral() || !type.isStoredEverywhere()) {
                throw new IllegalArgumentException("set " + target.path() + ": iPXE may be unable to read the value as "
                        + type + " (expected: setParsed, which asks what happens then)");
            }
            type.check(text.toString());
        }
        return add(Settings.set(target, text).neverFails());
    }

    /** Sets a setting to a value that iPXE has to read first, and may refuse. */
    public Fallible setParsed(SettingRef target, Object... value) {
        Text text = Text.of(value);
        if (text.isLiteral()) {
            target.effectiveType().check(text.toString());
        }
        return new FixedLine(this, Settings.set(target, text).ends(FailureKind.FALLIBLE));
    }

    /** Deletes a variable of the script, if it is there. */
    public IpxeScriptBuilder clear(String name) {
        return clear(variable(name));
    }

    /** Deletes a setting, if it is there. */
    public IpxeScriptBuilder clear(SettingRef target) {
        return add(Settings.clear(target));
    }

    // Conditions

    /** Fails if the setting does not exist, or is empty. */
    public Fallible isset(SettingRef setting) {
        return check(Condition.isset(setting));
    }

    /** Fails if two texts differ; see {@link Condition#iseq}. */
    public Fallible iseq(Object one, Object other) {
        return check(Condition.iseq(one, other));
    }

    /** Prints a text and waits for a key; fails if it is not pressed. */
    public PromptLine prompt(Object... text) {
        return new PromptLine(begin(), Prompt.of(text));
    }

    /** Does what {@link Guard} is told if the condition holds. */
    public Guard when(Condition condition) {
        return new Guard(begin(), condition);
    }

    // Flow

    /** The place that {@link #goTo} and the others go to. */
    public IpxeScriptBuilder label(Label label) {
        return add(new Statement.Place(label));
    }

    /** Goes on at the label. */
    public IpxeScriptBuilder goTo(Label label) {
        return add(Command.named("goto").word(Text.of(label)).target(label).ends(FailureKind.NO_RETURN));
    }

    /** Goes on at the label that a setting names; fails if there is none of that name. */
    public Fallible goTo(SettingRef label) {
        return new FixedLine(this, Command.named("goto").word(Text.of(label)).ends(FailureKind.FALLIBLE));
    }

    /** Waits: whole seconds, at least 1. Fails if somebody presses Ctrl-C. */
    public Fallible sleep(Duration duration) {
        long seconds = Durations.seconds("sleep", duration);
        return new FixedLine(this, Command.named("sleep").word(Text.of(seconds)).ends(FailureKind.FALLIBLE));
    }

    /** Opens iPXE's command line; fails if the last command typed there did. */
    public Fallible shell() {
        return new FixedLine(this, Command.named("shell").ends(FailureKind.FALLIBLE));
    }

    /** Leaves the script with success: a script that started it goes on; at the top, the firmware does. */
    public IpxeScriptBuilder exit() {
        return add(Command.named("exit").ends(FailureKind.NO_RETURN));
    }

    /**
     * Leaves the script with a status, 0..0x7fffffff. Anything but 0 is a failure to a script that started it, and lets
     * most UEFI firmware try the next boot option.
     */
    public IpxeScriptBuilder exit(int status) {
        if (status < 0) {
            throw new IllegalArgumentException("exit: " + status + " (expected: 0..2147483647)");
        }
        return add(Command.named("exit").word(Text.of(status)).ends(FailureKind.NO_RETURN));
    }

    // Images

    /** Fetches a kernel and selects it for {@link #boot()}. The parts are those of {@link IpxeUri#of}. */
    public KernelLine kernel(Object... uri) {
        return new KernelLine(begin(), IpxeUri.of(uri));
    }

    /** Fetches a file that goes with the kernel. */
    public InitrdLine initrd(Initrd initrd) {
        return new InitrdLine(begin(), initrd);
    }

    /** Gives an image, by its name or its address, a new command line. */
    public ImgargsLine imgargs(Object... image) {
        Text text = Text.of(image);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("imgargs: no image (expected: its name)");
        }
        return new ImgargsLine(begin(), text);
    }

    /** Fetches an image or another script and runs it; a script comes back when done. Parts as {@link IpxeUri#of}. */
    public ChainLine chain(Object... uri) {
        return new ChainLine(begin(), "chain", IpxeUri.of(uri).text());
    }

    /**
     * Boots the kernel that was selected before. Where none was selected, iPXE says so and takes that for success: the
     * script goes on below.
     */
    public ChainLine boot() {
        return new ChainLine(begin(), "boot", Text.of());
    }

    /** Boots from the local drive that {@link SanbootLine#drive} names, or from the first hard disk. */
    public SanbootLine sanboot() {
        return new SanbootLine(begin(), Optional.empty());
    }

    /** Boots from a drive over the network: {@code iscsi:...}, {@code aoe:...}, {@code http://.../x.iso}. */
    public SanbootLine sanboot(Object first, Object... more) {
        return new SanbootLine(begin(), Optional.of(IpxeUri.of(first, Text.of(more))));
    }

    // Menus and text

    /** Shows a menu and goes to the label that is chosen. Fails if the user leaves it by Escape. */
    public Fallible menu(String title, Consumer<Menu> items) {
        return menu(Text.of(title), items);
    }

    /** The same with a title that holds settings. */
    public Fallible menu(Text title, Consumer<Menu> items) {
        Menu menu = new Menu(title);
        open(menu); // lines that the block adds to the script itself would land before the menu
        items.accept(menu);
        unfinished = null;
        List<Command> dispatch = menu.dispatch();
        menu.lines().forEach(this::add);
        return new MenuLine(this, dispatch);
    }

    /** Opens a menu to which {@link #item}, {@link #gap} and {@link #choose} lines belong; replaces the one before. */
    public IpxeScriptBuilder menu(Object... title) {
        return add(Command.named("menu").words(Text.of(title)).neverFails());
    }

    /** Adds a line to the open menu. {@code name} is what {@link #choose} stores when it is chosen. */
    public ItemLine item(Object name, Object... text) {
        return new ItemLine(begin(), Text.of(name), Text.of(text));
    }

    /** Adds a line that cannot be chosen to the open menu; fails when there is none. */
    public Fallible gap(Object... text) {
        return new FixedLine(this, Menu.gapCommand(Text.of(text)).ends(FailureKind.FALLIBLE));
    }

    /** Shows the open menu, stores the name of the chosen item in a setting, and closes the menu. */
    public ChooseLine choose(SettingRef target) {
        return new ChooseLine(begin(), target);
    }

    /** Prints a line. */
    public IpxeScriptBuilder echo(Object... text) {
        return add(Command.named("echo").words(Text.of(text)).neverFails());
    }

    /** Prints a text and stays on its line. */
    public IpxeScriptBuilder echoWithoutNewline(Object... text) {
        return add(Command.named("echo").flag("n").words(Text.of(text)).neverFails());
    }

    /** A remark for readers of the script, on one or more lines. */
    public IpxeScriptBuilder comment(String text) {
        begin();
        for (String line : text.split("\\R", -1)) {
            if (line.chars().anyMatch(c -> c != ' ' && Characters.isBlankOrControl(c))) {
                throw new IllegalArgumentException(
                        "comment: " + Characters.quote(line) + " (expected: no control characters)");
            }
            add(new Statement.Comment(Characters.checked(line)));
        }
        return this;
    }

    /** An empty line. */
    public IpxeScriptBuilder blank() {
        return add(new Statement.Blank());
    }

    /**
     * Lines that go into the script as they are, <b>unchecked</b>: for commands that have no method here. Only the
     * labels they place are looked at, so that {@link #goTo} finds them. {@link IpxeScript#isChecked()} is false
     * afterwards.
     *
     * @throws IllegalArgumentException if it holds a NUL, or its last line would continue into the next one
     */
    public IpxeScriptBuilder raw(String lines) {
        Characters.checked(lines);
        if (lines.stripTrailing().endsWith("\\")) {
            throw new IllegalArgumentException(
                    "raw: ends in a backslash (expected: a whole line, this one would swallow the next)");
        }
        return add(new Statement.Raw(lines));
    }

    /** What a block adds, as statements. */
    static List<Statement> block(Consumer<IpxeScriptBuilder> block) {
        IpxeScriptBuilder inner = new IpxeScriptBuilder(false, List.of());
        block.accept(inner);
        inner.requireFinished();
        return List.copyOf(inner.statements);
    }

    /** Remembers a line that still has to be finished. */
    void open(Object line) {
        requireFinished();
        unfinished = line;
    }

    IpxeScriptBuilder finish(Object line, Statement statement) {
        if (unfinished != line) {
            throw new IllegalStateException("`" + line + "`: finished already (expected: one decision per line)");
        }
        unfinished = null;
        statements.add(statement);
        return this;
    }

    private Fallible check(Condition condition) {
        return new FixedLine(this, ((CommandCondition) condition).command());
    }

    private IpxeScriptBuilder begin() {
        requireFinished();
        return this;
    }

    private IpxeScriptBuilder add(Command command) {
        return add(new Statement.Do(command));
    }

    private IpxeScriptBuilder add(Statement statement) {
        requireFinished();
        statements.add(statement);
        return this;
    }

    private void requireFinished() {
        if (unfinished instanceof Guard) {
            throw new IllegalStateException("when: nothing depends on it (expected: then or thenGoto)");
        }
        if (unfinished != null) {
            throw new IllegalStateException("`" + unfinished
                    + "` can fail, and the script would end there (expected: orGoto, orElse, orExit, ignoreFailure or"
                    + " propagate before the next line)");
        }
    }

    private static SettingRef variable(String name) {
        SettingRef variable = new SettingRef("", name, Optional.empty());
        if (SettingName.tag(name).isPresent() || name.matches("[0-9.]+")) {
            throw new IllegalArgumentException("setting name: " + name
                    + " is a number, which iPXE takes for a DHCP option (expected: a name, or SettingRef.tag)");
        }
        return variable;
    }
}
