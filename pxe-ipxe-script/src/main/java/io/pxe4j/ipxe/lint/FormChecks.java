package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX001;
import static io.pxe4j.ipxe.lint.LintRule.IPX002;
import static io.pxe4j.ipxe.lint.LintRule.IPX003;
import static io.pxe4j.ipxe.lint.LintRule.IPX004;
import static io.pxe4j.ipxe.lint.LintRule.IPX005;
import static io.pxe4j.ipxe.lint.LintRule.IPX006;
import static io.pxe4j.ipxe.lint.LintRule.IPX043;
import static io.pxe4j.ipxe.lint.LintRule.IPX099;

import io.pxe4j.ipxe.syntax.LineKind;
import io.pxe4j.ipxe.syntax.SourceCommand;
import io.pxe4j.ipxe.syntax.SourceLine;
import io.pxe4j.ipxe.syntax.Span;
import io.pxe4j.ipxe.syntax.SyntaxProblem;
import io.pxe4j.ipxe.syntax.TextEdit;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The file as bytes and lines: magic, continuations, line ends. */
final class FormChecks implements Check {
    private static final int LONGEST_LINE = 2000;
    private static final int MOST_WORDS = 255;

    @Override
    public void check(Script script, Report report) {
        byte[] bytes = script.source().toBytes();
        for (SyntaxProblem problem : script.source().problems()) {
            switch (problem.kind()) {
                case NO_MAGIC -> noMagic(bytes, problem.span(), report);
                case UNFINISHED_CONTINUATION -> unfinished(bytes, report);
                case NUL -> report.add(IPX004, problem.span(), problem.kind().text());
                case UNTERMINATED_EXPANSION ->
                    report.add(IPX043, problem.span(), problem.kind().text());
            }
        }
        if (script.source().hasMagic() && bytes[2] == 'g') {
            report.add(
                    IPX002,
                    IPX002.severity(),
                    new Span(0, 6),
                    "magic: #!gpxe (expected: #!ipxe)",
                    List.of(new TextEdit(new Span(2, 3), "i")));
        }
        blanksBehindBackslash(script, bytes, report);
        carriageReturns(bytes, report);
        script.source().lines().forEach(line -> length(line, report));
    }

    private static void noMagic(byte[] bytes, Span span, Report report) {
        int magic = indexOfMagic(bytes);
        List<TextEdit> fix = List.of();
        if (magic > 0) {
            fix = List.of(new TextEdit(new Span(0, magic), ""));
        } else if (magic == 0 && bytes.length == 6) {
            fix = List.of(new TextEdit(new Span(6, 6), "\n"));
        }
        String found = magic > 0
                ? "the first " + magic + " bytes stand before the magic"
                : "magic: " + Words.quoted(new String(bytes, 0, Math.min(bytes.length, 12), StandardCharsets.UTF_8));
        report.add(
                IPX001,
                IPX001.severity(),
                span,
                found + " (expected: #!ipxe and a line end or blank as the very first bytes)",
                fix);
    }

    /** Where the magic begins, behind a byte order mark and blanks; -1 if it is nowhere there. */
    private static int indexOfMagic(byte[] bytes) {
        int at = 0;
        if (bytes.length > 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf) {
            at = 3;
        }
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] >= '\t' && bytes[at] <= '\r')) {
            at++;
        }
        boolean magic = bytes.length >= at + 6
                && new String(bytes, at, 6, StandardCharsets.ISO_8859_1).matches("#![ig]pxe")
                && (bytes.length == at + 6 || bytes[at + 6] == ' ' || bytes[at + 6] >= '\t' && bytes[at + 6] <= '\r');
        return magic ? at : -1;
    }

    private static void unfinished(byte[] bytes, Report report) {
        int backslash = bytes.length - 1;
        while (backslash > 0 && bytes[backslash] != '\\') {
            backslash--;
        }
        Span span = new Span(backslash, Math.min(bytes.length, backslash + 1));
        report.add(
                IPX003,
                IPX003.severity(),
                span,
                "the script ends in a backslash (expected: another line, or no backslash)",
                List.of(new TextEdit(span, "")));
    }

    private static void blanksBehindBackslash(Script script, byte[] bytes, Report report) {
        for (SourceLine line : script.source().lines()) {
            if (line.kind() != LineKind.CODE) {
                continue;
            }
            int end = line.span().end();
            while (end > line.span().start() && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
                end--;
            }
            int at = end;
            while (at > line.span().start() && (bytes[at - 1] == ' ' || bytes[at - 1] == '\t')) {
                at--;
            }
            if (at < end && at > line.span().start() && bytes[at - 1] == '\\') {
                report.add(
                        IPX005,
                        new Span(at - 1, end),
                        "blanks behind the backslash: the line is not continued (expected: nothing behind it)");
            }
        }
    }

    private static void carriageReturns(byte[] bytes, Report report) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return;
            }
            if (bytes[i] == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n')) {
                report.add(
                        IPX006,
                        new Span(i, i + 1),
                        "carriage return without line feed: all is one line (expected: line feeds)");
                return;
            }
        }
    }

    private static void length(SourceLine line, Report report) {
        int words = line.commands().stream()
                .map(SourceCommand::words)
                .mapToInt(List::size)
                .sum();
        if (line.span().length() > LONGEST_LINE || words > MOST_WORDS) {
            report.add(
                    IPX099,
                    new Span(
                            line.span().start(),
                            line.span().start() + Math.min(80, line.span().length())),
                    "line of " + line.span().length() + " bytes and " + words + " words (expected: at most "
                            + LONGEST_LINE + " and " + MOST_WORDS + "; settings can hold parts of it)");
        }
    }
}
