package io.pxe4j.ipxe.syntax;

import java.util.ArrayList;
import java.util.List;

/** A script's text in one form. Only blanks change, and bytes that are no UTF-8 stay what they are. */
final class CanonicalText {
    private static final String CONTINUED = " \\\n    ";

    private final ScriptSource source;
    private final List<TextEdit> edits = new ArrayList<>();

    private CanonicalText(ScriptSource source) {
        this.source = source;
    }

    static ScriptSource of(ScriptSource source) {
        if (!source.hasMagic()) {
            return source;
        }
        CanonicalText text = new CanonicalText(source);
        source.lines().stream()
                .filter(line -> !line.hasNul() && !line.isUnfinished())
                .forEach(text::line);
        return source.edited(text.edits);
    }

    private void line(SourceLine line) {
        int at = line.span().start();
        boolean first = true;
        boolean endsInBackslash = false;
        for (SourceWord word : words(line)) {
            int start = word.span().start();
            replace(at, start, first ? "" : gap(at, start));
            // A comment reaches to the end of its line: its trailing blanks go.
            SourceWord shown = word.withoutTrailingBlanks();
            shown.continuations().forEach(span -> replace(span.start(), span.end(), ""));
            at = shown.span().end();
            first = false;
            endsInBackslash = shown.at(shown.length() - 1) == '\\';
        }
        // The blank keeps a last backslash from continuing the line.
        replace(at, line.span().end(), endsInBackslash ? " \n" : "\n");
    }

    private String gap(int start, int end) {
        return source.hasLineFeed(start, end) ? CONTINUED : " ";
    }

    private static List<SourceWord> words(SourceLine line) {
        List<SourceWord> words = new ArrayList<>();
        line.label().ifPresent(words::add);
        for (SourceCommand command : line.commands()) {
            command.operatorWord().ifPresent(words::add);
            words.addAll(command.words());
        }
        line.comment().ifPresent(words::add);
        return words;
    }

    private void replace(int start, int end, String replacement) {
        edits.add(new TextEdit(new Span(start, end), replacement));
    }
}
