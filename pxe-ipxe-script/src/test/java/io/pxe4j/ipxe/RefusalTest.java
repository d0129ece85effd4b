package io.pxe4j.ipxe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.ipxe.language.SettingType;
import java.time.Duration;
import java.util.Collections;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What iPXE cannot be told is refused, with a sentence that says why. */
class RefusalTest {
    private static final SettingRef X = SettingRef.of("x");
    private static final Label HERE = Label.of("here");
    private static final String WORDS = String.join(" ", Collections.nCopies(256, "w"));

    @ParameterizedTest(name = "{1}")
    @MethodSource("arguments")
    void refusesWhenTheLineIsAdded(Consumer<IpxeScriptBuilder> line, String why) {
        IpxeScriptBuilder script = IpxeScript.builder();
        assertThatThrownBy(() -> line.accept(script))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("(expected: ");
    }

    static Stream<Arguments> arguments() {
        return Stream.of(
                // Text
                refused(s -> s.echo("${x}"), "literal ${...}"),
                refused(s -> s.echo("a ${net0/mac} b"), "literal ${...}"),
                refused(s -> s.echo("${${x}"), "literal ${...}"),
                refused(s -> s.echo("${a\tb}"), "literal ${...}"),
                refused(s -> s.echo("${", X), "literal ${...}"),
                refused(s -> s.echo("$", X, "{y}"), "literal ${...}"),
                refused(s -> s.echo("${", "x", "}"), "literal ${...}"),
                refused(s -> s.set("a", "${x y}"), "literal ${...}"),
                refused(s -> s.iseq("${x y}", "a"), "literal ${...}"),
                refused(s -> s.echo("a\0b"), "NUL"),
                refused(s -> s.echo("a\ud83d"), "surrogate"),
                refused(s -> s.echo("\ude00\ud83d"), "surrogate"),
                refused(s -> s.echo(new Object()), "java.lang.Object"),
                refused(s -> s.dhcp((Object[]) WORDS.split(" ")).propagate(), "256 arguments"),
                refused(s -> s.echo(WORDS, " ${ }"), "literal ${...}"),
                // Settings
                refused(s -> s.set("x"), "deletes the setting"),
                refused(s -> s.set("x", ""), "deletes the setting"),
                refused(s -> s.set("10", "a"), "DHCP option"),
                refused(s -> s.set("175.3", "a"), "DHCP option"),
                refused(s -> s.set("0x10", "a"), "DHCP option"),
                refused(s -> s.set("08", "a"), "DHCP option"),
                refused(s -> s.set(".", "a"), "DHCP option"),
                refused(s -> s.clear("10"), "DHCP option"),
                refused(s -> s.set("", "a"), "setting name"),
                refused(s -> s.set("a b", "a"), "setting name"),
                refused(s -> s.set("a/b", "a"), "setting name"),
                refused(s -> s.set("a:b", "a"), "setting name"),
                refused(s -> s.set("a}", "a"), "setting name"),
                refused(s -> s.set("char20", "a"), "char20"),
                refused(s -> s.set("netmask", "24"), "ipv4"),
                refused(s -> s.set("netmask", X), "setParsed"),
                refused(s -> s.set(SettingRef.tag(6), "dns.example"), "ipv4"),
                refused(s -> s.set(SettingRef.of("n:uint8"), 256), "uint8"),
                refused(s -> s.set(SettingRef.of("n:uint8"), -1), "uint8"),
                refused(s -> s.set(SettingRef.of("n:int8"), 128), "int8"),
                refused(s -> s.set(SettingRef.of("n:int32"), "010"), "octal"),
                refused(s -> s.set(SettingRef.of("n:int32"), "five"), "int32"),
                refused(s -> s.set(SettingRef.of("n:int32"), "9999999999"), "int32"),
                refused(s -> s.set(SettingRef.of("h:hex"), "5254"), "hex"),
                refused(s -> s.set(SettingRef.of("h:hexhyp"), "52:54"), "hexhyp"),
                refused(s -> s.set(SettingRef.of("h:hexraw"), "525"), "hexraw"),
                refused(s -> s.set(SettingRef.of("b:base64"), "a"), "base64"),
                refused(s -> s.set(SettingRef.of("u:uuid"), "00112233-4455-6677-8899-aabbccddeeff"), "setParsed"),
                refused(s -> s.setParsed(SettingRef.of("u:uuid"), "0011"), "uuid"),
                refused(s -> s.setParsed(SettingRef.of("a:ipv6"), "1::2::3"), "ipv6"),
                refused(s -> s.setParsed(SettingRef.of("a:ipv6"), "beef"), "ipv6"),
                refused(s -> s.setParsed(SettingRef.of("b:busdevfn"), X), "busdevfn"),
                refused(s -> s.set(SettingRef.of("builtin/version"), "1"), "builtin"),
                refused(s -> s.clear(SettingRef.of("smbios/serial")), "smbios"),
                refused(s -> s.set(SettingRef.of("net0.lldp/1"), "x"), "lldp"),
                refused(s -> SettingRef.of("a:string/b"), "setting scope"),
                refused(s -> SettingRef.of("x:text"), "setting type"),
                refused(s -> SettingRef.of("x:"), "setting type"),
                refused(s -> SettingRef.of("/x"), "setting scope"),
                refused(s -> SettingRef.of("a/b/c"), "setting name"),
                refused(s -> SettingRef.of("net${i}/mac"), "setting scope"),
                refused(s -> SettingRef.tag(256), "0..255"),
                refused(s -> SettingRef.tag(175, -1), "0..255"),
                // Labels, keys, drives, durations
                refused(s -> Label.of(""), "empty"),
                refused(s -> Label.of("a b"), "blanks"),
                refused(s -> Label.of("a\tb"), "blanks"),
                refused(s -> Label.of("a\\"), "backslash"),
                refused(s -> Label.of("${x}"), "literal ${...}"),
                refused(s -> Key.of('é'), "printable ASCII"),
                refused(s -> Key.of('\n'), "printable ASCII"),
                refused(s -> Key.ctrl('1'), "letter"),
                refused(s -> Key.ctrl('['), "letter"),
                refused(s -> new Key(0), "0x1fff"),
                refused(s -> new Drive(256), "0..0xff"),
                refused(s -> new Drive(-1), "0..0xff"),
                refused(s -> Drive.hardDisk(128), "0..127"),
                refused(s -> Drive.hardDisk(-1), "0..127"),
                refused(s -> s.prompt("x").timeout(Duration.ZERO), "milliseconds"),
                refused(s -> s.prompt("x").timeout(Duration.ofNanos(1_500_000)), "milliseconds"),
                refused(s -> s.choose(X).timeout(Duration.ofMillis(-1)), "milliseconds"),
                refused(s -> s.chain("x").timeout(Duration.ofDays(25)), "milliseconds"),
                refused(s -> s.sleep(Duration.ofMillis(1500)), "seconds"),
                refused(s -> s.sleep(Duration.ZERO), "seconds"),
                refused(s -> s.exit(-1), "exit: -1"),
                // Images
                refused(s -> s.kernel(), "uri: empty"),
                refused(s -> s.chain(""), "uri: empty"),
                refused(s -> s.chain("http://h/${net0/mac}"), "SettingRef"),
                refused(s -> s.imgargs(""), "imgargs"),
                refused(s -> s.boot().args("a"), "without an image"),
                refused(s -> s.initrd(Initrd.of("http://h/")), "named"),
                refused(s -> s.initrd(Initrd.of(X)), "named"),
                refused(s -> s.initrd(Initrd.of("http://h/a%20b")), "named"),
                refused(s -> s.initrd(Initrd.of("http://h/a?x=y")), "named"),
                refused(s -> Initrd.of("a").named(), "initrd name"),
                refused(s -> Initrd.of("a").named("a b"), "initrd name"),
                refused(s -> Initrd.of("a").asFile(""), "initrd path"),
                refused(s -> Initrd.of("a").asFile("a b"), "initrd path"),
                refused(s -> s.kernel("k").initrd(Initrd.of("a/x"), Initrd.of("b/X")), "two are named"),
                refused(s -> IpxeUri.of("http://h/#x").query("a", "b"), "fragment"),
                refused(s -> s.dhcp("net 0"), "interface"),
                // Menus
                refused(s -> s.menu("x", menu -> menu.gap("y")), "no items"),
                refused(s -> s.menu("x", menu -> menu.item(HERE).item(HERE)), "two items"),
                refused(
                        s -> s.menu("x", menu -> menu.item(Key.F8, HERE).item(Key.F8, Label.of("y"))),
                        "two items have the key"),
                refused(s -> s.menu("x", menu -> menu.item(HERE).defaultItem(Label.of("y"))), "default item"),
                refused(s -> s.menu("x", menu -> menu.storeIn(SettingRef.of("n:int8"))), "any text"),
                refused(s -> s.menu("x", menu -> menu.storeIn(SettingRef.of("pci/x"))), "pci"),
                refused(s -> s.item("", "text"), "no name"),
                refused(s -> s.menu("x", menu -> menu.back("y")), "in a submenu"),
                refused(s -> s.menu("x", menu -> menu.submenu("y", sub -> sub.gap())), "no items"),
                refused(s -> s.menu("x", menu -> menu.gap("y").defaultItem()), "no item before it"),
                refused(s -> s.menu("x", menu -> menu.item("${y}", b -> b.exit())), "literal ${...}"),
                refused(s -> s.form("x", form -> form.gap("y")), "no fields"),
                refused(s -> s.form("x", form -> form.field(SettingRef.of("smbios/serial"))), "smbios"),
                refused(s -> UiName.of(""), "menu name"),
                // Flow
                refused(s -> s.dhcp().retry(0, Duration.ZERO), "retry: 0"),
                refused(s -> s.dhcp().retry(2, Duration.ofMillis(1)), "seconds"),
                refused(s -> s.dhcp().retryForever(Duration.ZERO), "seconds"),
                refused(s -> s.switchOn(X, on -> on.on("a", b -> {}).on("a", b -> {})), "two are for"),
                refused(s -> s.forEachInterface("5", (b, nic) -> {}), "DHCP option"),
                refused(s -> s.forEachInterface((b, nic) -> b.echo(nic.setting("a/b"))), "setting name"),
                refused(s -> s.attempt(b -> {}).timed(), "attempt"),
                refused(s -> s.when(Condition.succeeds(b -> b.echo("x").dhcp())), "several lines"),
                refused(s -> s.include("a b", IpxeScript.builder().build()), "blanks"),
                refused(s -> IndirectSetting.of("net0"), "no part is a setting"),
                refused(s -> IndirectSetting.of("net", X, "/a b"), "no blanks"),
                refused(s -> IndirectSetting.of("net", X, "/mac:hex"), "as(...)"),
                // Options
                refused(s -> s.inc(SettingRef.of("x:hex")), "inc x:hex"),
                refused(s -> s.inc(SettingRef.HOSTNAME.as(SettingType.STRING)), "holds a number"),
                refused(s -> s.vcreate("net0", 4095), "tag: 4095 (expected: 0..4094)"),
                refused(s -> s.vcreate("net0", 1).priority(8), "0..7"),
                refused(s -> s.ping(""), "ping"),
                refused(s -> s.ping("h").count(0), "count"),
                refused(s -> s.ping("h").size(65508), "size"),
                refused(s -> s.pxebs("net0", 65536), "server type"),
                refused(s -> s.lotest("a", "b").mtu(0), "mtu"),
                refused(s -> s.colour(256), "colour"),
                refused(s -> s.colour(1).basic(8), "0..7, or 9"),
                refused(s -> s.colour(1).rgb(0x1000000), "rgb"),
                refused(s -> s.cpair(ScreenPart.URL).foreground(-1), "colour: -1"),
                refused(s -> s.console().depth(33), "depth"),
                refused(s -> s.certstat().keep(), "certstore"),
                refused(s -> s.cpuid(new CpuFeature(32, false, false)), "0..31"),
                refused(s -> s.imgmem(-1, 1), "address"),
                refused(s -> s.imgmem(0, 0), "length"),
                refused(s -> s.imgextract(""), "imgextract"),
                refused(s -> s.imgset(SettingRef.of("builtin/x"), "a"), "builtin"),
                refused(s -> s.digest(Digest.MD5, ""), "no image"),
                refused(s -> s.boot().withParams(), "without an address"),
                refused(s -> s.config("a b"), "setting scope"),
                refused(s -> s.choose(SettingRef.of("pci/x")), "pci"),
                refused(s -> Initrd.of("a").mode(0644), "asFile"),
                refused(s -> Initrd.of("a").asFile("/a").mode(010000), "mode"),
                refused(s -> Initrd.of("a").asFile("/a").mkdir(-2), "mkdir"),
                // Lines that are not commands
                refused(s -> s.comment("a\tb"), "control characters"),
                refused(s -> s.comment("a\0"), "control characters"),
                refused(s -> s.raw("echo a\0"), "NUL"),
                refused(s -> s.raw("echo a\\"), "backslash"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("scripts")
    void refusesWhenTheScriptIsBuilt(Consumer<IpxeScriptBuilder> lines, String why) {
        IpxeScriptBuilder script = IpxeScript.builder();
        assertThatThrownBy(() -> {
                    lines.accept(script);
                    script.build();
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("(expected: ");
    }

    static Stream<Arguments> scripts() {
        Initrd initrd = Initrd.of("http://h/x");
        return Stream.of(
                refused(s -> s.goTo(HERE), "no line has the label here"),
                refused(s -> s.dhcp().orGoto(HERE), "no line has the label here"),
                refused(
                        s -> s.when(Condition.isset(X)).then(b -> b.echo(), b -> b.goTo(HERE)),
                        "no line has the label"),
                refused(s -> s.menu("x", m -> m.item(HERE)).ignoreFailure(), "no line has the label here"),
                refused(s -> s.label(HERE).label(HERE), "placed twice"),
                refused(s -> s.label(HERE).dhcp().orElse(b -> b.label(HERE)), "placed twice"),
                refused(s -> s.label(HERE).raw("  :here echo"), "placed twice"),
                refused(s -> s.kernel("k").initrd(initrd).propagate(), "nothing loads the initrd x"),
                refused(
                        s -> s.kernel("k")
                                .initrd(initrd)
                                .propagate()
                                .initrd(initrd.named("y"))
                                .propagate(),
                        "nothing loads the initrd x"),
                refused(s -> s.menu(UiName.of("a")).menu("b"), "some menus and forms have names"),
                refused(
                        s -> s.form("x", f -> f.field(X).named(UiName.of("a")))
                                .ignoreFailure()
                                .menu("b", m -> m.item("c", b -> b.exit()))
                                .ignoreFailure(),
                        "some menus and forms have names"),
                refused(
                        s -> s.forEachInterface((b, one) -> b.forEachInterface((c, two) -> c.echo())),
                        "another counter"),
                refused(s -> s.echo().otherwise(b -> b.echo()), "no when before it"),
                refused(
                        s -> s.menu("x", m -> m.item("y", b -> b.goTo(HERE))).ignoreFailure(),
                        "no line has the label here"),
                refused(
                        s -> s.menu("x", m -> m.submenu("y", n -> n.item(HERE))).ignoreFailure(),
                        "no line has the label here"),
                refused(s -> s.switchOn(X, on -> on.on("a", b -> b.goTo(HERE))), "no line has the label here"),
                refused(s -> s.attempt(b -> b.goTo(HERE)).ignoreFailure(), "no line has the label here"),
                refused(s -> s.attempt(b -> b.dhcp()).ignoreFailure(), "`dhcp` can fail"),
                refused(s -> s.dhcp(), "`dhcp` can fail"),
                refused(s -> s.prompt("x").key(Key.F8), "`prompt --key 0x147e x` can fail"),
                refused(s -> s.menu("x", m -> m.item(HERE)), "can fail"),
                refused(s -> s.when(Condition.isset(X)), "nothing depends on it"));
    }

    @Test
    void asksForADecisionBeforeTheNextLine() {
        IpxeScriptBuilder script = IpxeScript.builder();
        Fallible dhcp = script.dhcp();

        assertThatThrownBy(() -> script.echo("next"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("`dhcp` can fail");
        assertThat(dhcp.ignoreFailure().echo("next").build()).hasToString("#!ipxe\ndhcp ||\necho next\n");
        assertThatThrownBy(dhcp::propagate)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("finished already");
    }

    @Test
    void blocksAddToTheirOwnBuilderOnly() {
        IpxeScriptBuilder script = IpxeScript.builder();
        Fallible dhcp = script.dhcp();

        assertThatThrownBy(() -> dhcp.orElse(block -> script.echo("outside")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> dhcp.orElse(IpxeScriptBuilder::build))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inside a block");
        assertThatThrownBy(() -> dhcp.orElse(IpxeScriptBuilder::shell)).hasMessageContaining("`shell` can fail");
        IpxeScriptBuilder other = IpxeScript.builder();
        assertThatThrownBy(() -> other.menu("x", menu -> other.echo("outside")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void rawLinesMayLoadWhatAKernelAwaits() {
        IpxeScript script = IpxeScript.builder()
                .kernel("k")
                .initrd(Initrd.of("http://h/x"))
                .propagate()
                .raw("imgfetch --name x http://h/x")
                .build();
        assertThat(script.toString()).contains("initrd=x");
    }

    @Test
    void putsWhatIsBeyondTheLastArgumentIntoIt() {
        String most = WORDS.substring(2);
        assertThat(IpxeScript.builder().echo(most).build().toString())
                .hasSize("#!ipxe\necho \n".length() + 255 * 2 - 1);
        assertThat(IpxeScript.builder().echo(WORDS).build())
                .hasToString("#!ipxe\nset char20:hex 20\necho " + WORDS.substring(4) + " w${char20:string}w\n");
        IpxeModel ipxe = new IpxeModel().with("x", "y");
        String text = WORDS + "  " + WORDS + " ";
        assertThat(ipxe.run(IpxeScript.builder()
                        .kernel("a")
                        .args(text, X, " z")
                        .propagate()
                        .build()))
                .isZero();
        assertThat(ipxe.call("kernel")).containsExactly("a", text + "y z");
    }

    private static Arguments refused(Consumer<IpxeScriptBuilder> line, String why) {
        return Arguments.of(line, why);
    }
}
