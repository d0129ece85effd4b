package io.pxe4j.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.boot.cli.PxeBootCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final String BEGIN = "// README: the example begins here\n";
    private static final String END = "// README: and ends here\n";

    private final String readme = read(Path.of("../README.md"));

    @Test
    void showsTheExampleThatThisBuildCompiles() {
        String source = read(Path.of("src/test/java/readme/MyBootServer.java"));

        assertThat(block("java"))
                .isEqualTo(source.substring(source.indexOf(BEGIN) + BEGIN.length(), source.indexOf(END)));
    }

    @Test
    void callsCommandsAndOptionsThatExist() {
        List<String> calls = block("sh")
                .replace("\\\n", " ")
                .lines()
                .flatMap(line -> Stream.of(line.split(" ; ")))
                .filter(call -> call.startsWith("pxe-boot "))
                .map(call -> call.substring("pxe-boot ".length()))
                .toList();

        assertThat(calls).hasSizeGreaterThan(3);
        for (String call : calls) {
            var parsed = PxeBootCommand.commandLine().parseArgs(call.split(" +"));
            assertThat(parsed.hasSubcommand()).as(call).isTrue();
        }
    }

    private String block(String language) {
        return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(readme)
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file.toAbsolutePath(), e);
        }
    }
}
