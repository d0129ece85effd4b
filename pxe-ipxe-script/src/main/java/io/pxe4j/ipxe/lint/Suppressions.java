package io.pxe4j.ipxe.lint;

import io.pxe4j.ipxe.syntax.LineKind;
import io.pxe4j.ipxe.syntax.ScriptSource;
import io.pxe4j.ipxe.syntax.SourceLine;
import io.pxe4j.ipxe.syntax.SourceWord;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What comments of a script ask the linter to pass over. */
final class Suppressions {
    private static final String LINE = "lint:ignore";
    private static final String FILE = "lint:ignore-file";

    private final Set<LintRule> everywhere = EnumSet.noneOf(LintRule.class);
    private final Map<Integer, Set<LintRule>> byLine = new HashMap<>();
    private final TreeMap<Integer, Integer> lineStarts = new TreeMap<>();

    private Suppressions() {}

    static Suppressions in(ScriptSource source, Report report) {
        Suppressions suppressions = new Suppressions();
        List<SourceLine> lines = source.lines();
        for (int i = 0; i < lines.size(); i++) {
            suppressions.lineStarts.put(lines.get(i).span().start(), i);
            Optional<SourceWord> comment = lines.get(i).comment();
            if (comment.isPresent() && lines.get(i).kind() != LineKind.MAGIC) {
                int about = lines.get(i).kind() == LineKind.COMMENT ? next(lines, i) : i;
                suppressions.read(comment.get(), about, report);
            }
        }
        return suppressions;
    }

    boolean hides(Report.Entry entry) {
        if (entry.rule() == LintRule.IPX000) {
            return false;
        }
        Map.Entry<Integer, Integer> line = lineStarts.floorEntry(entry.span().start());
        return everywhere.contains(entry.rule())
                || line != null
                        && byLine.getOrDefault(line.getValue(), Set.of()).contains(entry.rule());
    }

    /** The line that a comment on a line of its own is about: the next one that is no comment and not blank. */
    private static int next(List<SourceLine> lines, int comment) {
        int at = comment + 1;
        while (at < lines.size() && lines.get(at).kind() != LineKind.CODE) {
            at++;
        }
        return at;
    }

    private void read(SourceWord comment, int line, Report report) {
        String text = comment.text();
        int start = 0;
        while (start < text.length() && (text.charAt(start) == '#' || text.charAt(start) == ' ')) {
            start++;
        }
        if (!text.startsWith(LINE, start)) {
            return;
        }
        String[] words = text.substring(start).split("[\\s,]+", -1);
        boolean wholeFile = words[0].equals(FILE);
        if (!wholeFile && !words[0].equals(LINE)) {
            return;
        }
        Set<LintRule> rules =
                wholeFile ? everywhere : byLine.computeIfAbsent(line, number -> EnumSet.noneOf(LintRule.class));
        int named = 1;
        while (named < words.length && words[named].toUpperCase(Locale.ROOT).startsWith("IPX")) {
            String id = words[named++];
            LintRule.of(id)
                    .ifPresentOrElse(
                            rules::add,
                            () -> report.add(
                                    LintRule.IPX000,
                                    comment.span(),
                                    words[0] + ": " + Words.quoted(id) + " (expected: the id of a rule, as IPX022)"));
        }
        if (named == 1) {
            report.add(
                    LintRule.IPX000, comment.span(), words[0] + ": no rule named (expected: ids behind it, as IPX022)");
        }
    }
}
