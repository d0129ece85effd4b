package io.pxe4j.ipxe.lint;

import io.pxe4j.ipxe.language.CommandSpec;
import io.pxe4j.ipxe.language.Commands;
import io.pxe4j.ipxe.syntax.Operator;
import io.pxe4j.ipxe.syntax.SourceCommand;
import io.pxe4j.ipxe.syntax.SourceWord;
import io.pxe4j.ipxe.syntax.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One command of a script, with what the language says about it. */
final class Step {
    /** Commands that show their words to people. */
    private static final Set<String> SHOWING = Set.of("echo", "prompt", "menu", "form", "item");
    /** Commands that keep words for others to read. */
    private static final Set<String> KEEPING = Set.of("set", "param");

    private final int index;
    private final int line;
    private final SourceCommand source;
    private final Span span;
    private final Optional<CommandSpec> spec;
    private final Arguments arguments;

    private Step(int index, int line, SourceCommand source, Span span) {
        this.index = index;
        this.line = line;
        this.source = source;
        this.span = span;
        this.spec = source.name().map(SourceWord::text).flatMap(Commands::find);
        this.arguments = Arguments.read(spec, source.arguments());
    }

    static Step of(int index, int line, SourceCommand source, Span around) {
        return new Step(index, line, source, source.span().orElse(new Span(around.start(), around.start())));
    }

    /** Its number among all commands of the script. */
    int index() {
        return index;
    }

    /** The number of its line in {@link Script#lines()}. */
    int line() {
        return line;
    }

    SourceCommand source() {
        return source;
    }

    Span span() {
        return span;
    }

    Optional<CommandSpec> spec() {
        return spec;
    }

    Arguments arguments() {
        return arguments;
    }

    boolean isEmpty() {
        return source.isEmpty();
    }

    Optional<Operator> operator() {
        return source.operator();
    }

    /** The name as written; empty if there is none. */
    String name() {
        return source.name().map(SourceWord::text).orElse("");
    }

    /** Whether it is the command of that canonical name, under whichever name. */
    boolean is(String canonicalName) {
        return spec.isPresent() && spec.get().canonicalName().equals(canonicalName);
    }

    boolean isAny(Set<String> canonicalNames) {
        return spec.isPresent() && canonicalNames.contains(spec.get().canonicalName());
    }

    /** Whether its words are text for people. */
    boolean shows() {
        return isAny(SHOWING);
    }

    /** Whether its words are text, in which characters mean nothing to iPXE. */
    boolean takesText() {
        return shows() || isAny(KEEPING);
    }

    List<SourceWord> positionals() {
        return arguments.positionals();
    }

    Optional<SourceWord> positional(int at) {
        return at < positionals().size() ? Optional.of(positionals().get(at)) : Optional.empty();
    }

    /** The argument at that place if no setting is in it. */
    Optional<String> literal(int at) {
        return positional(at).map(SourceWord::text).filter(Words::isLiteral);
    }

    @Override
    public String toString() {
        return source.toString();
    }
}
