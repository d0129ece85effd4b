package io.pxe4j.ipxe.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreensTest {
    private static MenuShown menu(String... lines) {
        return Scripts.run(lines)
                .steps(Step.Menu.class)
                .findFirst()
                .orElseThrow()
                .menu();
    }

    @Test
    void keepsAMenuWhereAsked() {
        assertThat(Scripts.console(
                        "menu", "item a", "choose --keep x", "choose x && echo again", "choose x || echo gone"))
                .isEqualTo("again\ngone\n");
        assertThat(Scripts.console("form", "item a", "present --keep", "present && echo again", "present || echo gone"))
                .isEqualTo("again\ngone\n");
    }

    @Test
    void replacesAMenuOfTheSameName() {
        MenuShown shown =
                menu("menu -n m one", "item -m m a", "menu -n m two  words", "item -f m b B  C", "choose -m m x");
        assertThat(shown.title()).isEqualTo("two words");
        assertThat(shown.items()).extracting(MenuItem::text).containsExactly("B C");
        assertThat(Scripts.console("menu", "menu --delete", "item a || echo gone"))
                .isEqualTo("gone\n");
    }

    @Test
    void tellsWhichMenuIsMissing() {
        assertThat(Scripts.steps("item a || item --menu q a ||"))
                .containsExactly("No default user interface", "\"q\": no such user interface");
        assertThat(Scripts.steps("menu", "choose x ||"))
                .containsExactly("a menu without a named item cannot be shown: No such file or directory");
        assertThat(Scripts.steps("form", "item --gap a", "present ||"))
                .containsExactly("a form without inputs cannot be shown: Invalid argument");
    }

    @Test
    void selectsTheLastPreselectedItem() {
        assertThat(menu("menu", "item a", "item --default b", "item --default c", "item --default", "choose x")
                        .selected())
                .isEqualTo("c");
        assertThat(menu("menu", "item a", "item --default b", "choose --default a x")
                        .selected())
                .isEqualTo("a");
        assertThat(menu("menu", "item a", "item --default b", "choose --default z x")
                        .selected())
                .isEqualTo("a");
    }

    @Test
    void readsItems() {
        MenuShown shown = menu(
                "menu",
                "item",
                "item --gap -- a b",
                "item --key 0x197e --secret c d e",
                "item -k q f",
                "choose -t 0x10 x");
        assertThat(shown.items())
                .containsExactly(
                        new MenuItem(Optional.empty(), "", 0, false, false),
                        new MenuItem(Optional.empty(), "a b", 0, false, false),
                        new MenuItem(Optional.of("c"), "d e", 0x11197e, false, true),
                        new MenuItem(Optional.of("f"), "", 'q', false, false));
        assertThat(shown.timeoutMillis()).isEqualTo(16);
    }

    @ParameterizedTest
    @CsvSource({
        "x, 120",
        "0x02, 2",
        "0x7f, 127",
        "0x80, 1114240",
        "0x10ffff, 2228223",
        "0x110000, 1114112",
        "7, 55",
        "-5, 4294967291"
    })
    void readsKeys(String key, long number) {
        Run run = Scripts.run("prompt --key=" + key + " --timeout=1 Go on || echo no");
        PromptShown prompt =
                run.steps(Step.Prompt.class).findFirst().orElseThrow().prompt();
        assertThat(prompt).isEqualTo(new PromptShown("Go on", number, 1));
        assertThat(run.console()).isEqualTo("no\n");
    }

    @Test
    void asksForTheFieldsOfAForm() {
        List<InputAsked> asked = new ArrayList<>();
        EvaluatorBuilder evaluator = Scripts.whole().set("n:int8", "7").answers(new Answers() {
            @Override
            public Optional<String> types(InputAsked input) {
                asked.add(input);
                return input.setting().equals("stop") ? Optional.empty() : Optional.of("8");
            }
        });
        Run run = Scripts.run(
                evaluator,
                "form",
                "item n Number",
                "item --secret p Password",
                "item stop",
                "item never",
                "present || echo ${errno} ${n} ${p}",
                "show n",
                "read --timeout 300 net0/x",
                "login");
        assertThat(run.console()).isEqualTo("0xb32e095 8 8\nn:int8 = 8\n");
        assertThat(asked)
                .containsExactly(
                        new InputAsked("n", "7", false, 0),
                        new InputAsked("p", "", true, 0),
                        new InputAsked("stop", "", false, 0),
                        new InputAsked("net0/x", "", false, 300),
                        new InputAsked("username", "", false, 0),
                        new InputAsked("password", "", true, 0));
        assertThat(run.setting("net0/x")).isEqualTo("8");
        assertThat(Scripts.steps(run))
                .containsExactly(
                        "read n: typed 8",
                        "read p: typed",
                        "read stop: left",
                        "read net0/x: typed 8",
                        "read username: typed 8",
                        "read password: typed");
    }

    @Test
    void leavesTheLoginAtItsFirstFieldWhereNobodyTypes() {
        EvaluatorBuilder evaluator = Scripts.whole().answers(new Answers() {
            @Override
            public Optional<String> types(InputAsked input) {
                return Optional.empty();
            }
        });
        assertThat(Scripts.steps(Scripts.run(evaluator, "login ||"))).containsExactly("read username: left");
    }

    @Test
    void looksForANullPointer() {
        Run run = Scripts.run("menu --name a", "item x || echo no");
        assertThat(run.findings().get(0))
                .isEqualTo(new Finding(
                        Finding.Kind.MIXED_MENUS,
                        "script",
                        3,
                        "a menu with a name and one without: iPXE reads through a null pointer (expected: a name for all or for"
                                + " none)"));
        assertThat(run.findings().get(0))
                .hasToString("script:3: " + run.findings().get(0).text());
        assertThat(Scripts.run("menu --name a", "menu --name b", "item -m b x").findings())
                .isEmpty();
    }
}
