package io.pxe4j.ipxe.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.language.CommandSpec;
import io.pxe4j.ipxe.language.Commands;
import io.pxe4j.ipxe.lint.LintRule;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Holds the guide together with the code: each block behind a marker is what the snippet's source or its result is.
 * Run with {@code -Dguide.write=true} to write the blocks anew.
 */
class GuideTest {
    private static final Path GUIDE = Path.of("../docs/ipxe-scripts.md");
    private static final Path SOURCE = Path.of("src/test/java/io/pxe4j/ipxe/guide/GuideSnippets.java");
    private static final Pattern BLOCK =
            Pattern.compile("<!-- (code|output|table): (\\w+) -->\n(.*?)(?=\n<!-- end -->)", Pattern.DOTALL);
    private static final Pattern SNIPPET = Pattern.compile(" *// code: (\\w+)\n(.*?)\n *// end\n", Pattern.DOTALL);

    @Test
    void showsWhatThisBuildCompilesAndWhatItGives() throws Exception {
        String guide = Files.readString(GUIDE);
        String current = current(guide);
        if (Boolean.getBoolean("guide.write")) {
            Files.writeString(GUIDE, current);
            return;
        }
        assertThat(guide).isEqualTo(current);
    }

    @Test
    void showsEverySnippetOnce() throws Exception {
        List<String> shown = BLOCK.matcher(Files.readString(GUIDE))
                .results()
                .filter(block -> block.group(1).equals("code"))
                .map(block -> block.group(2))
                .toList();
        assertThat(shown).containsExactlyInAnyOrderElementsOf(snippets().keySet());
        Set<String> methods = Arrays.stream(GuideSnippets.class.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(methods).isEqualTo(new TreeSet<>(snippets().keySet()));
    }

    private static String current(String guide) throws Exception {
        Map<String, String> snippets = snippets();
        StringBuilder current = new StringBuilder();
        Matcher block = BLOCK.matcher(guide);
        while (block.find()) {
            String name = block.group(2);
            String content = switch (block.group(1)) {
                case "code" -> "```java\n" + snippets.get(name) + "\n```";
                case "output" -> "```\n" + result(name).stripTrailing() + "\n```";
                default -> table(name);
            };
            block.appendReplacement(
                    current, Matcher.quoteReplacement("<!-- " + block.group(1) + ": " + name + " -->\n" + content));
        }
        return block.appendTail(current).toString();
    }

    private static String result(String name) throws ReflectiveOperationException {
        Method method = GuideSnippets.class.getDeclaredMethod(name);
        return String.valueOf(method.invoke(null));
    }

    private static Map<String, String> snippets() throws IOException {
        return SNIPPET.matcher(Files.readString(SOURCE))
                .results()
                .collect(Collectors.toMap(snippet -> snippet.group(1), GuideTest::code));
    }

    private static String code(MatchResult snippet) {
        return snippet.group(2)
                .lines()
                .map(line -> line.replaceFirst("^ {8}", ""))
                .collect(Collectors.joining("\n"));
    }

    private static String table(String name) {
        return switch (name) {
            case "commands" -> commands();
            case "rules" -> rules();
            default -> throw new AssertionError("table: " + name + " (expected: one that the test knows)");
        };
    }

    private static String rules() {
        StringBuilder table = new StringBuilder("| rule | severity | finds |\n|---|---|---|");
        for (LintRule rule : LintRule.values()) {
            String severity = rule.severity().name().toLowerCase(Locale.ROOT);
            String summary = rule.summary().replace("|", "\\|");
            table.append("\n| ").append(rule.id()).append(" | ").append(severity);
            table.append(" | ").append(summary).append(" |");
        }
        return table.toString();
    }

    /** The commands that not every profile has. */
    private static String commands() {
        Map<String, BuildProfile> named = BuildProfile.named();
        List<BuildProfile> profiles = List.of(
                named.get("debian12"),
                named.get("pcbios-1.21.1"),
                named.get("efi-x64-1.21.1"),
                named.get("pcbios"),
                named.get("efi-x64"),
                named.get("efi-arm64"));
        StringBuilder table = new StringBuilder("| command | needs | since |");
        profiles.forEach(profile -> table.append(' ').append(profile).append(" |"));
        table.append("\n|---|---|---|").append("---|".repeat(profiles.size()));
        for (CommandSpec command : Commands.all()) {
            if (profiles.stream().allMatch(profile -> profile.lacks(command).isEmpty())) {
                continue;
            }
            table.append("\n| `").append(command).append("` | ");
            table.append(command.feature().map(feature -> "`" + feature + "`").orElse(""));
            boolean old = command.since().equals(CommandSpec.OLD);
            table.append(" | ").append(old ? "" : command.since()).append(" |");
            profiles.forEach(profile -> table.append(profile.lacks(command).isEmpty() ? " yes |" : " |"));
        }
        return table.toString();
    }
}
