package io.pxe4j.ipxe.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cuts a line into label, words and operators: core/exec.c:split_command and command_terminator. */
final class WordReader {
    private final LogicalText text;
    private final List<SourceCommand> commands = new ArrayList<>();
    private List<SourceWord> words = new ArrayList<>();
    private @Nullable SourceWord operator;
    private int at;

    private WordReader(LogicalText text) {
        this.text = text;
        this.at = text.start;
    }

    /**
     * Reads a line.
     *
     * @param sourceEnd where its bytes end in the source
     */
    static LineContent read(LogicalText text, int sourceEnd) {
        return new WordReader(text).read(sourceEnd);
    }

    private LineContent read(int sourceEnd) {
        skipSpace();
        Optional<SourceWord> label = at < text.end && text.data[at] == ':' ? Optional.of(word()) : Optional.empty();
        Optional<SourceWord> comment = Optional.empty();
        skipSpace();
        while (at < text.end) {
            if (text.data[at] == '#') {
                comment = Optional.of(new SourceWord(text, at, text.end));
                break;
            }
            SourceWord word = word();
            if (word.operator().isPresent()) {
                finishCommand(word);
            } else {
                words.add(word);
            }
            skipSpace();
        }
        finishCommand(null);
        return new LineContent(label, List.copyOf(commands), comment, nul(sourceEnd));
    }

    private Optional<Span> nul(int sourceEnd) {
        boolean hidden = text.end < text.limit;
        return hidden ? Optional.of(new Span(text.origin(text.end), sourceEnd)) : Optional.empty();
    }

    private void finishCommand(@Nullable SourceWord next) {
        commands.add(new SourceCommand(Optional.ofNullable(operator), List.copyOf(words)));
        words = new ArrayList<>();
        operator = next;
    }

    private SourceWord word() {
        int from = at;
        while (at < text.end && !Bytes.isSpace(text.data[at])) {
            at++;
        }
        return new SourceWord(text, from, at);
    }

    private void skipSpace() {
        while (at < text.end && Bytes.isSpace(text.data[at])) {
            at++;
        }
    }
}
