package io.pxe4j.ipxe.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.ipxe.syntax.ScriptSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts in the shape of those that people run: what works is no error, whatever its style. */
class CorpusTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "menu-site",
                "lspci",
                "foreman-global",
                "foreman-intermediate",
                "matchbox",
                "matchbox-profile",
                "ironic",
                "ironic-deploy",
                "ltsp",
                "harvester",
                "fog",
                "fog-login",
                "wimboot",
                "smee-hook",
                "pixiecore",
                "cloud",
                "secure-boot"
            })
    void worksWithoutAnError(String name) throws IOException {
        List<Finding> findings = IpxeLinter.create().check(script(name));
        assertThat(findings)
                .as(LintReport.create().add(name, findings).toText())
                .noneMatch(finding -> finding.severity() == Severity.ERROR);
    }

    static ScriptSource script(String name) throws IOException {
        try (InputStream in = CorpusTest.class.getResourceAsStream("/lint/scripts/" + name + ".ipxe")) {
            return ScriptSource.parse(Objects.requireNonNull(in, name).readAllBytes());
        }
    }

    /** A menu as somebody wrote it who then asked why it did not work. */
    @Test
    void findsTheItemThatIsMisspelledAndTheLabelThatIsMissing() {
        ScriptSource source = ScriptSource.parse("""
                #!ipxe
                menu Choose
                item nix-minmal Minimal
                item nix-gui Graphical
                choose target && goto ${target}
                :nix-minimal
                sanboot http://192.0.2.1/minimal.iso
                goto menu
                :nix-gui
                sanboot http://192.0.2.1/gui.iso
                goto menu
                """);
        assertThat(IpxeLinter.create().check(source))
                .filteredOn(finding -> finding.severity() != Severity.INFO)
                .extracting(Finding::toString)
                .containsExactly(
                        "3:6: warning: IPX016: item nix-minmal: there is no label :nix-minmal (expected: perhaps"
                                + " nix-minimal)",
                        "5:1: warning: IPX054: \"choose target\": Escape ends the script (expected: || and what to do"
                                + " then)",
                        "5:18: warning: IPX014: goto ${target}: a value that is no label ends the script (expected: ||"
                                + " and what to do then)",
                        "6:1: warning: IPX012: label nix-minimal: no goto names it, and nothing runs into it (expected:"
                                + " a goto, or no label)",
                        "7:1: warning: IPX022: \"sanboot http://192.0.2.1/minimal.iso\": when it fails, the script ends"
                                + " (expected: || and what to do then)",
                        "8:6: error: IPX010: label \"menu\": is nowhere in the script (expected: a label that is"
                                + " there)",
                        "10:1: warning: IPX022: \"sanboot http://192.0.2.1/gui.iso\": when it fails, the script ends"
                                + " (expected: || and what to do then)",
                        "11:6: error: IPX010: label \"menu\": is nowhere in the script (expected: a label that is"
                                + " there)");
    }
}
