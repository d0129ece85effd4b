package io.pxe4j.ipxe;

import static io.pxe4j.ipxe.Condition.iseq;
import static io.pxe4j.ipxe.Condition.isset;
import static io.pxe4j.ipxe.Condition.succeeds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Blocks, and the lines and labels that they become. */
class StructureTest {
    private static final SettingRef X = SettingRef.of("x");
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Label HERE = Label.of("here");

    @ParameterizedTest(name = "{1}")
    @MethodSource({"attempts", "repetitions", "loops", "choices"})
    void writes(Consumer<IpxeScriptBuilder> lines, String text) {
        IpxeScriptBuilder script = IpxeScript.builder();
        lines.accept(script);
        assertThat(script.build()).hasToString("#!ipxe\n" + text);
    }

    static Stream<Arguments> attempts() {
        return Stream.of(
                block(s -> s.attempt(StructureTest::twoSteps).propagate(), """
                        dhcp
                        chain x
                        """),
                block(s -> s.attempt(StructureTest::twoSteps).orExit(1), """
                        dhcp || exit 1
                        chain x || exit 1
                        """),
                block(s -> s.label(HERE).attempt(StructureTest::twoSteps).orGoto(HERE), """
                        :here
                        dhcp || goto here
                        chain x || goto here
                        """),
                block(s -> s.attempt(StructureTest::twoSteps).ignoreFailure(), """
                        dhcp || goto done_1
                        chain x || goto done_1
                        :done_1
                        """),
                block(
                        s -> s.attempt(StructureTest::twoSteps)
                                .orElse(no -> no.echo("a").echo("b")),
                        """
                        dhcp || goto failed_1
                        chain x || goto failed_1
                        goto done_1
                        :failed_1
                        echo a
                        echo b
                        :done_1
                        """),
                block(
                        s -> s.attempt(b -> b.dhcp().propagate().exit())
                                .orElse(no -> no.echo("a").echo("b")),
                        """
                        dhcp || goto failed_1
                        exit
                        :failed_1
                        echo a
                        echo b
                        """),
                block(
                        s -> s.attempt(b -> b.echo("a"))
                                .orElse(no -> no.echo("never").echo("so")),
                        """
                        echo a
                        """),
                block(
                        s -> s.attempt(outer -> outer.attempt(
                                                inner -> inner.dhcp().propagate())
                                        .orElse(no -> no.chain("x").propagate().echo("b")))
                                .orExit(2),
                        """
                        dhcp || goto failed_2
                        goto done_2
                        :failed_2
                        chain x || exit 2
                        echo b
                        :done_2
                        """),
                block(
                        s -> s.attempt(b -> b.when(isset(SettingRef.IP))
                                        .then(yes -> yes.chain("x").propagate()))
                                .orExit(1),
                        """
                        isset ${ip} || goto end_2
                        chain x || exit 1
                        :end_2
                        """),
                block(
                        s -> s.label(HERE)
                                .attempt(
                                        b -> b.menu("T", m -> m.item(HERE, "x")).propagate())
                                .orExit(1),
                        """
                        :here
                        menu T
                        item here x
                        choose selected && goto ${selected} || exit 1
                        """));
    }

