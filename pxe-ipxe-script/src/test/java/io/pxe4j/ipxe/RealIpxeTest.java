package io.pxe4j.ipxe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the builder writes, run on a real iPXE: the distribution's, of 2019. */
@Tag("firmware")
class RealIpxeTest {
    private static final int WIDTH = 78;
    private static final Map<String, String> VALUES = Map.of(
            "dash", "-n", "long", "--timeout", "spaced", " two  words ", "hash", "#x", "or", "||", "backslash", "\\");

    private static final List<Text> PRINTABLE = texts(new Random(1), 90, " #;|&-=:\\\"'`*?$%~aZ09/.{}").stream()
            .filter(text -> expected(text).length() <= WIDTH)
            .toList();
    private static final List<Text> ANYTHING = texts(new Random(2), 120, " \t\n\r\u001b\u007f#;|&-\\$%aZ/{}é☃\u00a0");
    private static final List<SamplePrograms.Program> PROGRAMS = new Random(3)
            .longs(50)
            .mapToObj(seed -> SamplePrograms.random(new Random(seed)))
            .toList();
    private static final List<Consumer<IpxeScriptBuilder>> COMMANDS = commands();

    /** What the machine said, by the marker before it. One boot serves all tests. */
    private static Map<String, List<String>> console = Map.of();

    @BeforeAll
    static void runsEverything(@TempDir Path files) throws IOException, InterruptedException {
        RealIpxe.assumeInstalled();
        Files.writeString(files.resolve("a.img"), "not a kernel\n");
        IpxeScriptBuilder script = IpxeScript.builder();
        script.initrd(image()).ignoreFailure();
        addTexts(script);
        addPrograms(script, files);
        addCommands(script);
        console = RealIpxe.run(files, script.build());
    }

    private static void addTexts(IpxeScriptBuilder script) {
        VALUES.forEach(script::set);
        for (int i = 0; i < PRINTABLE.size(); i++) {
            script.echo(RealIpxe.marker("echo " + i)).echo(PRINTABLE.get(i));
            script.echo(RealIpxe.marker("args " + i));
            script.imgargs("a.img").args(PRINTABLE.get(i)).ignoreFailure();
            script.raw("imgstat");
        }
        for (int i = 0; i < ANYTHING.size(); i++) {
            script.echo(RealIpxe.marker("set " + i));
            script.set("it", ANYTHING.get(i)).echo(SettingRef.of("it:hexraw"));
            script.iseq(ANYTHING.get(i), SettingRef.of("it")).orElse(no -> no.echo("differs"));
        }
    }

    private static void addPrograms(IpxeScriptBuilder script, Path files) throws IOException {
        for (int i = 0; i < PROGRAMS.size(); i++) {
            IpxeScript program = PROGRAMS.get(i).build(SamplePrograms.Asking.BY_COMPARING);
            Files.write(files.resolve(i + ".ipxe"), program.toBytes());
            script.echo(RealIpxe.marker("program " + i));
            script.chain("tftp://" + RealIpxe.SERVER + "/" + i + ".ipxe")
                    .autofree()
                    .orElse(failed -> failed.echo("say failed"));
        }
    }

    private static void addCommands(IpxeScriptBuilder script) {
        for (int i = 0; i < COMMANDS.size(); i++) {
            script.echo().echo(RealIpxe.marker("command " + i)); // a prompt leaves the cursor on its line
            COMMANDS.get(i).accept(script);
        }
        Label one = Label.of("one");
        Label two = Label.of("-two");
        script.echo().echo(RealIpxe.marker("menu"));
        script.menu(
                        "- Title",
                        menu -> menu.gap("--- a heading")
                                .item(Key.F12, one, "# one")
                                .item(Key.of('-'), two, "- two")
                                .defaultItem(two)
                                .timeout(Duration.ofMillis(1)))
                .orElse(escape -> escape.echo("escaped"));
        script.label(one).echo("not here").label(two).echo().echo("at two");
    }

    @Test
    void echoPrintsTextAsItWasGiven() {
        assertThat(PRINTABLE).hasSizeGreaterThan(60);
        assertThat(sections("echo ", PRINTABLE.size(), lines -> String.join("", lines)))
                .isEqualTo(PRINTABLE.stream().map(RealIpxeTest::expected).toList());
    }

    @Test
    void imagesGetTheirArgumentsAsTheyWereGiven() {
        assertThat(sections(
                        "args ",
                        PRINTABLE.size(),
                        lines -> String.join("", lines).replaceFirst(".*NBP] ?", "")))
                .isEqualTo(PRINTABLE.stream()
                        .map(RealIpxeTest::expected)
                        .map(text -> text.isEmpty() ? "" : "\"" + text + "\"")
                        .toList());
    }

    @Test
    void settingsHoldTextAsItWasGiven() {
        assertThat(ANYTHING).hasSizeGreaterThan(80);
        assertThat(sections("set ", ANYTHING.size(), lines -> String.join("", lines)))
                .isEqualTo(ANYTHING.stream()
                        .map(text -> HexFormat.of().formatHex(expected(text).getBytes(StandardCharsets.UTF_8)))
                        .toList());
    }

    @Test
    void blocksDoWhatTheySay() {
        List<List<String>> expected = new ArrayList<>();
        for (SamplePrograms.Program program : PROGRAMS) {
            List<String> trace = new ArrayList<>();
            int status = program.evaluate(trace);
            trace.removeIf(line -> !line.startsWith("say "));
            if (status != 0) {
                trace.add("say failed");
            }
            expected.add(trace);
        }
        assertThat(sections(
                        "program ",
                        PROGRAMS.size(),
                        lines -> lines.stream()
                                .filter(line -> line.startsWith("say ") || line.startsWith("("))
                                .toList()))
                .isEqualTo(expected);
    }

