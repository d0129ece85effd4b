package io.pxe4j.ipxe;

import java.util.List;

/** What a script is made of, before its flow is turned into lines and labels. */
sealed interface Statement {
    /** A command that needs nobody to look at its status. */
    record Do(Command command) implements Statement {}

    /**
     * Commands of which each runs if the one before succeeded, and what happens when one fails.
     *
     * @param commands at least one
     * @param endsScript whether a failure ends the script
     * @param otherwise what runs after a failure if the script does not end; may be empty
     */
    record Try(List<Command> commands, boolean endsScript, List<Statement> otherwise) implements Statement {}

    /** One of two blocks, by a condition. */
    record Branch(Condition condition, List<Statement> then, List<Statement> otherwise) implements Statement {}

    /** A place to jump to. */
    record Place(Label label) implements Statement {}

    /** A line for readers. */
    record Comment(String text) implements Statement {}

    /** An empty line. */
    record Blank() implements Statement {}

    /** Lines that nobody checked. */
    record Raw(String lines) implements Statement {}
}
