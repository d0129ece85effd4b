package io.pxe4j.ipxe;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.ipxe.language.ArgumentSpec;
import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.language.CommandSpec;
import io.pxe4j.ipxe.language.Commands;
import io.pxe4j.ipxe.language.OptionSpec;
import io.pxe4j.ipxe.language.PredefinedSettings;
import io.pxe4j.ipxe.language.SettingSpec;
import io.pxe4j.ipxe.language.SettingType;
import io.pxe4j.ipxe.language.UriReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of the language beside a real iPXE: the distribution's, of 2019. */
@Tag("firmware")
class RealCommandsTest {
    private static final BuildProfile BUILD = BuildProfile.debian12();
    private static final String UNRECOGNISED = "Unrecognised option \"";

    /** What nobody has: options are read in order, so that the complaint is about the first unknown one. */
    private static final String PROBE = "--zz";

    private static final List<String> FILES = List.of("plain.img", "with space.img", "a%b.img");
    private static final List<String> BAD_DRIVES = List.of(
            "iscsi:10.0.2.2", "iscsi:10.0.2.2:::iqn", "iscsi:10.0.2.2:::x1:iqn", "aoe:0.1", "aoe:e0", "aoe:e1.2x");

    private static Map<String, List<String>> console = Map.of();

    /** The lines of the script, by the marker before each. */
    private static final Map<String, String> LINES = new LinkedHashMap<>();

    @BeforeAll
    static void runsEverything(@TempDir Path files) throws IOException, InterruptedException {
        RealIpxe.assumeInstalled();
        for (String file : FILES) {
            Files.writeString(files.resolve(file), "x\n");
        }
        addCommands();
        Map<String, List<String>> said = new LinkedHashMap<>(run(files, LINES));
        Map<String, String> commands = new LinkedHashMap<>(LINES);
        addSettings();
        addTypes();
        addImages();
        BAD_DRIVES.forEach(uri -> LINES.put("drive " + uri, "sanhook " + uri + " ||"));
        Map<String, String> rest = new LinkedHashMap<>(LINES);
        rest.keySet().removeAll(commands.keySet());
        said.putAll(run(files, rest));
        console = said;
    }

    private static Map<String, List<String>> run(Path files, Map<String, String> lines)
            throws IOException, InterruptedException {
        IpxeScriptBuilder script = IpxeScript.builder();
        lines.forEach((marker, line) -> script.echo(RealIpxe.marker(marker)).raw(line));
        return RealIpxe.run(files, script.build());
    }

    private static void addCommands() {
        for (CommandSpec command : Commands.all()) {
            if (BUILD.lacks(command).isPresent()) {
                LINES.put("command " + command, command + " " + PROBE + " ||");
                continue;
            }
            // All that it has in one line, since a usage message takes the console a tenth of a second.
            StringBuilder line = new StringBuilder(command.name());
            for (OptionSpec option : command.options()) {
                String value = option.argument().map(RealCommandsTest::sample).orElse("");
                if (BUILD.version().includes(option.since())) {
                    line.append(' ').append(option).append(' ').append(value);
                    line.append(" -").append(option.shortName()).append(' ').append(value);
                } else {
                    String name = command + " " + option;
                    LINES.put("newer " + name, name + " " + value + " " + PROBE + " ||");
                }
            }
            LINES.put("command " + command, line + " " + PROBE + " ||");
            if (!command.name().equals(command.canonicalName())) {
                continue;
            }
            if (command.mostArguments() < CommandSpec.UNLIMITED
                    && !command.name().equals("exit")) {
                LINES.put("more " + command, command + " 1".repeat(command.mostArguments() + 1) + " ||");
            }
            if (command.leastArguments() > 0) {
                LINES.put("fewer " + command, command + " 1".repeat(command.leastArguments() - 1) + " ||");
            }
        }
        LINES.put("more exit", "exit 1 1 ||");
        LINES.put("words 255", "echo" + " 1".repeat(255) + " ||");
        LINES.put("words 256", "echo" + " 1".repeat(256) + " ||");
    }

    private static void addSettings() {
        for (SettingSpec setting : PredefinedSettings.all()) {
            if (setting.writable() && BUILD.lacks(setting).isEmpty()) {
                String name = setting.name();
                LINES.put(
                        "setting " + name,
                        "set " + name + " " + sample(setting.type()) + " && show " + name + " || echo refused\nclear "
                                + name + " ||");
                setting.tag()
                        .ifPresent(tag -> LINES.put(
                                "tag " + name,
                                "set " + tag + " " + sample(setting.type()) + " && show " + name
                                        + " || echo refused\nclear " + name + " ||"));
            }
        }
    }

    private static void addTypes() {
        for (SettingType type : SettingType.values()) {
            LINES.put(
                    "type " + type,
                    "set it:" + type + " " + sample(type) + " && show it:" + type + " || echo refused\nclear it ||");
            LINES.put(
                    "number " + type,
                    "set it:hexraw 01 ||\ninc it:" + type + " && echo added || echo refused\nclear it");
        }
    }