    @Test
    void everyCommandAndOptionIsUnderstood() {
        assertThat(sections("command ", COMMANDS.size(), lines -> String.join("\n", lines)))
                .allSatisfy(said -> assertThat(said)
                        .doesNotContain("Usage", "Unrecognised", "not found", "Invalid", "(no output)"));
    }

    @Test
    void menusGoWhereTheChosenItemSays() {
        assertThat(console.getOrDefault("menu", List.of())).contains("at two").doesNotContain("not here", "escaped");
    }

    private static List<Consumer<IpxeScriptBuilder>> commands() {
        Duration tick = Duration.ofMillis(1);
        return List.of(
                s -> s.echoWithoutNewline("-n").echo("x"),
                s -> s.set("x", "-y")
                        .set(SettingRef.of("n:int8"), -5)
                        .iseq(SettingRef.of("n"), "-5")
                        .orElse(no -> no.echo("Invalid")),
                s -> s.set(SettingRef.of("h:hexraw"), "2d2d").set(SettingRef.of("b:base64"), "aGk="),
                s -> s.set("gateway", "10.0.2.2")
                        .set(SettingRef.of("net0/hostname"), "- me")
                        .set(SettingRef.tag(66), "x"),
                s -> s.setParsed(SettingRef.of("ip6:ipv6"), "fe80::1").ignoreFailure(),
                s -> s.clear("x").clear(SettingRef.of("gateway")).clear("never-set"),
                s -> s.isset(SettingRef.of("dash")).ignoreFailure(),
                s -> s.prompt("-k").key(Key.ctrl('b')).timeout(tick).ignoreFailure(),
                s -> s.prompt("").key(Key.of('-')).timeout(tick).ignoreFailure(),
                s -> s.prompt("#").key(Key.of('#')).timeout(tick).ignoreFailure(),
                s -> s.prompt(";").key(Key.of(';')).timeout(tick).ignoreFailure(),
                s -> s.prompt("F8").key(Key.F8).timeout(tick).ignoreFailure(),
                s -> s.menu("-t")
                        .item("-x", "-y")
                        .key(Key.SPACE)
                        .asDefault()
                        .propagate()
                        .gap("-g")
                        .propagate()
                        .gap()
                        .propagate()
                        .choose(SettingRef.of("it"))
                        .defaultItem("-x")
                        .timeout(tick)
                        .propagate()
                        .iseq("-x", SettingRef.of("it"))
                        .orElse(no -> no.echo("Invalid")),
                s -> s.initrd(image()).timeout(Duration.ofSeconds(5)).propagate(),
                s -> s.initrd(Initrd.of("tftp://10.0.2.2/", "a.img").named("-b").asFile("-c"))
                        .propagate(),
                s -> s.imgargs("-b").args("-d  e").propagate(),
                s -> s.kernel("a.img").initrd(image()).args("--x").timeout(tick).propagate(),
                s -> s.chain("tftp://10.0.2.2/none")
                        .replace()
                        .autofree()
                        .timeout(tick)
                        .args("-x")
                        .ignoreFailure(),
                s -> s.sanboot("iscsi:10.0.2.2:::1:iqn.2026-01.com.example:x")
                        .drive(new Drive(0x85))
                        .noDescribe()
                        .ignoreFailure(),
                s -> s.sanboot().drive(Drive.hardDisk(5)).keep().ignoreFailure(),
                s -> s.sleep(Duration.ofSeconds(1)).propagate());
    }

    private static Initrd image() {
        return Initrd.of("tftp://" + RealIpxe.SERVER + "/a.img");
    }

    /** What was said after each marker of this name. */
    private static <T> List<T> sections(String name, int count, Function<List<String>, T> view) {
        return IntStream.range(0, count)
                .mapToObj(i -> view.apply(console.getOrDefault(name + i, List.of("(no output)"))))
                .toList();
    }

    /** Random texts that the builder accepts. */
    private static List<Text> texts(Random random, int tries, String characters) {
        List<Text> texts = new ArrayList<>();
        List<String> names = VALUES.keySet().stream().sorted().toList();
        for (int i = 0; i < tries; i++) {
            List<Object> parts = new ArrayList<>();
            for (int part = random.nextInt(5); part >= 0; part--) {
                if (random.nextInt(4) == 0) {
                    parts.add(SettingRef.of(names.get(random.nextInt(names.size()))));
                } else {
                    parts.add(literal(random, characters));
                }
            }
            Text text = Text.of(parts.toArray());
            try {
                IpxeScript.builder().set("x", text).echo(text).build();
                texts.add(text);
            } catch (IllegalArgumentException refused) {
                // a literal ${...}, or empty
            }
        }
        return texts;
    }

    private static String literal(Random random, String characters) {
        List<String> whole = List.of("||", "&&", ";", "#", "-", "--", " ", "  ", " || ", " # ", "\\", "${", "}");
        if (random.nextInt(3) == 0) {
            return whole.get(random.nextInt(whole.size()));
        }
        StringBuilder literal = new StringBuilder();
        for (int length = random.nextInt(10); length >= 0; length--) {
            literal.append(characters.charAt(random.nextInt(characters.length())));
        }
        return literal.toString();
    }

    private static String expected(Text text) {
        StringBuilder expected = new StringBuilder();
        for (Object part : text.parts()) {
            expected.append(part instanceof SettingRef setting ? VALUES.get(setting.name()) : part);
        }
        return expected.toString();
    }
}
