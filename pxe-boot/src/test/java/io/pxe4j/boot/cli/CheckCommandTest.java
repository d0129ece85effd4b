package io.pxe4j.boot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private final CommandRun command = new CommandRun();

    @TempDir
    Path directory;

    private String script(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    @Test
    void tellsWhatItFindsAndFailsOnErrors() throws IOException {
        String bad = script("bad.ipxe", "#!ipxe\ngoto nowhere\n");
        assertThat(command.run("check", bad)).isEqualTo(1);
        assertThat(command.out().toString())
                .isEqualTo(bad + ":2:6: error: label \"nowhere\": is nowhere in the script (expected: a label that is"
                        + " there) [IPX010]\n1 error, 0 warnings, 0 notes\n");
    }

    @Test
    void warningsAreNoErrors() throws IOException {
        String script = script("a.ipxe", "#!ipxe\ndhcp\nexit\n");
        assertThat(command.run("check", script)).isZero();
        assertThat(command.out().toString()).contains("IPX022").endsWith("0 errors, 1 warning, 0 notes\n");
    }

    @Test
    void mendsFiles() throws IOException {
        String script = script("a.ipxe", "#!gpxe\nmenu\nitem --gap ---- Text\nitem a\nchoose x ||\n");
        assertThat(command.run("check", "--fix", script)).isZero();
        assertThat(Path.of(script)).hasContent("#!ipxe\nmenu\nitem --gap -- ---- Text\nitem a\nchoose x ||\n");
        assertThat(command.out().toString()).isEqualTo("0 errors, 0 warnings, 0 notes\n");
    }

    @Test
    void writesSarifOverSeveralScripts() throws IOException {
        String one = script("one.ipxe", "#!ipxe\ngoto nowhere\n");
        String two = script("two.ipxe", "#!ipxe\nchian x ||\n");
        assertThat(command.run("check", "--format", "sarif", one, two)).isEqualTo(1);
        assertThat(command.out().toString())
                .startsWith("{\n  \"$schema\":")
                .contains("\"version\": \"2.1.0\"", "one.ipxe", "two.ipxe", "\"ruleId\": \"IPX030\"");
    }

    @Test
    void knowsTheBuildAndThePlace() throws IOException {
        String script = script("a.ipxe", "#!ipxe\nconsole ||\nprompt ||\nchain --replace x ||\n");
        assertThat(command.run("check", script)).isZero();
        assertThat(command.out().toString()).isEqualTo("0 errors, 0 warnings, 0 notes\n");
        assertThat(command.run("check", "--profile", "debian12", "--unattended", "--embedded", script))
                .isZero();
        assertThat(command.out().toString()).contains("IPX038", "IPX098", "IPX086");
    }

    @Test
    void problemsAreOneSentence() throws IOException {
        String script = script("a.ipxe", "#!ipxe\n");
        command.assertProblem("--format xml cannot be used", "check", "--format", "xml", script);
        new CommandRun().assertProblem("--profile dos cannot be used", "check", "--profile", "dos", script);
        new CommandRun().assertProblem("--fix cannot be used with standard input", "check", "--fix", "-");
        new CommandRun()
                .assertProblem("is no file", "check", directory.resolve("none").toString());
    }
}
