package io.pxe4j.ipxe.lint;

import io.pxe4j.ipxe.syntax.ScriptSource;
import io.pxe4j.ipxe.syntax.Span;
import io.pxe4j.ipxe.syntax.TextEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Takes down what the rules find. */
final class Report {
    /** Findings of one rule in one script: more of the same help nobody, and scripts can be of any size. */
    static final int MOST_PER_RULE = 1000;

    private final List<Entry> entries = new ArrayList<>();
    private final Map<LintRule, Integer> counts = new EnumMap<>(LintRule.class);

    /** A finding before its place has a line and a column. */
    record Entry(LintRule rule, Severity severity, Span span, String message, List<TextEdit> fix) {
        Finding in(ScriptSource source) {
            return new Finding(
                    rule, severity, span, source.position(span.start()), source.position(span.end()), message, fix);
        }
    }

    void add(LintRule rule, Span span, String message) {
        add(rule, rule.severity(), span, message, List.of());
    }

    void add(LintRule rule, Severity severity, Span span, String message) {
        add(rule, severity, span, message, List.of());
    }

    void add(LintRule rule, Severity severity, Span span, String message, List<TextEdit> fix) {
        if (counts.merge(rule, 1, Integer::sum) <= MOST_PER_RULE) {
            entries.add(new Entry(rule, severity, span, message, fix));
        }
    }

    /** In the order of the text. */
    List<Entry> entries() {
        List<Entry> inOrder = new ArrayList<>(entries);
        inOrder.sort(
                Comparator.comparingInt((Entry entry) -> entry.span().start()).thenComparing(Entry::rule));
        return inOrder;
    }
}
