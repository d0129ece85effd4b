package io.pxe4j.ipxe.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What would hang, overflow or take quadratic time; the time-out is generous. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileScriptTest {
    private static Run run(String script) {
        return Evaluator.builder().build().run("#!ipxe\n" + script);
    }

    @Test
    void takesAWordOfTenMegabytes() {
        Run run = run("set x 1\nset y " + "${x}abcdef".repeat(1_000_000) + "\niseq ${y} z || echo done\n");
        assertThat(run.console()).isEqualTo("done\n");
        assertThat(run.setting("y")).hasSize(7_000_000);
    }

    @Test
    void takesDeeplyNestedSettings() {
        int depth = 10_000;
        assertThat(run("echo [" + "${a".repeat(depth) + "}".repeat(depth) + "]\n")
                        .console())
                .isEqualTo("[]\n");
    }

    @Test
    void jumpsAmongAHundredThousandLabels() {
        StringBuilder script = new StringBuilder("set n:int32 0\n:again\ninc n\niseq ${n} 1000 && goto end ||\n");
        script.append("goto l${n} ||\n");
        for (int i = 0; i < 100_000; i++) {
            script.append(":l").append(i).append("\n");
            if (i % 1000 == 0) {
                script.append("goto again\n");
            }
        }
        Run run = run(script.append(":end\necho ${n}\n").toString());
        assertThat(run.console()).isEqualTo("1000\n");
    }

    @Test
    void endsWhatDoublesForEver() {
        Run run = run("set a xxxxxxxxxxxxxxxx\n:x\nset a ${a}${a}\ngoto x\n");
        assertThat(run.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.TOO_MANY_STEPS);
    }

    @Test
    void endsSettingsThatHoldEachOther() {
        // a is ${b:string}, b is ${a:string}.
        Run run = run("set a:hex 24:7b:62:3a:73:74:72:69:6e:67:7d\nset b:hex 24:7b:61:3a:73:74:72:69:6e:67:7d\n"
                + "echo ${a:string}\n");
        assertThat(run.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.ENDLESS_EXPANSION);
    }

    @Test
    void searchesDeepBlocks() {
        Run run = run("set " + "a.".repeat(20_000) + "b/x deep\necho ${x} ${unset}\n");
        assertThat(run.console()).isEqualTo("deep \n");
    }
}
