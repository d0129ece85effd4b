package io.pxe4j.ipxe;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.ipxe.eval.Evaluator;
import io.pxe4j.ipxe.eval.EvaluatorBuilder;
import io.pxe4j.ipxe.eval.Run;
import io.pxe4j.ipxe.language.BuildProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The evaluator against Debian's iPXE. Every program is a script of its own, which the first script chains, so that
 * many run in one machine; what {@code echo} and {@code show} print begins with a mark or a name of ours, by which it
 * is told from what else iPXE says.
 */
@Tag("firmware")
class RealEvaluatorTest {
    private static final List<String> TYPES = List.of(
            "int8",
            "int16",
            "int32",
            "uint8",
            "uint16",
            "uint32",
            "hex",
            "hexhyp",
            "hexraw",
            "uristring",
            "ipv4",
            "base64",
            "uuid",
            "guid",
            "busdevfn",
            "nosuch");

    @TempDir
    Path files;

    @BeforeAll
    static void findIpxe() {
        RealIpxe.assumeInstalled();
    }

    /** All lines of two to four commands that succeed, fail or print, with every operator between them. */
    @Test
    void runsLinesFromLeftToRight() throws Exception {
        List<String> programs = new ArrayList<>();
        List<String> commands = List.of("isset x", "isset ${}", "echo >");
        List<String> operators = List.of(" || ", " && ", " ; ");
        List<String> lines = new ArrayList<>(commands);
        for (int length = 2; length <= 3; length++) {
            List<String> longer = new ArrayList<>();
            for (String line : lines) {
                for (String operator : operators) {
                    for (String command : commands) {
                        longer.add(line + operator + (command.startsWith("echo") ? command + length : command));
                    }
                }
            }
            for (String line : longer) {
                programs.add(line + " && echo >yes || echo >no");
            }
            lines = longer;
        }
        assertThat(programs).hasSize(27 + 243);
        agree(inGroups(programs, 45));
    }

    /** Words put together from pieces of expansions, over settings that hold pieces themselves. */
    @Test
    void expandsWords() throws Exception {
        String settings =
                "set za b\nset zb 1\nset zc:hex 24:7b:7a:62:7d\nset zd:hex 24\nset ze:hex 7b\nset zf:hex 7d\n";
        List<String> pieces = List.of(
                "${",
                "}",
                "$",
                "{",
                "z",
                "a",
                "b",
                "za",
                "zb",
                "${za}",
                "${z${za}}",
                "${zc:string}",
                "${zd:string}",
                "${ze:string}",
                "${zf:string}",
                ":hex",
                ":string",
                "/",
                "${}",
                "-",
                "#");
        Random random = new Random(5);
        List<String> lines = new ArrayList<>();
        while (lines.size() < 360) {
            StringBuilder line = new StringBuilder("echo >");
            for (int i = random.nextInt(9); i >= 0; i--) {
                line.append(pieces.get(random.nextInt(pieces.size()))).append(random.nextInt(6) == 0 ? " " : "");
            }
            lines.add(line + " || echo >no");
        }
        List<String> programs = new ArrayList<>();
        for (String group : inGroups(lines, 40)) {
            programs.add(settings + group);
        }
        agree(programs);
    }

    /** Every type reads every value, and what it stored is shown as every type. */
    @Test
    void readsAndShowsTypes() throws Exception {
        List<String> values = List.of(
                "0",
                "1",
                "-1",
                "42",
                "300",
                "0x10",
                "010",
                "08",
                "0x",
                "65536",
                "4294967295",
                "4294967296",
                "-129",
                "x",
                "41",
                "01:ab",
                "01:AB:ff",
                "1:2",
                "01-ab",
                "01ab",
                "01:",
                "YWI=",
                "YW",
                "YWJj",
                "Y W J j",
                "10.0.0.1",
                "10.0.0",
                "1.2.3.256",
                "0x0a.010.1.1",
                "a%20b%2",
                "%zz%41",
                "a+b&c=d/e#f?g:h@i%j",
                "00112233-4455-6677-8899-aabbccddeeff",
                "00112233445566778899aabbccddeeff",
                "00:11:22",
                "+5",
                "0b1");
        List<String> programs = new ArrayList<>();
        for (String type : TYPES) {
            List<String> lines = new ArrayList<>();
            for (String value : values) {
                lines.add("clear zv");
                lines.add("set zv:" + type + " " + value + " && echo >stored || echo >refused");
                // The BIOS breaks lines of more than 80 characters.
                lines.add("echo >${zv}");
                lines.add("echo >${zv:hexraw}");
            }
            programs.add(String.join("\n", lines) + "\n");
        }
        for (String value : List.of("a", "ab", "abc", "abcd", "abcde", "0123456789abcdef", "12345678", "a b/c")) {
            StringBuilder shows = new StringBuilder("set zv " + value + "\nshow zv\n");
            for (String type : TYPES) {
                shows.append("echo >")
                        .append(type)
                        .append(" ${zv:")
                        .append(type)
                        .append("}\n");
                shows.append("show zv:").append(type).append(" ||\n");
            }
            programs.add(shows.toString());
        }
        agree(programs);
    }

