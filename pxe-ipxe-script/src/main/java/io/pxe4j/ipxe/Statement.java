package io.pxe4j.ipxe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a script is made of, before its flow is turned into lines and labels. */
sealed interface Statement {
    /** A command that needs nobody to look at its status. */
    record Do(Command command) implements Statement {}

    /**
     * Commands of which each runs if the one before succeeded, and what happens when one fails.
     *
     * @param commands at least one
     * @param endsScript whether a failure ends the script, or the attempt that this is in
     * @param otherwise what runs after a failure if the script does not end; may be empty
     */
    record Try(List<Command> commands, boolean endsScript, List<Statement> otherwise) implements Statement {}

    /**
     * A block that is left at the first failure in it, and may be tried again.
     *
     * @param times how often it is tried; 0 for ever
     */
    record Attempt(
            List<Statement> body, int times, Optional<Duration> pause, boolean endsScript, List<Statement> otherwise)
            implements Statement {}

    /** One of two blocks, by a condition. */
    record Branch(Condition condition, List<Statement> then, List<Statement> otherwise) implements Statement {}

    /** A block that runs again and again while a condition holds. */
    record While(Condition condition, List<Statement> body) implements Statement {}

    /** A block for each network interface, with its number in a setting. */
    record EachInterface(SettingRef counter, List<Statement> body) implements Statement {}

    /** The block whose value a text has, or the last one. */
    record Choice(Text text, List<Case> cases, List<Statement> otherwise) implements Statement {
        /** A value and its block. */
        record Case(Text value, List<Statement> block) {}
    }

    /** A menu, what its items do, and what happens when the user leaves it. */
    record MenuTree(MenuNode root, boolean endsScript, List<Statement> otherwise) implements Statement {}

    /** A place to jump to. */
    record Place(Label label) implements Statement {}

    /** A line for readers. */
    record Comment(String text) implements Statement {}

    /** An empty line. */
    record Blank() implements Statement {}

    /** Lines that nobody checked. */
    record Raw(String lines) implements Statement {}
}