    private static void addImages() {
        for (String file : FILES) {
            IpxeUri uri = IpxeUri.of("tftp://" + RealIpxe.SERVER + "/", file.replace("%", "%25"), "?q=/r");
            LINES.put("image " + file, "imgfetch " + uri + " ||\nimgstat ||\nimgfree ||");
        }
    }

    @Test
    void hasTheCommandsOfItsProfileWithEveryOptionByBothNames() {
        int options = 0;
        for (CommandSpec command : Commands.all()) {
            String said = said("command " + command);
            if (BUILD.lacks(command).isPresent()) {
                assertThat(said).as(command.name()).contains("command not found");
            } else if (!command.name().equals("help")) { // which takes any word
                assertThat(said).as(LINES.get("command " + command)).contains(UNRECOGNISED + PROBE);
                options += command.options().size();
            }
        }
        assertThat(options).isGreaterThan(70);
    }

    @Test
    void doesNotKnowTheOptionsThatCameLater() {
        int newer = 0;
        for (CommandSpec command : Commands.all()) {
            for (OptionSpec option : command.options()) {
                if (LINES.containsKey("newer " + command + " " + option)) {
                    assertThat(said("newer " + command + " " + option)).contains(UNRECOGNISED + option);
                    newer++;
                }
            }
        }
        assertThat(newer).isGreaterThan(15);
    }

    @Test
    void countsItsArguments() {
        for (CommandSpec command : Commands.all()) {
            if (BUILD.lacks(command).isPresent() || command.name().equals("help")) {
                continue;
            }
            List<String> counts = new ArrayList<>(List.of("more ", "fewer "));
            counts.removeIf(count -> !LINES.containsKey(count + command));
            assertThat(counts)
                    .allSatisfy(count -> assertThat(said(count + command))
                            .as(LINES.get(count + command))
                            .contains("Usage:"));
        }
        assertThat(said("words 255")).startsWith("1 1 ").doesNotContain("Usage");
        assertThat(said("words 256")).contains("Usage");
    }

    @Test
    void settingsHaveTheTypesOfTheTable() {
        int settings = 0;
        for (SettingSpec setting : PredefinedSettings.all()) {
            for (String by : List.of("setting ", "tag ")) {
                if (LINES.containsKey(by + setting)) {
                    assertThat(said(by + setting))
                            .as(LINES.get(by + setting))
                            .contains(setting + ":" + setting.type() + " = ");
                    settings++;
                }
            }
        }
        assertThat(settings).isGreaterThan(60);
    }

    @Test
    void typesAreStoredAndAddedToAsTheTableSays() {
        for (SettingType type : SettingType.values()) {
            boolean stored = BUILD.lacks(type).isEmpty()
                    && type.isStorable()
                    && BUILD.version().includes(type.storableSince());
            assertThat(said("type " + type).contains("refused"))
                    .as("set %s: %s", type, said("type " + type))
                    .isEqualTo(!stored);
            assertThat(said("number " + type).contains("added"))
                    .as("inc %s: %s", type, said("number " + type))
                    .isEqualTo(type.isNumber());
        }
    }

    @Test
    void imagesAreNamedAfterTheirUri() {
        for (String file : FILES) {
            String uri = LINES.get("image " + file).split("[ \n]")[1];
            assertThat(said("image " + file))
                    .contains(UriReference.parse(uri).imageName().orElseThrow() + " : ")
                    .contains(file + " : ");
        }
    }

    @Test
    void drivesThatTheRulesRefuseAreInvalid() {
        assertThat(BAD_DRIVES).allSatisfy(uri -> {
            assertThat(said("drive " + uri)).as(uri).contains("ipxe.org/1c"); // EINVAL
            assertThat(io.pxe4j.ipxe.language.UriRules.problem(uri)).isPresent();
        });
    }

    /** What was said after a marker, as one line: the console wraps long ones. */
    private static String said(String marker) {
        return String.join("", console.getOrDefault(marker, List.of("(no output)")));
    }

    private static String sample(ArgumentSpec argument) {
        return switch (argument.kind()) {
            case UUID -> sample(SettingType.UUID);
            case CONFIGURATOR -> "dhcp";
            case KEY -> "0x197e";
            case INTEGER, TIMEOUT, DRIVE -> String.valueOf(Math.max(argument.least(), 1));
            case INTERFACE -> "net0";
            default -> "x";
        };
    }

    private static String sample(SettingType type) {
        return switch (type) {
            case IPV4 -> "192.0.2.1";
            case IPV6 -> "2001:db8::1";
            case INT8, INT16, INT32, UINT8, UINT16, UINT32 -> "5";
            case HEX -> "52:54";
            case HEXHYP -> "52-54";
            case HEXRAW -> "5254";
            case BASE64 -> "aGk=";
            case UUID, GUID -> "00112233-4455-6677-8899-aabbccddeeff";
            default -> "x";
        };
    }
}
