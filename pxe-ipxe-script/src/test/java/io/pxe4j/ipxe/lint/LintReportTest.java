package io.pxe4j.ipxe.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.ipxe.syntax.ScriptSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class LintReportTest {
    private static final List<Finding> FINDINGS =
            IpxeLinter.create().check(ScriptSource.parse("#!ipxe\necho ä ${x\ngoto \"nowhere\\\"\nitem --gap ---\n"));

    @Test
    void textIsALineForEachFindingAndASum() {
        assertThat(LintReport.create().add("boot/a.ipxe", FINDINGS).toText()).isEqualTo("""
                boot/a.ipxe:2:8: warning: ${ without } in the same word (expected: both, with no blank between them) [IPX043]
                boot/a.ipxe:3:6: error: label ""nowhere\\"": is nowhere in the script (expected: a label that is there) [IPX010]
                boot/a.ipxe:3:6: error: ""nowhere\\"": the quote is part of the word (expected: no quotes) [IPX040*]
                boot/a.ipxe:3:6: warning: ""nowhere\\"": the backslash stays (expected: the character itself, or a setting: set esc:hex 1b, then ${esc:string}) [IPX044]
                boot/a.ipxe:4:1: warning: item --gap ---: nothing leads here (expected: a label before it, or a way past the line above) [IPX013]
                boot/a.ipxe:4:12: error: "---": is taken for an option (expected: -- before it) [IPX036*]
                3 errors, 3 warnings, 0 notes
                """);
    }

    @Test
    void countsBySeverity() {
        LintReport report = LintReport.create().add("a", FINDINGS).add("b", FINDINGS);
        assertThat(report.count(Severity.ERROR)).isEqualTo(6);
        assertThat(report.count(Severity.WARNING)).isEqualTo(6);
        assertThat(report.count(Severity.INFO)).isZero();
        assertThat(LintReport.create().toText()).isEqualTo("0 errors, 0 warnings, 0 notes\n");
    }

    @Test
    void sarifNamesTheRuleThePlaceAndTheMessage() {
        String sarif = LintReport.create()
                .add("boot dir/ä.ipxe", FINDINGS.subList(1, 2))
                .toSarif();
        assertThat(sarif).startsWith("""
                {
                  "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
                  "version": "2.1.0",
                  "runs": [
                    {
                      "tool": {
                        "driver": {
                          "name": "pxe4j",
                """).endsWith("""
                      "columnKind": "unicodeCodePoints",
                      "results": [
                        {
                          "ruleId": "IPX010",
                          "level": "error",
                          "message": {
                            "text": "label \\"\\"nowhere\\\\\\"\\": is nowhere in the script (expected: a label that is there)"
                          },
                          "locations": [
                            {
                              "physicalLocation": {
                                "artifactLocation": {
                                  "uri": "boot%20dir/%C3%A4.ipxe"
                                },
                                "region": {
                                  "startLine": 3,
                                  "startColumn": 6,
                                  "endLine": 3,
                                  "endColumn": 16
                                }
                              }
                            }
                          ]
                        }
                      ]
                    }
                  ]
                }
                """);
        for (LintRule rule : LintRule.values()) {
            assertThat(sarif).contains("\"id\": \"" + rule.id() + "\"");
        }
        assertThat(sarif).contains("\"level\": \"note\"", "\"level\": \"warning\"");
    }

    @Test
    void sarifWithoutFindingsHasAnEmptyList() {
        assertThat(LintReport.create().toSarif()).contains("\"results\": []");
    }

    @Test
    void jsonEscapesWhatItMust() {
        assertThat(Json.of(List.of("a\"b\\c\n\u007f\ud83d\ude00é", 7, true, List.of())))
                .isEqualTo("[\n  \"a\\\"b\\\\c\\u000a\\u007f\\ud83d\\ude00é\",\n  7,\n  true,\n  []\n]\n");
    }
}
