package io.pxe4j.ipxe;

import static io.pxe4j.ipxe.Condition.isset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.ipxe.language.PredefinedSettings;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each call goes on from the one before, and none while a line is still to be finished. */
class ChainingTest {
    private static final SettingRef X = SettingRef.of("x");

    @Test
    void menusAreDescribedInOneGo() {
        IpxeScript script = IpxeScript.builder()
                .comment("Tools")
                .menu(
                        "m",
                        m -> m.storeIn(X)
                                .comesBack()
                                .submenu(
                                        "n",
                                        n -> n.back("up")
                                                .back(Key.of('b'), "back")
                                                .item("i", b -> b.echo("x")))
                                .item("j", b -> b.echo("y")))
                .ignoreFailure()
                .build();
        assertThat(script).hasToString("""
                #!ipxe
                # Tools
                :menu_1
                menu m
                item menu_2 n
                item item_3 j
                choose x && goto ${x} || goto end_1
                :menu_2
                menu n
                item menu_1 up
                item --key b menu_1 back
                item item_4 i
                choose x && goto ${x} || goto menu_1
                :item_4
                echo x
                goto menu_2
                :item_3
                echo y
                goto menu_1
                :end_1
                """);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unfinished")
    void nothingComesBetweenALineAndItsDecision(String what, Consumer<IpxeScriptBuilder> line) {
        IpxeScriptBuilder script = IpxeScript.builder().when(isset(X)).then(b -> b.echo("x"));
        script.dhcp();
        assertThatThrownBy(() -> line.accept(script))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("`dhcp` can fail");
    }

    static Stream<Arguments> unfinished() {
        return Stream.of(
                line("otherwise", s -> s.otherwise(b -> b.echo("y"))),
                line("comment", s -> s.comment("x")),
                line("another line", s -> s.chain("x")),
                line("when", s -> s.when(isset(X))),
                line("menu", s -> s.menu("x", m -> m.item("y", b -> b.exit()))),
                line("build", IpxeScriptBuilder::build));
    }

    @Test
    void valuesThatDifferHashApart() {
        assertThat(Initrd.of("a").hashCode()).isNotEqualTo(Initrd.of("b").hashCode());
        assertThat(SettingRef.of(PredefinedSettings.find("mac").orElseThrow())).isEqualTo(SettingRef.MAC);
    }

    private static Arguments line(String what, Consumer<IpxeScriptBuilder> line) {
        return Arguments.of(what, line);
    }
}
