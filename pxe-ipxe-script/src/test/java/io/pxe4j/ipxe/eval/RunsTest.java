package io.pxe4j.ipxe.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.ipxe.IpxeScript;
import io.pxe4j.ipxe.language.BuildProfile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunsTest {
    @Test
    void endInAStatus() {
        assertThat(Scripts.run("exit 5").status()).isEqualTo(5);
        assertThat(Scripts.run("exit 5").failed()).isTrue();
        assertThat(Scripts.run("exit 5").error()).isEmpty();
        assertThat(Scripts.run("isset ${}").status()).isEqualTo(1);
        assertThat(Scripts.run("isset ${}").error()).contains("No such file or directory");
        assertThat(Scripts.run("echo").failed()).isFalse();
        assertThat(Scripts.run("exit 4294967295").status()).isEqualTo(1);
        assertThat(Scripts.run("exit 4294967295").error()).contains("Error 0x00000001");
    }

    @Test
    void tellPlaces() {
        Run run = Scripts.run(
                Scripts.whole().scriptUri("http://h/a.ipxe").content("http://h/b", "#!ipxe\n\nsleep 2\nexit 3\n"),
                "# a",
                "sleep 1 ; \\",
                "  chain b ||",
                "sleep 3");
        assertThat(run.steps(Step.Sleep.class))
                .extracting(step -> step.at().toString())
                .containsExactly("a.ipxe:3", "b:3", "a.ipxe:5");
        assertThat(Scripts.steps(run))
                .containsExactly(
                        "sleep 1",
                        "fetch http://h/b as b",
                        "start script b",
                        "sleep 2",
                        "Could not boot: Error 0x00000003",
                        "sleep 3");
        assertThat(run.booted()).isEmpty();
    }

    @Test
    void printBytes() {
        Run run = Scripts.run("set x:hex e4:00", "echo -n ${x:hex}", "set y:hex ff", "echo ${y:string}");
        assertThat(run.consoleBytes()).isEqualTo("e4:00\u00ff\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void takeScriptsOfTheBuilder() {
        IpxeScript script = IpxeScript.builder().raw("echo built").build();
        assertThat(Evaluator.builder().build().run(script).console()).isEqualTo("built\n");
    }

    @Test
    void areBounded() {
        Run run = Evaluator.builder().maxSteps(3).build().run("#!ipxe\necho 1\necho 2\necho 3\n");
        assertThat(run.console()).isEqualTo("1\n2\n3\n");
        Run longer = Evaluator.builder().maxSteps(3).build().run("#!ipxe\necho 1\necho 2\necho 3\necho 4\n");
        assertThat(longer.console()).isEqualTo("1\n2\n3\n");
        assertThat(longer.findings())
                .extracting(Finding::text)
                .containsExactly("more than 3 commands ran (expected: an end, or a larger bound for the run)");
        assertThat(longer.error()).contains("Operation canceled");
    }

    @Test
    void tellEndlessSettings() {
        Run run = Scripts.run("set x:hex 24:7b:78:3a:73:74:72:69:6e:67:7d", "echo ${x:string}");
        assertThat(run.findings())
                .extracting(Finding::text)
                .containsExactly(
                        "${x:string} holds itself, and iPXE expands it for ever (expected: a value without it)");
    }

    @Test
    void expandManySettingsInOneWord() {
        assertThat(Scripts.run("set a 1", "echo " + "${a}".repeat(3000)).console())
                .isEqualTo("1".repeat(3000) + "\n");
        String nested = "${".repeat(40) + "x" + "}".repeat(40);
        assertThat(Scripts.console("echo [" + nested + "]")).isEqualTo("[]\n");
        assertThat(Scripts.console("set o {", "set d $", "echo ${a${} ${o}x} $${o}b} {x} ${d}{y} }{ $}"))
                .isEqualTo("${a {x}  {x}  }{ $}\n");
    }

    @Test
    void hideSecretsInSteps() {
        Place at = new Place("s", 1);
        InputAsked secret = new InputAsked("password", "", true, 0);
        assertThat(new Step.Input(at, secret, Optional.of("hidden"))).hasToString("read password: typed");
        assertThat(new Step.Input(at, secret, Optional.empty())).hasToString("read password: left");
        assertThat(new Step.Menu(at, new MenuShown("T", List.of(), "a", 0), Optional.empty()))
                .hasToString("menu T: left");
        assertThat(new Step.Menu(at, new MenuShown("T", List.of(), "a", 0), Optional.of("a")))
                .hasToString("menu T: chosen a");
        assertThat(new Step.Prompt(at, new PromptShown("P", 0, 0), true)).hasToString("prompt P: pressed");
        assertThat(new Step.Prompt(at, new PromptShown("P", 0, 0), false)).hasToString("prompt P: not pressed");
        assertThat(new CommandCall("chain", "imgexec", Map.of("name", "x"), List.of("a", "b")))
                .hasToString("chain a b");
        assertThat(new CommandCall("boot", "imgexec", Map.of(), List.of())).hasToString("boot");
        assertThat(at).hasToString("s:1");
    }

    @Test
    void answerUnlessToldOtherwise() {
        Answers nobody = Answers.unattended();
        assertThat(nobody.presses(new PromptShown("", 0, 0))).isTrue();
        assertThat(nobody.presses(new PromptShown("", 0, 1))).isFalse();
        assertThat(nobody.chooses(new MenuShown("", List.of(), "b", 0))).contains("b");
        assertThat(nobody.types(new InputAsked("", "c", false, 0))).contains("c");
    }

    @Test
    void passAnswersOnBesideFailures() {
        Answers world = new Answers() {
            @Override
            public boolean succeeds(CommandCall call) {
                return !call.arguments().contains("no");
            }

            @Override
            public boolean presses(PromptShown prompt) {
                return prompt.text().equals("now");
            }

            @Override
            public Optional<String> chooses(MenuShown menu) {
                return Optional.of("b");
            }

            @Override
            public Optional<String> types(InputAsked input) {
                return Optional.of("typed");
            }
        };
        Run run = Scripts.run(
                Scripts.whole().answers(world).fail("dhcp"),
                "dhcp || echo no dhcp",
                "ping no || echo no ping",
                "ping yes && prompt now && prompt later || echo pressed once",
                "menu",
                "item a",
                "item b",
                "choose x",
                "read y",
                "echo ${x} ${y}");
        assertThat(run.console()).isEqualTo("no dhcp\nno ping\npressed once\nb typed\n");
    }

    @Test
    void startScriptsSixtyFourDeep() {
        Run run = Scripts.run(
                Scripts.whole()
                        .content("http://h/s", "#!ipxe\ninc n\niseq ${n} 63 && exit 0 ||\nimgfree\nchain http://h/s\n"),
                "chain http://h/s && echo ${n}");
        assertThat(run.console()).isEqualTo("63\n");
        assertThat(run.findings()).isEmpty();
        Run deeper = Scripts.run(
                Scripts.whole()
                        .content("http://h/s", "#!ipxe\ninc n\niseq ${n} 64 && exit 0 ||\nimgfree\nchain http://h/s\n"),
                "chain http://h/s && echo ${n}");
        assertThat(deeper.findings())
                .extracting(Finding::text)
                .containsExactly("more than 64 scripts started each other (expected: chain --replace)");
    }

    @Test
    void readWordsAsGetoptDoes() {
        assertThat(Scripts.steps(
                        "echo --nn || echo -q || prompt --timeout || prompt -t || prompt --timeout x || echo --n=1 || echo --help"
                                + " || echo -h || iseq a || sanboot --uuid x || ifconf -c x ||"))
                .containsExactly(
                        "Unrecognised option \"--nn\"",
                        "Unrecognised option \"-q\"",
                        "Option \"timeout\" requires an argument",
                        "Option \"t\" requires an argument",
                        "\"x\": invalid integer value",
                        "Option \"n\" takes no argument",
                        "usage of echo",
                        "usage of echo",
                        "iseq: 1 arguments (expected: 2..2)",
                        "\"x\": invalid UUID",
                        "\"x\": no such configurator");
        assertThat(Scripts.console(
                        "menu",
                        "item -dk x a",
                        "item -kx b",
                        "item -k= c",
                        "choose -kt0 z",
                        "echo ${z}",
                        "ifconf --configurator=dhcp",
                        "ifconf -cipv6 net0 && echo yes",
                        "sanhook -nd0x81 iscsi:h:::1:t && echo hooked"))
                .isEqualTo("a\nyes\nhooked\n");
        assertThat(Scripts.console("echo - a || echo no", "echo -- -n", "echo a -n", "echo -n -- b"))
                .isEqualTo("no\n-n\na -n\nb");
    }

    @Test
    void lackOptionsThatCameLater() {
        Run run = Scripts.run(
                Evaluator.builder().profile(BuildProfile.debian12()),
                "show --quiet platform || show -q platform || echo no");
        assertThat(Scripts.steps(run)).containsExactly("Unrecognised option \"--quiet\"", "Unrecognised option \"-q\"");
    }

    @Test
    void timeCommands() {
        assertThat(Scripts.console(
                        "time echo a b", "time isset ${} || echo no", "help anything --nosuch && echo helped"))
                .isEqualTo("a b\nno\nhelped\n");
    }
}