    /** Numbers of every width, increments of every sign. */
    @Test
    void counts() throws Exception {
        List<String> programs = new ArrayList<>();
        for (String type : List.of("int8", "int16", "int32", "uint8", "uint16", "uint32", "string", "hex")) {
            StringBuilder program = new StringBuilder();
            for (String start : List.of("0", "1", "127", "-128", "255", "32767", "65535", "2147483647", "-1")) {
                for (String increment : List.of("", "1", "-1", "0x10", "256", "-300", "08", "4294967295", "x")) {
                    program.append("clear zn\nset zn:")
                            .append(type)
                            .append(' ')
                            .append(start)
                            .append(" ||\ninc zn ")
                            .append(increment)
                            .append(" && echo >yes ${zn} || echo >no ${zn}\n");
                }
            }
            programs.add(program.toString());
        }
        programs.add("inc zm\nshow zm\ninc zm:uint8 5\nshow zm\ninc za/zb\ninc net0/zc 3\nshow net0/zc\n");
        agree(programs);
    }

    /** What options and arguments are taken for. */
    @Test
    void readsOptions() throws Exception {
        List<String> words = List.of(
                "echo -n >a",
                "echo -- -n",
                "echo >a -n",
                "echo --n >a",
                "echo --n=x >a",
                "echo -nn >a",
                "echo -nq >a",
                "echo - >a",
                "echo --",
                "echo --nn >a",
                "iseq -- -1 -1",
                "iseq -1 -1",
                "iseq a b c",
                "iseq a",
                "isset",
                "isset a b",
                "isset ${} ${}",
                "isset -- ",
                "set",
                "set za",
                "set -- -za b",
                "set -za b",
                "inc",
                "inc -1",
                "inc zn -1",
                "inc zn 1 2",
                "show",
                "show zn zm",
                "goto",
                "goto -x",
                "goto a b",
                "clear",
                "clear za zb",
                "item a",
                "choose za",
                "choose --timeout x za",
                "choose --timeout ${} za",
                "prompt --timeout",
                "prompt --key",
                "imgfree nosuch",
                "imgstat nosuch",
                "set za/zb:int8 5",
                "show za/zb",
                "show zb",
                "set za/zb:nosuch 5",
                "set zq/zr.zs:hex 01",
                "show zq/zr.zs",
                "set 10 zten",
                "show 10",
                "show 0x0a",
                "set 67 zfile",
                "show filename",
                "set 175.190 zuser",
                "show username",
                "set filename",
                "show 67",
                "set .1 255.0.0.0",
                "show netmask",
                "set zlonglonglonglong/zlonglonglonglong v",
                "show zlonglonglonglong",
                "set zblock.zchild/zx 1",
                "show zx",
                "set zblock/priority 1",
                "set zy/zx 2",
                "show zx",
                "set zy/priority 5",
                "show zx",
                "set :int8 5",
                "set ${} 5",
                "set netX/zz 1",
                "show zz",
                "set net0/zz 2",
                "show zz",
                "show net0/zz",
                "set net0/chip x",
                "set smbios/zz x",
                "set builtin/zz x",
                "set version zv",
                "show version",
                "clear version",
                "show platform",
                "show buildarch");
        List<String> lines = new ArrayList<>();
        for (String word : words) {
            lines.add(word + " && echo >yes || echo >no ${errno}");
        }
        agree(List.of(String.join("\n", lines) + "\n"));
    }

