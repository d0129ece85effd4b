package io.pxe4j.ipxe.syntax;

import java.util.List;
import java.util.Optional;

/** A command in a line, and the operator before it. */
public final class SourceCommand {
    private final Optional<SourceWord> operatorWord;
    private final List<SourceWord> words;

    SourceCommand(Optional<SourceWord> operatorWord, List<SourceWord> words) {
        this.operatorWord = operatorWord;
        this.words = words;
    }

    /** The word that joins it to the command before it; none for the first of a line. */
    public Optional<SourceWord> operatorWord() {
        return operatorWord;
    }

    /** What joins it to the command before it; none for the first of a line. */
    public Optional<Operator> operator() {
        return operatorWord.flatMap(SourceWord::operator);
    }

    /** Its words, the name first. Empty for a command that does nothing, and succeeds. */
    public List<SourceWord> words() {
        return words;
    }

    /** The first word. */
    public Optional<SourceWord> name() {
        return words.isEmpty() ? Optional.empty() : Optional.of(words.get(0));
    }

    /** All words but the first. */
    public List<SourceWord> arguments() {
        return words.isEmpty() ? words : words.subList(1, words.size());
    }

    /** Whether there is no word. */
    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** From its first word to its last; for an empty command where its operator ends, or nothing at all. */
    public Optional<Span> span() {
        if (words.isEmpty()) {
            return operatorWord.map(
                    word -> new Span(word.span().end(), word.span().end()));
        }
        return Optional.of(new Span(
                words.get(0).span().start(), words.get(words.size() - 1).span().end()));
    }

    /** The words with single spaces between them. */
    @Override
    public String toString() {
        return String.join(" ", words.stream().map(SourceWord::text).toList());
    }
}
