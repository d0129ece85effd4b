package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.BuildProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
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
 * script.dhcp().retry(3, Duration.ofSeconds(2)).orGoto(failed);
 * script.set("base", "http://", SettingRef.NEXT_SERVER, "/debian");
 * script.attempt(debian -> {
 *     debian.kernel(SettingRef.of("base"), "/linux").initrd(initrd).args("quiet").propagate();
 *     debian.initrd(initrd).propagate();
 *     debian.boot().propagate();
 * }).orGoto(failed);
 * script.label(failed).shell().ignoreFailure();
 * }</pre>
 *
 * <p>Not thread-safe; what it builds is.
 */
public final class IpxeScriptBuilder
        implements FlowLines, SettingLines, ScreenLines, ImageLines, NetworkLines, SanLines, SystemLines {
    private final boolean outermost;
    private final Optional<BuildProfile> profile;
    private final List<Statement> statements = new ArrayList<>();
    private @Nullable Object unfinished;

    IpxeScriptBuilder(boolean outermost, List<Statement> statements, Optional<BuildProfile> profile) {
        this.outermost = outermost;
        this.profile = profile;
        this.statements.addAll(statements);
    }

    /**
     * The script.
     *
     * @throws IllegalStateException if a line was left open, a label that is used is not placed, a label is placed
     *     twice, a kernel awaits an initrd that no line loads, or the build that the script is for lacks something
     */
    public IpxeScript build() {
        if (!outermost) {
            throw new IllegalStateException("build: called inside a block (expected: on the script's own builder)");
        }
        requireFinished();
        IpxeScript script = IpxeScript.of(List.copyOf(statements), profile);
        profile.ifPresent(target -> {
            List<String> missing = script.missingFrom(target);
            if (!missing.isEmpty()) {
                throw new IllegalStateException(String.join("; ", missing));
            }
        });
        return script;
    }

    /**
     * What runs when the condition of the {@code when} before it does not hold: the script goes on below either way.
     *
     * @throws IllegalStateException if the line before is no {@code when}, or has said it already
     */
    public IpxeScriptBuilder otherwise(Consumer<IpxeScriptBuilder> block) {
        requireFinished();
        int last = statements.size() - 1;
        if (last < 0
                || !(statements.get(last) instanceof Statement.Branch branch)
                || !branch.otherwise().isEmpty()) {
            throw new IllegalStateException(
                    "otherwise: no when before it (expected: when(...).then(...).otherwise(...))");
        }
        statements.set(last, new Statement.Branch(branch.condition(), branch.then(), block(block)));
        return this;
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
     * Lines that go into the script as they are, <b>unchecked</b>. Only the labels they place are looked at, so that
     * {@link #goTo} finds them. {@link IpxeScript#isChecked()} is false afterwards.
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
        IpxeScriptBuilder inner = new IpxeScriptBuilder(false, List.of(), Optional.empty());
        block.accept(inner);
        inner.requireFinished();
        return List.copyOf(inner.statements);
    }

    /** The command of a line that is used as a condition. */
    static Command single(Function<IpxeScriptBuilder, Fallible> line) {
        IpxeScriptBuilder inner = new IpxeScriptBuilder(false, List.of(), Optional.empty());
        Fallible fallible = line.apply(inner);
        List<Command> commands = fallible.commands();
        if (commands.size() != 1 || !inner.statements.isEmpty()) {
            throw new IllegalArgumentException("succeeds: several lines (expected: one, such as ifopen(\"net0\"))");
        }
        return commands.get(0);
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

    /** Runs a block that describes something: lines that it adds to the script itself would land before that. */
    void within(Object description, Runnable block) {
        open(description);
        block.run();
        unfinished = null;
    }

    Fallible fallible(Command.Writer command) {
        return new FixedLine(begin(), command.fallible());
    }

    Fallible check(Condition condition) {
        return new FixedLine(begin(), ((CommandCondition) condition).command());
    }

    IpxeScriptBuilder begin() {
        requireFinished();
        return this;
    }

    IpxeScriptBuilder add(Command command) {
        return add(new Statement.Do(command));
    }

    IpxeScriptBuilder add(Statement statement) {
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
}
