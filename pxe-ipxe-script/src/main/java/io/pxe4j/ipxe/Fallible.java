package io.pxe4j.ipxe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A line that can fail, before it is said what happens then.
 *
 * <p>iPXE ends a script at the first line that fails and that says nothing about it
 * ({@code image/script.c:terminate_on_exit_or_failure}). So every such line has to be finished by one of the methods
 * here; options of the command come before. The next line, or {@code build()}, refuses a line that was left open.
 */
public abstract class Fallible {
    private final IpxeScriptBuilder script;
    private int times = 1;
    private Optional<Duration> pause = Optional.empty();
    private boolean timed;

    Fallible(IpxeScriptBuilder script) {
        this.script = script;
        script.open(this);
    }

    /**
     * Runs it again when it fails, until it succeeds or has been run this often. Only the last failure counts as one.
     *
     * @param most 1..0x7fffffff
     * @param wait between two runs: whole seconds, or zero for none. Ctrl-C ends the wait, and the runs
     */
    public Fallible retry(int most, Duration wait) {
        if (most < 1) {
            throw new IllegalArgumentException("retry: " + most + " (expected: 1..2147483647)");
        }
        times = most;
        pause = Durations.pause("retry", wait);
        return this;
    }

    /**
     * Runs it again when it fails, for ever.
     *
     * @param wait between two runs: whole seconds, at least 1, so that a server that is down is not flooded
     */
    public IpxeScriptBuilder retryForever(Duration wait) {
        Durations.seconds("retry", wait);
        return script.finish(this, new Statement.Attempt(body(), 0, Optional.of(wait), true, List.of()));
    }

    /** Prints how long it took, each time it runs. Few builds of iPXE have the {@code time} command that does it. */
    public Fallible timed() {
        commands().forEach(Command::timed); // refuses what cannot be written
        timed = true;
        return this;
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
        List<Statement> body = body(); // what the line lacks is told before what the block lacks
        List<Statement> otherwise = IpxeScriptBuilder.block(block);
        return script.finish(this, times == 1 ? decided(false, otherwise) : again(body, false, otherwise));
    }

    /** Success or failure, the script goes on below. */
    public IpxeScriptBuilder ignoreFailure() {
        return decide(false);
    }

    /**
     * On failure, the script ends, and whoever started it gets the failure. Inside an
     * {@link IpxeScriptBuilder#attempt}, the attempt ends.
     */
    public IpxeScriptBuilder propagate() {
        return decide(true);
    }

    /** The command as it stands; for people to read. */
    @Override
    public String toString() {
        List<Command> commands = commands();
        return commands.get(commands.size() - 1).text();
    }

    abstract Command command();

    /** What runs, each if the one before succeeded. */
    List<Command> commands() {
        return List.of(command());
    }

    /** It, and what happens when it fails. */
    Statement decided(boolean endsScript, List<Statement> otherwise) {
        List<Command> commands = commands();
        return new Statement.Try(
                timed ? commands.stream().map(Command::timed).toList() : commands, endsScript, otherwise);
    }

    private IpxeScriptBuilder decide(boolean endsScript) {
        return script.finish(this, times == 1 ? decided(endsScript, List.of()) : again(body(), endsScript, List.of()));
    }

    private Statement again(List<Statement> body, boolean endsScript, List<Statement> otherwise) {
        return new Statement.Attempt(body, times, pause, endsScript, otherwise);
    }

    private List<Statement> body() {
        return List.of(decided(true, List.of()));
    }
}
