package io.pxe4j.ipxe;

import static io.pxe4j.ipxe.Condition.isset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a script holds is seen in every kind of block. */
class ScriptChecksTest {
    private static final Label HERE = Label.of("here");
    private static final SettingRef X = SettingRef.of("x");

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void seesWhatABlockHolds(String where, BiConsumer<IpxeScriptBuilder, Consumer<IpxeScriptBuilder>> block) {
        IpxeScriptBuilder labelled = IpxeScript.builder().goTo(HERE);
        block.accept(labelled, inside -> inside.label(HERE).echo("x"));
        assertThat(labelled.build().toString()).contains(":here\n");
        assertThatThrownBy(() -> labelled.label(HERE).build()).hasMessageContaining("placed twice");

        IpxeScriptBuilder raw = IpxeScript.builder();
        block.accept(raw, inside -> inside.raw("x"));
        assertThat(raw.build().isChecked()).isFalse();

        IpxeScriptBuilder plain = IpxeScript.builder();
        block.accept(plain, inside -> inside.echo("x"));
        assertThat(plain.build().isChecked()).isTrue();

        IpxeScriptBuilder missing = IpxeScript.builder();
        block.accept(missing, inside -> inside.dhcp().orGoto(HERE));
        assertThatThrownBy(missing::build).hasMessageContaining("no line has the label here");
    }

    static Stream<Arguments> blocks() {
        return Stream.of(
                block("when it fails", (s, b) -> s.dhcp().orElse(b)),
                block("attempt", (s, b) -> s.attempt(b).ignoreFailure()),
                block(
                        "when an attempt fails",
                        (s, b) -> s.attempt(a -> a.dhcp().propagate()).orElse(b)),
                block("then", (s, b) -> s.when(isset(X)).then(b)),
                block(
                        "otherwise",
                        (s, b) -> s.when(isset(X)).then(t -> t.echo("y")).otherwise(b)),
                block("while", (s, b) -> s.whileTrue(isset(X), b)),
                block("each interface", (s, b) -> s.forEachInterface((i, nic) -> b.accept(i))),
                block("a case", (s, b) -> s.switchOn(X, on -> on.on("a", b))),
                block(
                        "no case",
                        (s, b) ->
                                s.switchOn(X, on -> on.on("a", c -> c.echo("y")).otherwise(b))),
                block("an item", (s, b) -> s.menu("m", m -> m.item("a", b)).ignoreFailure()),
                block(
                        "an item of a submenu",
                        (s, b) -> s.menu("m", m -> m.submenu("n", n -> n.item("a", b)))
                                .ignoreFailure()),
                block(
                        "no item",
                        (s, b) ->
                                s.menu("m", m -> m.item("a", c -> c.echo("y"))).orElse(b)),
                block(
                        "retry",
                        (s, b) -> s.attempt(b).retry(2, Duration.ofSeconds(1)).ignoreFailure()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void labelsInABlockGetThePrefixOfAnIncludedScript(
            String where, BiConsumer<IpxeScriptBuilder, Consumer<IpxeScriptBuilder>> block) {
        IpxeScriptBuilder part = IpxeScript.builder();
        block.accept(part, inside -> inside.label(HERE).dhcp().orGoto(HERE).echo("x"));
        String text = IpxeScript.builder().include("p_", part.build()).build().toString();
        assertThat(text).contains(":p_here\n", "goto p_here").doesNotContain(":here", "goto here");
    }

    @Test
    void menusInBlocksHaveNamesOrNone() {
        UiName name = UiName.of("a");
        assertThatThrownBy(() -> IpxeScript.builder()
                        .menu("m", m -> m.named(name).item("i", b -> b.echo("x")))
                        .ignoreFailure()
                        .menu("n")
                        .build())
                .hasMessageContaining("some menus and forms have names");
        assertThatThrownBy(() -> IpxeScript.builder()
                        .menu("m", m -> m.submenu("n", n -> n.named(name).item("i", b -> b.echo("x"))))
                        .ignoreFailure()
                        .build())
                .hasMessageContaining("some menus and forms have names");
        assertThat(IpxeScript.builder()
                        .menu("m", m -> m.named(name).item("i", b -> b.echo("x")))
                        .ignoreFailure()
                        .menu(UiName.of("b"), "n")
                        .build()
                        .toString())
                .contains("menu --name a m", "menu --name b n");
    }

    @Test
    void theSameCounterMayCountAgainLater() {
        IpxeScriptBuilder script = IpxeScript.builder()
                .forEachInterface((b, nic) -> b.echo("one"))
                .forEachInterface((b, nic) -> b.echo("two"));
        assertThat(script.build().toString()).contains("echo one", "echo two");
    }

    private static Arguments block(String where, BiConsumer<IpxeScriptBuilder, Consumer<IpxeScriptBuilder>> block) {
        return Arguments.of(where, block);
    }
}
