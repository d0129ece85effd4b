package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.ResultKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a script's lines share while they are written: labels, the commands that are used, and where a failure leads. */
final class FlowContext {
    private static final String GOTO = "goto ";

    private final Set<String> taken;
    private final Set<String> reached = new HashSet<>();
    private final List<Command> commands = new ArrayList<>();
    private @Nullable String failure;
    private long helpers;
    private int blocks;

    /** A context that makes labels of its own beside these. */
    FlowContext(Set<String> taken) {
        this.taken = taken;
    }

    /** The number of the next block, for the labels in it. */
    int nextBlock() {
        return ++blocks;
    }

    String newLabel(String word, int block) {
        String name = word + "_" + block;
        while (!taken.add(name)) {
            name += "_";
        }
        return name;
    }

    /** The command as text, which makes it one of the script's. */
    String text(Command command) {
        commands.add(command);
        command.inner().ifPresent(commands::add);
        helpers |= command.helpers();
        return command.text();
    }

    /** A jump to a label that the lines have. */
    String jump(String label) {
        reached.add(label);
        return text(Command.named("goto").word(Text.of(label)).ends(ResultKind.NO_RETURN));
    }

    boolean isReached(String label) {
        return reached.contains(label);
    }

    /** What a failure that nobody handles leads to; null if the script ends there. */
    @Nullable
    String failure() {
        if (failure != null && failure.startsWith(GOTO)) {
            reached.add(failure.substring(GOTO.length()));
        }
        return failure;
    }

    /** A jump that counts once a failure uses it. */
    static String failureAt(String label) {
        return GOTO + label;
    }

    /** Lets such failures lead to a command that does not come back; returns where they led before. */
    @Nullable
    String failTo(@Nullable String command) {
        String before = failure;
        failure = command;
        return before;
    }

    void mention(String raw) {
        helpers |= Helpers.in(raw);
    }

    long helpers() {
        return helpers;
    }

    List<Command> commands() {
        return commands;
    }
}