    /** Scripts that start, replace and outlive each other, and images under their names. */
    @Test
    void startsScriptsAndNamesImages() throws Exception {
        Map<String, String> children = Map.of(
                "c-ok.ipxe", "#!ipxe\necho >ok ${za}\nset zb from child\n",
                "c-exit.ipxe", "#!ipxe\necho >exit\nexit ${za} || echo >never\necho >never\n",
                "c-fail.ipxe", "#!ipxe\necho >fail\niseq a b\necho >never\n",
                "c-deep.ipxe", "#!ipxe\nchain c-exit.ipxe && echo >good || echo >bad\necho >deep\n",
                "c-tail.ipxe", "#!ipxe\nchain --replace c-ok.ipxe && echo >never || echo >never\necho >never\n",
                "c-label.ipxe", "#!ipxe\ngoto outer || echo >no label\n",
                "c-open.ipxe", "#!ipxe\necho >open\necho >never \\\n");
        List<String> lines = List.of(
                "set za 1\nchain c-ok.ipxe && echo >yes ${zb} || echo >no\n",
                "set za 0\nchain c-exit.ipxe && echo >yes || echo >no\n",
                "set za 3\nchain c-exit.ipxe && echo >yes || echo >no\n",
                "chain c-fail.ipxe && echo >yes || echo >no\n",
                "set za 2\nchain c-deep.ipxe && echo >yes || echo >no\n",
                "chain c-tail.ipxe && echo >yes || echo >no\n",
                ":outer\nchain c-label.ipxe && echo >yes || echo >no\n",
                "chain c-open.ipxe && echo >yes || echo >no\n",
                "chain --replace c-ok.ipxe || echo >never\necho >never\n",
                "imgfetch c-ok.ipxe\nimgfetch --name zx c-fail.ipxe a b\nchain zx || echo >no\nimgfree zx && echo >freed\n"
                        + "imgfree zx || echo >gone\nimgfree c-ok.ipxe && echo >freed\n",
                "kernel c-ok.ipxe && echo >selected\nboot && echo >back\nimgfree c-ok.ipxe\nboot && echo >nothing || echo >no\n",
                "chain --name zy c-ok.ipxe && echo >yes\nimgargs zy a b && echo >args\nimgfree zy && echo >freed\n",
                "imgfetch c-ok.ipxe\nchain --autofree c-ok.ipxe && echo >yes\nimgfree c-ok.ipxe || echo >gone\n",
                "set za 5\nchain c-exit.ipxe || set zn ${errno}\nshow zn\nimgfree\n");
        for (Map.Entry<String, String> child : children.entrySet()) {
            Files.writeString(files.resolve(child.getKey()), child.getValue());
        }
        agree(lines, children);
    }

    /** Programs of assignments, jumps, conditions and arithmetic. */
    @Test
    void runsProgramsThatNobodyWrote() throws Exception {
        Random random = new Random(20260821);
        List<String> programs = new ArrayList<>();
        while (programs.size() < 120) {
            String program = program(random);
            Run run = evaluator(Map.of()).maxSteps(400).build().run("#!ipxe\n" + program);
            if (run.findings().isEmpty()) {
                programs.add(program);
            }
        }
        agree(programs);
    }

    private static String program(Random random) {
        StringBuilder program = new StringBuilder("set zi:int32 0\n");
        int lines = 6 + random.nextInt(14);
        for (int i = 0; i < lines; i++) {
            if (random.nextInt(4) == 0) {
                program.append(random.nextInt(5) == 0 ? "  " : "")
                        .append(':')
                        .append(label(random))
                        .append(' ');
            }
            program.append(statement(random));
            while (random.nextInt(3) == 0) {
                program.append(pick(random, " || ", " && ", " ; ")).append(statement(random));
            }
            program.append(random.nextInt(3) == 0 ? "" : " ||").append(random.nextInt(12) == 0 ? " # why" : "");
            program.append(random.nextInt(10) == 0 ? " \\\n" : "\n");
        }
        return program.append("echo >end\n").toString();
    }

    private static String statement(Random random) {
        String name = pick(random, "za", "zb", "zc", "zd/ze", "zi");
        return switch (random.nextInt(11)) {
            case 0, 1 -> "set " + name + pick(random, "", ":int8", ":uint16", ":hex", ":hexraw") + " " + value(random);
            case 2 -> "echo >" + value(random) + " " + value(random);
            case 3 -> "iseq -- " + value(random) + " " + value(random);
            case 4 -> "isset " + pick(random, "${za}", "${zb}", "${zc}", "${ze}", "${zd/ze}");
            case 5, 6 -> "inc zi && iseq ${zi} 9 && exit " + random.nextInt(4) + " || goto " + target(random);
            case 7 -> "inc " + name + pick(random, "", " 3", " -2");
            case 8 -> pick(random, "show ", "clear ") + name;
            case 9 -> "goto " + target(random);
            default -> pick(random, "exit", "nosuch", "echo >x", "", "iseq ${errno} 0x0");
        };
    }

