package io.pxe4j.ipxe;

import java.util.List;
import java.util.function.Consumer;

/**
 * A line that can fail, before it is said what happens then.
 *
 * <p>iPXE ends a script at the first line that fails and that says nothing about it. So every such line has to be
 * finished by one of the methods here; options of the command come before. The next line, or {@code build()}, refuses
 * a line that was left open.
 */
public abstract class Fallible {
    private final IpxeScriptBuilder script;

    Fallible(IpxeScriptBuilder script) {
        this.script = script;
        script.open(this);
    }

    /** On failure, goes on at the label. */
    public IpxeScriptBuilder orGoto(Label label) {
        return orElse(otherwise -> otherwise.goTo(label));
    }

    /** On failure, ends the script with this status, 0..0x7fffffff; see {@link IpxeScriptBuilder#exit(int)}. */
    public IpxeScriptBuilder orExit(int status) {
        return orElse(otherwise -> otherwise.exit(status));
    }

    /**
     * On failure, runs what the block adds; then, as after success, the script goes on below.
     *
     * @param block adds to the builder it is given, and to no other
     */
    public IpxeScriptBuilder orElse(Consumer<IpxeScriptBuilder> block) {
        List<Command> commands = commands();
        return script.finish(this, new Statement.Try(commands, false, IpxeScriptBuilder.block(block)));
    }

    /** Success or failure, the script goes on below. */
    public IpxeScriptBuilder ignoreFailure() {
        return script.finish(this, new Statement.Try(commands(), false, List.of()));
    }

    /** On failure, the script ends, and whoever started it gets the failure. */
    public IpxeScriptBuilder propagate() {
        return script.finish(this, new Statement.Try(commands(), true, List.of()));
    }

    /** The command as it stands; for people to read. */
    @Override
    public String toString() {
        return commands().get(commands().size() - 1).text();
    }

    abstract Command command();

    /** What runs, each if the one before succeeded. */
    List<Command> commands() {
        return List.of(command());
    }
}
