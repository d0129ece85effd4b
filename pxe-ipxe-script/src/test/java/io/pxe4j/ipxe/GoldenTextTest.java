package io.pxe4j.ipxe;

import static io.pxe4j.ipxe.Condition.iseq;
import static io.pxe4j.ipxe.Condition.isset;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method of the builder, and the text that it gives. */
class GoldenTextTest {
    private static final Label HERE = Label.of("here");
    private static final SettingRef X = SettingRef.of("x");
    private static final SettingRef MAC = SettingRef.of("net0/mac");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Initrd INITRD = Initrd.of("http://h/initrd.gz");

    @ParameterizedTest(name = "{1}")
    @MethodSource({"commands", "text", "decisions", "branches"})
    void writes(Consumer<IpxeScriptBuilder> lines, String text) {
        IpxeScriptBuilder script = IpxeScript.builder();
        lines.accept(script);
        assertThat(script.build().toString()).isEqualTo("#!ipxe\n" + text + "\n");
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                line(s -> s.dhcp().propagate(), "dhcp"),
                line(s -> s.dhcp("net0", "net1").propagate(), "dhcp net0 net1"),
                line(s -> s.set("x", "a b"), "set x a b"),
                line(s -> s.set("x", 5), "set x 5"),
                line(s -> s.set("netmask", "255.255.255.0"), "set netmask 255.255.255.0"),
                line(s -> s.set(SettingRef.of("net0/ip"), "192.0.2.1"), "set net0/ip 192.0.2.1"),
                line(s -> s.set(SettingRef.of("n:int32"), -1), "set n:int32 -1"),
                line(s -> s.set(SettingRef.tag(175, 3), "192.0.2.1"), "set 175.3 192.0.2.1"),
                line(s -> s.set("-x", "a"), "set -- -x a"),
                line(s -> s.setParsed(SettingRef.of("n:int8"), X).propagate(), "set n:int8 ${x}"),
                line(s -> s.setParsed(SettingRef.of("a:ipv6"), "2001:db8::1").propagate(), "set a:ipv6 2001:db8::1"),
                line(s -> s.clear("x").clear(SettingRef.of("net0/ip")), "clear x\nclear net0/ip"),
                line(s -> s.isset(X).propagate(), "isset -- ${x}"),
                line(s -> s.isset(MAC).propagate(), "isset ${net0/mac}"),
                line(s -> s.iseq(X, "a b").propagate(), "set char20:hex 20\niseq -- ${x} a${char20:string}b"),
                line(s -> s.iseq(X, "").propagate(), "iseq -- ${x} ${}"),
                line(s -> s.iseq(MAC, 5).propagate(), "iseq ${net0/mac} 5"),
                line(s -> s.prompt("Press a key").propagate(), "prompt Press a key"),
                line(
                        s -> s.prompt("Setup")
                                .key(Key.ctrl('B'))
                                .timeout(SECOND)
                                .propagate(),
                        "prompt --key 0x02 --timeout 1000 Setup"),
                line(s -> s.label(HERE).goTo(HERE), ":here\ngoto here"),
                line(s -> s.label(Label.of("-x")).goTo(Label.of("-x")), ":-x\ngoto -- -x"),
                line(s -> s.label(Label.of("#")).goTo(Label.of("#")), ":#\ngoto ${}#"),
                line(s -> s.goTo(X).propagate(), "goto -- ${x}"),
                line(s -> s.sleep(Duration.ofMinutes(2)).propagate(), "sleep 120"),
                line(s -> s.shell().propagate(), "shell"),
                line(s -> s.exit(), "exit"),
                line(s -> s.exit(3), "exit 3"),
                line(s -> s.kernel("http://h/linux").propagate(), "kernel http://h/linux"),
                line(
                        s -> s.kernel(X, "/linux")
                                .args("a")
                                .args("b=", MAC)
                                .args()
                                .timeout(SECOND)
                                .propagate(),
                        "kernel --timeout 1000 -- ${x}/linux a b=${net0/mac}"),
                line(
                        s -> s.kernel("/linux")
                                .initrd(INITRD)
                                .args("quiet")
                                .propagate()
                                .initrd(INITRD)
                                .propagate(),
                        "kernel /linux initrd=initrd.gz quiet\ninitrd --name initrd.gz http://h/initrd.gz"),
                line(
                        s -> s.initrd(INITRD.named("x").asFile("/etc/y"))
                                .timeout(SECOND)
                                .propagate(),
                        "initrd --name x --timeout 1000 http://h/initrd.gz /etc/y"),
                line(s -> s.initrd(INITRD.named("-x")).propagate(), "initrd --name=-x http://h/initrd.gz"),
                line(s -> s.initrd(INITRD.named(X)).propagate(), "initrd --name=${x} http://h/initrd.gz"),
                line(s -> s.imgargs("linux").args("a", "b").args("c").propagate(), "imgargs linux ab c"),
                line(s -> s.imgargs("linux").propagate(), "imgargs linux"),
                line(s -> s.chain("http://h/a b?c=d").propagate(), "chain http://h/a%20b?c=d"),
                line(
                        s -> s.chain("x.efi")
                                .replace()
                                .autofree()
                                .autofree()
                                .timeout(SECOND)
                                .args("-a")
                                .propagate(),
                        "chain --timeout 1000 --replace --autofree x.efi -a"),
                line(s -> s.boot().propagate(), "boot"),
                line(s -> s.boot().autofree().replace().propagate(), "boot --autofree --replace"),
                line(s -> s.sanboot().propagate(), "sanboot"),
                line(
                        s -> s.sanboot("iscsi:", SettingRef.NEXT_SERVER, ":::1:iqn.2026-01.com.example:x")
                                .propagate(),
                        "sanboot iscsi:${next-server}:::1:iqn.2026-01.com.example:x"),
                line(
                        s -> s.sanboot()
                                .drive(Drive.FIRST_HARD_DISK)
                                .noDescribe()
                                .keep()
                                .propagate(),
                        "sanboot --drive 0x80 --no-describe --keep"),
                line(s -> s.menu().menu("Title").menu("- Title"), "menu\nmenu Title\nmenu -- - Title"),
                line(s -> s.item("x", "The x").propagate(), "item x The x"),
                line(s -> s.item("x").key(Key.of('x')).asDefault().propagate(), "item --key x --default x"),
                line(s -> s.item(HERE, "#").key(Key.of('-')).propagate(), "item --key=- here ${}#"),
                line(s -> s.gap().propagate().gap("--- x").propagate(), "item --gap\nitem --gap -- --- x"),
                line(s -> s.choose(X).propagate(), "choose x"),
                line(
                        s -> s.choose(X).defaultItem("a").timeout(SECOND).propagate(),
                        "choose --default a --timeout 1000 x"),
                line(s -> s.choose(X).defaultItem(X).propagate(), "choose --default=${x} x"),
                line(s -> s.comment("one\n\ntwo \\"), "# one\n#\n# two \\${}"),
                line(s -> s.blank().exit(), "\nexit"),
                line(s -> s.raw("cpuid --ext 29 ||\n  time sleep 1"), "cpuid --ext 29 ||\n  time sleep 1"),
                line(s -> s.raw(":there exit").goTo(Label.of("there")), ":there exit\ngoto there"),
                line(s -> s.raw("echo a\\\nb"), "echo a\\\nb"));
    }

    static Stream<Arguments> text() {
        return Stream.of(
                line(s -> s.echo(), "echo"),
                line(s -> s.echo(""), "echo"),
                line(s -> s.echo("Hello"), "echo Hello"),
                line(s -> s.echo("MAC ", MAC, "."), "echo MAC ${net0/mac}."),
                line(s -> s.echo(1, ' ', 2L, HERE), "echo 1 2here"),
                line(s -> s.echo(Text.of("a", X).and("b")), "echo a${x}b"),
                line(s -> s.echoWithoutNewline("IP: "), "echo --n IP: ${}"),
                line(s -> s.echo(" a  b "), "echo ${} a ${} b ${}"),
                line(s -> s.echo(" "), "echo ${} ${}"),
                line(s -> s.echo("-n"), "echo -- -n"),
                line(s -> s.echo("a -n"), "echo a -n"),
                line(s -> s.echo(X), "echo -- ${x}"),
                line(s -> s.echo(MAC, "-x"), "echo -- ${net0/mac}-x"),
                line(s -> s.echo(" -n"), "echo ${} -n"),
                line(s -> s.echo("# a #b c#"), "echo ${}# a ${}#b c#"),
                line(s -> s.echo("a || b && c ; d | e"), "echo a ${}|| b ${}&& c ${}; d | e"),
                line(s -> s.echo("\"a'"), "echo \"a'"),
                line(s -> s.echo("\\EFI\\"), "echo \\EFI\\${}"),
                line(s -> s.echo("a\\ b"), "echo a\\ b"),
                line(s -> s.echo("a\tb"), "set char09:hex 09\necho a${char09:string}b"),
                line(
                        s -> s.echo("\r\t"),
                        "set char09:hex 09\nset char0d:hex 0d\necho ${char0d:string}${char09:string}"),
                line(
                        s -> s.echo("\n\u001b[1m\u007f"),
                        "set char0a:hex 0a\nset char1b:hex 1b\nset char7f:hex 7f\n"
                                + "echo ${char0a:string}${char1b:string}[1m${char7f:string}"),
                line(s -> s.echo("$5 ${ {} $"), "echo $5 ${ {} $"),
                line(s -> s.echo("${a b}"), "echo ${a b}"),
                line(s -> s.echo("$a{b}} }", X, "${"), "echo $a{b}} }${x}${"),
                line(s -> s.echo("é\u00a0☃"), "echo é\u00a0☃"));
    }

    static Stream<Arguments> decisions() {
        return Stream.of(
                line(s -> s.dhcp().ignoreFailure(), "dhcp ||"),
                line(s -> s.dhcp().orExit(1), "dhcp || exit 1"),
                line(s -> s.label(HERE).dhcp().orGoto(HERE), ":here\ndhcp || goto here"),
                line(s -> s.dhcp().orElse(no -> no.echo("no")), "dhcp || echo no"),
                line(s -> s.dhcp().orElse(no -> {}), "dhcp ||"),
                line(s -> s.dhcp().orElse(no -> no.shell().ignoreFailure()), "dhcp || shell ||"),
                line(s -> s.dhcp().orElse(no -> no.shell().propagate()), "dhcp || shell"),
                line(s -> s.dhcp().orElse(no -> no.chain("x").orExit(1)), "dhcp || chain x || exit 1"),
                line(
                        s -> s.dhcp().orElse(no -> no.echo("a").echo("b")),
                        "dhcp && goto done_1 ||\necho a\necho b\n:done_1"),
                line(
                        s -> s.dhcp().orElse(no -> no.when(isset(X)).then(x -> x.echo("x"))),
                        "dhcp && goto done_1 ||\nisset -- ${x} && echo x ||\n:done_1"),
                line(s -> s.dhcp().orElse(no -> no.raw("x && y")), "dhcp && goto done_1 ||\nx && y\n:done_1"),
                line(
                        s -> s.label(Label.of("done_1"))
                                .dhcp()
                                .orElse(no -> no.echo("a").echo("b")),
                        ":done_1\ndhcp && goto done_1_ ||\necho a\necho b\n:done_1_"),
                line(
                        s -> s.menu("T", m -> m.item(HERE, "x")).ignoreFailure().label(HERE),
                        "menu T\nitem here x\nchoose selected && goto ${selected} ||\n:here"),
                line(
                        s -> s.menu("T", m -> m.item(HERE, "x")).propagate().label(HERE),
                        "menu T\nitem here x\nchoose selected && goto ${selected}\n:here"),
                line(
                        s -> s.menu("T", m -> m.item(HERE))
                                .orElse(no -> no.echo("a").exit())
                                .label(HERE),
                        "menu T\nitem here\nchoose selected && goto ${selected} ||\necho a\nexit\n:here"),
                line(
                        s -> s.menu(
                                        Text.of(MAC),
                                        m -> m.item(Key.F8, HERE, "x")
                                                .gap("-")
                                                .item(Label.of("-y"), "y")
                                                .defaultItem(HERE)
                                                .timeout(SECOND)
                                                .storeIn(X))
                                .orExit(1)
                                .label(HERE)
                                .label(Label.of("-y")),
                        "menu ${net0/mac}\nitem --key 0x147e here x\nitem --gap -- -\nitem -- -y y\n"
                                + "choose --default here --timeout 1000 x && goto -- ${x} || exit 1\n:here\n:-y"));
    }

    static Stream<Arguments> branches() {
        Condition x = isset(MAC);
        Condition y = iseq(1, 2);
        Condition z = iseq(3, 4);
        return Stream.of(
                line(s -> s.label(HERE).when(x).thenGoto(HERE), ":here\nisset ${net0/mac} && goto here ||"),
                line(s -> s.when(x).then(b -> b.echo("a")), "isset ${net0/mac} && echo a ||"),
                line(s -> s.when(x).then(b -> {}), "isset ${net0/mac} ||"),
                line(
                        s -> s.when(x).then(b -> b.set("a", "1"), b -> b.set("a", "2")),
                        "isset ${net0/mac} && set a 1 || set a 2"),
                line(
                        s -> s.when(x).then(b -> b.echo("a"), b -> b.dhcp().orExit(1)),
                        "isset ${net0/mac} && echo a || dhcp || exit 1"),
                line(s -> s.when(x).then(b -> {}, b -> b.echo("a")), "isset ${net0/mac} || echo a"),
                line(s -> s.when(x).then(b -> b.dhcp().ignoreFailure()), "isset ${net0/mac} && dhcp ||"),
                line(s -> s.when(x).then(b -> b.dhcp().propagate()), "isset ${net0/mac} || goto end_1\ndhcp\n:end_1"),
                line(
                        s -> s.when(x).then(b -> b.dhcp().ignoreFailure(), b -> b.echo("a")),
                        "isset ${net0/mac} || goto else_1\ndhcp ||\ngoto end_1\n:else_1\necho a\n:end_1"),
                line(
                        s -> s.when(x)
                                .then(b -> b.echo("a").exit(), b -> b.echo("b").echo("c")),
                        "isset ${net0/mac} || goto else_1\necho a\nexit\n:else_1\necho b\necho c"),
                line(
                        s -> s.when(x).then(b -> {}, b -> b.echo("a").echo("b")),
                        "isset ${net0/mac} && goto end_1 ||\necho a\necho b\n:end_1"),
                line(s -> s.when(x.and(y)).then(b -> b.echo("a")), "isset ${net0/mac} && iseq 1 2 && echo a ||"),
                line(s -> s.when(x.or(y)).then(b -> b.echo("a")), "isset ${net0/mac} || iseq 1 2 && echo a ||"),
                line(
                        s -> s.when(x.and(y).or(z)).then(b -> b.echo("a")),
                        "isset ${net0/mac} && iseq 1 2 || iseq 3 4 && echo a ||"),
                line(
                        s -> s.when(x.and(y.or(z))).then(b -> b.echo("a")),
                        "isset ${net0/mac} || goto end_1\niseq 1 2 || iseq 3 4 || goto end_1\necho a\n:end_1"),
                line(s -> s.when(x.not()).then(b -> b.echo("a")), "isset ${net0/mac} && goto end_1 ||\necho a\n:end_1"),
                line(s -> s.when(x.not().not()).then(b -> b.echo("a")), "isset ${net0/mac} && echo a ||"),
                line(
                        s -> s.when(Condition.prompt("F8").key(Key.F8).timeout(SECOND))
                                .then(b -> b.echo("a")),
                        "prompt --key 0x147e --timeout 1000 F8 && echo a ||"));
    }

    @Test
    void givesTheSameTextAgainAndItsBytes() {
        IpxeScript script = IpxeScript.builder().echo("\té☃").build();
        IpxeScript again = IpxeScript.builder().echo("\té☃").build();

        assertThat(again).isEqualTo(script).hasSameHashCodeAs(script);
        assertThat(script.toBytes())
                .isEqualTo("#!ipxe\nset char09:hex 09\necho ${char09:string}é☃\n".getBytes(StandardCharsets.UTF_8));
        assertThat(script.isChecked()).isTrue();
        assertThat(IpxeScript.builder().raw("route").build().isChecked()).isFalse();
        assertThat(IpxeScript.builder().build()).hasToString("#!ipxe\n").isNotEqualTo(script);
    }

    @Test
    void goesOnFromAScriptAndLeavesItAsItIs() {
        IpxeScript script = IpxeScript.builder().echo("a").build();
        IpxeScriptBuilder builder = script.toBuilder().echo("b");

        assertThat(builder.build()).hasToString("#!ipxe\necho a\necho b\n");
        assertThat(builder.echo("c").build()).hasToString("#!ipxe\necho a\necho b\necho c\n");
        assertThat(script).hasToString("#!ipxe\necho a\n");
    }

    private static Arguments line(Consumer<IpxeScriptBuilder> lines, String text) {
        return Arguments.of(lines, text);
    }
}