    static Stream<Arguments> repetitions() {
        return Stream.of(
                block(s -> s.dhcp().retry(1, PAUSE).propagate(), "dhcp\n"),
                block(s -> s.label(HERE).dhcp().retry(3, PAUSE).orGoto(HERE), """
                        :here
                        set tries_1:int32 1
                        :retry_1
                        dhcp && goto done_1 ||
                        iseq 3 ${tries_1} && goto here ||
                        inc tries_1
                        sleep 2 || goto here
                        goto retry_1
                        :done_1
                        """),
                block(s -> s.dhcp().retry(3, Duration.ZERO).propagate(), """
                        set tries_1:int32 1
                        :retry_1
                        dhcp && goto done_1 ||
                        iseq 3 ${tries_1} && exit 1 ||
                        inc tries_1
                        goto retry_1
                        :done_1
                        """),
                block(
                        s -> s.dhcp()
                                .retry(3, Duration.ZERO)
                                .orElse(no -> no.echo("a").echo("b")),
                        """
                        set tries_1:int32 1
                        :retry_1
                        dhcp && goto done_1 ||
                        iseq 3 ${tries_1} && goto failed_1 ||
                        inc tries_1
                        goto retry_1
                        :failed_1
                        echo a
                        echo b
                        :done_1
                        """),
                block(s -> s.dhcp().retryForever(PAUSE), """
                        :retry_1
                        dhcp && goto done_1 ||
                        sleep 2 ||
                        goto retry_1
                        :done_1
                        """),
                block(s -> s.retry(2, PAUSE, StructureTest::twoSteps).ignoreFailure(), """
                        set tries_1:int32 1
                        :retry_1
                        dhcp || goto again_1
                        chain x || goto again_1
                        goto done_1
                        :again_1
                        iseq 2 ${tries_1} && goto done_1 ||
                        inc tries_1
                        sleep 2 || goto done_1
                        goto retry_1
                        :done_1
                        """),
                block(s -> s.retry(2, PAUSE, b -> b.echo("a")).propagate(), "echo a\n"),
                block(s -> s.attempt(a -> a.dhcp().retry(2, PAUSE).propagate()).orExit(7), """
                        set tries_2:int32 1
                        :retry_2
                        dhcp && goto done_2 ||
                        iseq 2 ${tries_2} && exit 7 ||
                        inc tries_2
                        sleep 2 || exit 7
                        goto retry_2
                        :done_2
                        """));
    }

    static Stream<Arguments> loops() {
        return Stream.of(
                block(s -> s.whileTrue(iseq(SettingRef.IP, ""), b -> b.dhcp().ignoreFailure()), """
                        :while_1
                        iseq ${ip} ${} || goto end_1
                        dhcp ||
                        goto while_1
                        :end_1
                        """),
                block(
                        s -> s.whileTrue(
                                succeeds(b -> b.pciscan(X)), b -> b.echo(IndirectSetting.of("pci/", X, ".0.2"))),
                        """
                        :while_1
                        pciscan x || goto end_1
                        echo -- ${pci/${x}.0.2}
                        goto while_1
                        :end_1
                        """),
                block(s -> s.whileTrue(isset(SettingRef.IP).not(), b -> b.exit(1)), """
                        :while_1
                        isset ${ip} && goto end_1 ||
                        exit 1
                        :end_1
                        """),
                block(
                        s -> s.forEachInterface((b, nic) -> b.echo(nic.number(), ": ", nic.setting("mac"))
                                .ifopen(nic.name())
                                .ignoreFailure()
                                .chain(IpxeUri.of("http://h/boot").query("mac", nic.setting("mac")))
                                .ignoreFailure()
                                .chain(IpxeUri.of("http://h/boot").query("name", nic.setting("hostname")))
                                .ignoreFailure()),
                        """
                        set nic:int32 0
                        :interface_1
                        isset ${net${nic}/mac} || goto end_1
                        echo -- ${nic}: ${net${nic}/mac}
                        ifopen net${nic} ||
                        chain http://h/boot?mac=${net${nic}/mac} ||
                        chain http://h/boot?name=${net${nic}/hostname:uristring} ||
                        inc nic
                        goto interface_1
                        :end_1
                        """),
                block(
                        s -> s.forEachInterface((b, nic) -> b.forEachInterface(
                                "peer",
                                (c, peer) -> c.lotest(nic.name(), peer.name()).ignoreFailure())),
                        """
                        set nic:int32 0
                        :interface_1
                        isset ${net${nic}/mac} || goto end_1
                        set peer:int32 0
                        :interface_2
                        isset ${net${peer}/mac} || goto end_2
                        lotest net${nic} net${peer} ||
                        inc peer
                        goto interface_2
                        :end_2
                        inc nic
                        goto interface_1
                        :end_1
                        """));
    }