    private static String value(Random random) {
        return pick(
                random,
                "1",
                "9",
                "12",
                "61:62",
                "${za}",
                "${zb}",
                "${zc:hex}",
                "${zd/ze}",
                "${zi}",
                "${}",
                "x",
                "0x10",
                "${z${zb}}",
                "a${zi}b",
                "${za:int16}",
                "7a:61");
    }

    private static String label(Random random) {
        return pick(random, "l0", "l1", "l2", "l3", "");
    }

    private static String target(Random random) {
        return pick(random, "l0", "l1", "l2", "l3", "l${zi}", "l4", "${}");
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static List<String> inGroups(List<String> lines, int size) {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += size) {
            groups.add(String.join("\n", lines.subList(i, Math.min(i + size, lines.size()))) + "\n");
        }
        return groups;
    }

    private static EvaluatorBuilder evaluator(Map<String, String> contents) {
        EvaluatorBuilder builder = Evaluator.builder().profile(BuildProfile.debian12());
        contents.forEach(builder::content);
        return builder;
    }

    /** Runs the programs there and here, and compares what each printed and how it ended. */
    private void agree(List<String> programs) throws IOException, InterruptedException {
        agree(programs, Map.of());
    }

    private void agree(List<String> programs, Map<String, String> others) throws IOException, InterruptedException {
        Map<String, String> contents = new LinkedHashMap<>();
        others.forEach((name, text) -> contents.put("tftp://" + RealIpxe.SERVER + "/" + name, text));
        StringBuilder first = new StringBuilder("ifopen net0\n");
        for (int i = 0; i < programs.size(); i++) {
            String name = "p" + i + ".ipxe";
            String script = "#!ipxe\necho " + RealIpxe.marker(i) + "\n" + programs.get(i);
            contents.put("tftp://" + RealIpxe.SERVER + "/" + name, script);
            Files.writeString(files.resolve(name), script);
            first.append("chain --autofree tftp://" + RealIpxe.SERVER + "/" + name + " && echo >ok || echo >failed\n");
            first.append(CLEARED);
        }
        String parent = first.toString();
        Run run = evaluator(contents).maxSteps(1_000_000).build().run("#!ipxe\n" + parent);
        assertThat(run.findings()).isEmpty();
        Map<String, List<String>> here = new LinkedHashMap<>();
        List<String> section = new ArrayList<>();
        for (String line : run.console().lines().toList()) {
            if (line.startsWith("@")) {
                section = new ArrayList<>();
                here.put(line.substring(1), section);
            } else {
                section.add(line);
            }
        }
        Map<String, List<String>> there =
                RealIpxe.run(files, IpxeScript.builder().raw(parent).build());
        for (int i = 0; i < programs.size(); i++) {
            List<String> expected = ours(there.getOrDefault(String.valueOf(i), List.of()));
            List<String> actual = ours(here.getOrDefault(String.valueOf(i), List.of()));
            assertThat(expected).as("program %s ran", i).isNotEmpty();
            assertThat(different(actual, expected))
                    .as("program %s:%n%s", i, programs.get(i))
                    .isEmpty();
        }
    }

    /** The first line that differs and what came before it. */
    private static String different(List<String> actual, List<String> expected) {
        int at = 0;
        while (at < actual.size() && at < expected.size() && actual.get(at).equals(expected.get(at))) {
            at++;
        }
        if (at == actual.size() && at == expected.size()) {
            return "";
        }
        return "after " + at + " lines, " + expected.subList(Math.max(0, at - 3), at) + ": iPXE says "
                + expected.subList(at, Math.min(at + 2, expected.size())) + ", the evaluator "
                + actual.subList(at, Math.min(at + 2, actual.size()));
    }

    /** So that a program finds none of what another one left. */
    private static final String CLEARED =
            "clear za ; clear zb ; clear zc ; clear zd ; clear zd/ze ; clear ze ; clear zf ; clear zi ; clear zn ; clear zv\n";

    private static List<String> ours(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(">") || line.startsWith("z") || line.contains(" = "))
                .toList();
    }
}
