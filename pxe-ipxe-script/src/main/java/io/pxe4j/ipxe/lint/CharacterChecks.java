package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX094;

import io.pxe4j.ipxe.syntax.SourceWord;
import java.util.List;
import java.util.Locale;

/** Characters that look like others. */
final class CharacterChecks implements Check {
    @Override
    public void check(Script script, Report report) {
        for (Script.Code line : script.lines()) {
            line.labelWord().ifPresent(word -> check(word, false, report));
            for (Step step : line.steps()) {
                List<SourceWord> words = step.source().words();
                for (int i = 0; i < words.size(); i++) {
                    boolean text = i > 0 && step.takesText();
                    check(words.get(i), text, report);
                }
            }
        }
    }

    private static void check(SourceWord word, boolean isText, Report report) {
        String text = word.text();
        if (text.chars().allMatch(c -> c < 0x80)) {
            return;
        }
        text.codePoints()
                .filter(c -> isInvisible(c) || !isText && isTypographic(c))
                .findFirst()
                .ifPresent(c -> report.add(
                        IPX094,
                        word.span(),
                        String.format(
                                Locale.ROOT,
                                "U+%04X in %s (expected: %s)",
                                c,
                                Words.quoted(text),
                                isInvisible(c) ? "a blank of ASCII, or nothing" : "the character of ASCII")));
    }

    private static boolean isInvisible(int c) {
        return c == 0xa0
                || c == 0xad
                || c >= 0x2000 && c <= 0x200f
                || c == 0x2028
                || c == 0x2029
                || c == 0x202f
                || c == 0x205f
                || c == 0x2060
                || c == 0x3000
                || c == 0xfeff;
    }

    /** Typographic hyphens, dashes and quotes, and what is not UTF-8. */
    private static boolean isTypographic(int c) {
        return c >= 0x2010 && c <= 0x201f || c == 0xab || c == 0xbb || c == 0xb4 || c == 0x2212 || c == 0xfffd;
    }
}
