package io.pxe4j.ipxe.lint;

import io.pxe4j.ipxe.syntax.Position;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The findings of one or several scripts, for people or for other programs. Not safe for several threads at a time.
 *
 * <pre>{@code
 * String sarif = LintReport.create().add("boot.ipxe", linter.check(source)).toSarif();
 * }</pre>
 */
public final class LintReport {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private final Map<String, List<Finding>> findings = new LinkedHashMap<>();

    private LintReport() {}

    /** An empty report. */
    public static LintReport create() {
        return new LintReport();
    }

    /**
     * Adds what was found in a script.
     *
     * @param name where it is: a path with slashes, or a URI
     */
    public LintReport add(String name, List<Finding> found) {
        Objects.requireNonNull(name, "name");
        findings.computeIfAbsent(name, script -> new ArrayList<>()).addAll(found);
        return this;
    }

    /** How many findings of that severity there are. */
    public long count(Severity severity) {
        return findings.values().stream()
                .flatMap(List::stream)
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    /**
     * A line for each finding as compilers print them, {@code boot.ipxe:3:7: error: ... [IPX030]}, and one with the
     * sums. {@code *} behind the id marks what {@link IpxeLinter#fix} mends.
     */
    public String toText() {
        StringBuilder text = new StringBuilder();
        findings.forEach((name, found) -> found.forEach(finding -> text.append(name)
                .append(':')
                .append(finding.start())
                .append(": ")
                .append(finding.severity())
                .append(": ")
                .append(finding.message())
                .append(" [")
                .append(finding.rule())
                .append(finding.isFixable() ? "*]\n" : "]\n")));
        return text.append(String.format(
                        Locale.ROOT,
                        "%s, %s, %s\n",
                        counted(count(Severity.ERROR), "error"),
                        counted(count(Severity.WARNING), "warning"),
                        counted(count(Severity.INFO), "note")))
                .toString();
    }

    /**
     * The report as SARIF 2.1.0 (OASIS), which code hosts show beside the lines. Columns count Unicode code points.
     */
    public String toSarif() {
        List<Object> results = new ArrayList<>();
        findings.forEach((name, found) -> found.forEach(finding -> results.add(result(name, finding))));
        Map<String, Object> driver = map(
                "name", "pxe4j",
                "informationUri", "https://github.com/pxe4j/pxe4j",
                "rules", rules());
        Map<String, Object> run =
                map("tool", map("driver", driver), "columnKind", "unicodeCodePoints", "results", results);
        return Json.of(map("$schema", SCHEMA, "version", "2.1.0", "runs", List.of(run)));
    }

    private static List<Object> rules() {
        List<Object> rules = new ArrayList<>();
        for (LintRule rule : LintRule.values()) {
            rules.add(map(
                    "id", rule.id(),
                    "shortDescription", map("text", rule.summary()),
                    "fullDescription", map("text", rule.reason()),
                    "defaultConfiguration", map("level", rule.severity().sarifLevel())));
        }
        return rules;
    }

    private static Map<String, Object> result(String name, Finding finding) {
        Map<String, Object> location =
                map("artifactLocation", map("uri", uri(name)), "region", region(finding.start(), finding.end()));
        return map(
                "ruleId", finding.rule().id(),
                "level", finding.severity().sarifLevel(),
                "message", map("text", finding.message()),
                "locations", List.of(map("physicalLocation", location)));
    }

    private static Map<String, Object> region(Position start, Position end) {
        return map(
                "startLine", start.line(),
                "startColumn", start.column(),
                "endLine", end.line(),
                "endColumn", end.column());
    }

    /** SARIF asks for URIs: what they cannot hold is percent-encoded. */
    private static String uri(String name) {
        StringBuilder uri = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/:@+,;=&?%".indexOf(c) >= 0);
            uri.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return uri.toString();
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i].toString(), keysAndValues[i + 1]);
        }
        return map;
    }
}