    static Stream<Arguments> choices() {
        return Stream.of(
                block(
                        s -> s.label(HERE)
                                .switchOn(
                                        SettingRef.PLATFORM,
                                        on -> on.on("efi", b -> b.goTo(HERE))
                                                .on(
                                                        "pcbios",
                                                        b -> b.set("x", "1").set("y", "2"))
                                                .on("", b -> {})
                                                .otherwise(b -> b.echo("unknown"))),
                        """
                        :here
                        iseq -- ${platform} efi && goto here ||
                        iseq -- ${platform} pcbios && goto case_2 ||
                        iseq -- ${platform} ${} && goto end_1 ||
                        echo unknown
                        goto end_1
                        :case_2
                        set x 1
                        set y 2
                        goto end_1
                        :end_1
                        """),
                block(s -> s.switchOn(X, on -> on.on("a", b -> b.exit(1))), """
                        iseq -- ${x} a && exit 1 ||
                        """),
                block(s -> s.when(iseq(X, "a")).then(b -> b.echo("a")).otherwise(b -> b.echo("b")), """
                        iseq -- ${x} a && echo a || echo b
                        """));
    }

    @Test
    void menusRunBlocksAndOpenOthers() {
        IpxeScript script = IpxeScript.builder()
                .menu(
                        "Boot",
                        menu -> menu.item(Key.of('d'), "Debian", debian -> debian.echo("debian"))
                                .submenu(
                                        Key.of('t'),
                                        "Tools",
                                        tools -> tools.item("Memory test", b -> b.echo("memtest"))
                                                .defaultItem()
                                                .submenu(
                                                        "Deeper",
                                                        deeper -> deeper.item(HERE, "Here")
                                                                .back(Key.of('b'), "Back"))
                                                .back("Back"))
                                .item("Local disk", disk -> disk.exit(1))
                                .defaultItem()
                                .timeout(PAUSE)
                                .restartedTimeout(PAUSE)
                                .comesBack())
                .orExit(2)
                .label(HERE)
                .echo("here")
                .build();

        assertThat(script).hasToString("""
                #!ipxe
                :menu_1
                menu Boot
                item --key d item_2 Debian
                item --key t menu_3 Tools
                item item_4 Local disk
                choose --default item_4 --timeout 2000 --retimeout 2000 selected && goto ${selected} || exit 2
                :item_2
                echo debian
                goto menu_1
                :menu_3
                menu Tools
                item item_5 Memory test
                item menu_6 Deeper
                item menu_1 Back
                choose --default item_5 selected && goto ${selected} || goto menu_1
                :item_5
                echo memtest
                goto menu_3
                :menu_6
                menu Deeper
                item here Here
                item --key b menu_3 Back
                choose selected && goto ${selected} || goto menu_3
                :item_4
                exit 1
                :here
                echo here
                """);
        assertThat(pressing(script, "item_2", "menu_3", "item_5", "menu_6", "menu_3", "menu_1", "item_2", "item_4"))
                .containsExactly("debian", "memtest", "debian", "status 1");
        assertThat(pressing(script, "menu_3", "menu_6", "here")).containsExactly("here", "status 0");
        assertThat(pressing(script, "menu_3", "", "")).containsExactly("status 2");
        assertThat(pressing(script, "menu_3", "menu_6", "", "item_5", "", "item_2", ""))
                .containsExactly("memtest", "debian", "status 2");
    }

