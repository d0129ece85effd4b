package io.pxe4j.ipxe.syntax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the settings in a word, as core/settings.c:expand_settings does when their values hold no braces. */
final class ExpansionReader {
    private final List<SourceExpansion> expansions = new ArrayList<>();
    private int[] opened = new int[4];
    // Per opened one: whether it holds another. Deep nesting is data, so no recursion.
    private boolean[] holding = new boolean[4];
    private int depth;

    /** What was found. */
    record Found(List<SourceExpansion> expansions, Optional<Span> unterminated) {}

    private ExpansionReader() {}

    static Found read(SourceWord word) {
        return new ExpansionReader().scan(word);
    }

    private Found scan(SourceWord word) {
        for (int i = 0; i < word.length(); i++) {
            byte b = word.at(i);
            if (b == '$' && i + 1 < word.length() && word.at(i + 1) == '{') {
                open(i++);
            } else if (b == '}' && depth > 0) {
                close(word, i + 1);
            }
        }
        Optional<Span> unterminated =
                depth == 0 ? Optional.empty() : Optional.of(word.span(opened[depth - 1], word.length()));
        return new Found(List.copyOf(expansions), unterminated);
    }

    private void open(int at) {
        if (depth == opened.length) {
            opened = Arrays.copyOf(opened, 2 * depth);
            holding = Arrays.copyOf(holding, 2 * depth);
        }
        opened[depth] = at;
        holding[depth] = false;
        depth++;
    }

    private void close(SourceWord word, int end) {
        depth--;
        expansions.add(new SourceExpansion(word, opened[depth], end, depth, holding[depth]));
        if (depth > 0) {
            holding[depth - 1] = true;
        }
    }
}