    @Test
    void menusThatDoNotComeBackGoOnBelow() {
        IpxeScript script = IpxeScript.builder()
                .menu(
                        "Boot",
                        menu -> menu.named(UiName.of("m"))
                                .gap("Choose")
                                .item("One", b -> b.echo("one"))
                                .item("Two", b -> b.echo("two"))
                                .storeIn(X))
                .orElse(no -> no.echo("left").echo("alone"))
                .echo("below")
                .build();

        assertThat(script).hasToString("""
                #!ipxe
                menu --name m Boot
                item --menu m --gap Choose
                item --menu m item_2 One
                item --menu m item_3 Two
                choose --menu m x && goto -- ${x} ||
                echo left
                echo alone
                goto end_1
                :item_2
                echo one
                goto end_1
                :item_3
                echo two
                goto end_1
                :end_1
                echo below
                """.replace("goto -- ${x}", "goto ${x}"));
        assertThat(pressing(script, "item_2")).containsExactly("one", "below", "status 0");
        assertThat(pressing(script, "item_3")).containsExactly("two", "below", "status 0");
        assertThat(pressing(script, "")).containsExactly("left", "alone", "below", "status 0");
    }

    @Test
    void menusInsideAttemptsPassTheEscapeOn() {
        IpxeScript script = IpxeScript.builder()
                .attempt(b -> b.menu("T", m -> m.item("x", x -> x.chain("x").propagate()))
                        .propagate())
                .orElse(no -> no.echo("a").echo("b"))
                .build();
        assertThat(pressing(script, "")).containsExactly("a", "b", "status 0");
        assertThat(pressing(script, "item_3")).containsExactly("status 0");
        IpxeModel offline = new IpxeModel().choosesInTurn("item_3").images(image -> false);
        offline.run(script);
        assertThat(offline.console).containsExactly("a", "b");
    }

    @Test
    void includedScriptsKeepTheirLabels() {
        Label there = Label.of("-there");
        IpxeScript part = IpxeScript.builder()
                .label(HERE)
                .menu("T", m -> m.item(HERE, "again").item(there, "on"))
                .ignoreFailure()
                .label(there)
                .switchOn(X, on -> on.on("1", b -> b.goTo(HERE).comment("never")))
                .dhcp()
                .timed()
                .orElse(no -> no.goTo(SettingRef.of("y")).orGoto(HERE))
                .attempt(b ->
                        b.menu("U", m -> m.submenu("V", v -> v.item(HERE, "w"))).propagate())
                .orGoto(there)
                .build();
        IpxeScript script = IpxeScript.builder()
                .label(HERE)
                .include("a_", part)
                .include("b_", part)
                .build();

        String lines = part.toString().substring("#!ipxe\n".length());
        assertThat(lines).contains(":here\n", "goto -- ${selected}", "time dhcp || goto -- ${y} || goto here");
        assertThat(script.toString())
                .contains(":here\n:a_here\n")
                .contains("item a_here again\nitem a_-there on\nchoose selected && goto ${selected} ||\n:a_-there\n")
                .contains("time dhcp || goto a_${y} || goto a_here")
                .contains("|| goto a_-there")
                .contains("item b_here w");
        assertThatThrownBy(() -> IpxeScript.builder()
                        .include("a", IpxeScript.builder().raw("x").build()))
                .hasMessageContaining("raw lines");
        assertThatThrownBy(() -> IpxeScript.builder().include("", part)).hasMessageContaining("label: empty");
        assertThatThrownBy(() -> IpxeScript.builder()
                        .include("a", part)
                        .include("a", part)
                        .build())
                .hasMessageContaining("placed twice");
    }

    private static List<String> pressing(IpxeScript script, String... items) {
        IpxeModel ipxe = new IpxeModel().choosesInTurn(items);
        int status = ipxe.run(script);
        ipxe.console.add("status " + status);
        return ipxe.console;
    }

    private static void twoSteps(IpxeScriptBuilder block) {
        block.dhcp().propagate();
        block.chain("x").propagate();
    }

    private static Arguments block(Consumer<IpxeScriptBuilder> lines, String text) {
        return Arguments.of(lines, text);
    }
}
