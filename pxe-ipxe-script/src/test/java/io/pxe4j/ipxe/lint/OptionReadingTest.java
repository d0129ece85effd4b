package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX031;
import static io.pxe4j.ipxe.lint.LintRule.IPX032;
import static io.pxe4j.ipxe.lint.LintRule.IPX033;
import static io.pxe4j.ipxe.lint.LintRule.IPX035;
import static io.pxe4j.ipxe.lint.LintRule.IPX036;
import static io.pxe4j.ipxe.lint.LintRule.IPX037;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Options as core/getopt.c reads them. */
class OptionReadingTest {
    private final Linted lint = Linted.plain();

    @Test
    void saysWhatIsWrongWithAnOption() {
        assertThat(lint.messages(IPX031, "chain --autofre x ||", "chain --zzzzzz=1 x ||", "dhcp --timeout ||"))
                .containsExactly(
                        "chain --autofre: no such option (expected: perhaps --autofree)",
                        "chain --zzzzzz=1: no such option (expected: one of --name --timeout --quiet --autofree"
                                + " --replace)",
                        "dhcp --timeout: no value (expected: one behind it)");
        assertThat(lint.messages(IPX031, "reboot --warm=1 ||", "login --x ||", "chain --nam=x y ||"))
                .containsExactly(
                        "reboot --warm: takes no value (expected: the option alone)",
                        "login --x: no such option (expected: none, login has no options)",
                        "chain --nam=x: no such option (expected: perhaps --name)");
    }

    @Test
    void lettersCanStandTogether() {
        assertThat(lint.messages(IPX031, "chain -az x ||", "chain -z x ||"))
                .containsExactly(
                        "chain -z: no such option (expected: one of --name --timeout --quiet --autofree --replace)",
                        "chain -z: no such option (expected: one of --name --timeout --quiet --autofree --replace)");
        lint.passes(IPX031, "menu -h ||", "chain -ah x ||", "chain -an name x ||", "chain -aname x ||");
        lint.finds(IPX031, "chain «-at» ||");
    }

    @Test
    void hyphensInFrontAreNoOptions() {
        lint.finds(IPX036, "echo «-12» x", "echo «--» x".replace("«--» x", "«---» x"), "echo «-=» y");
        lint.passes(IPX031, "echo -12 x", "echo --- x", "exit -1");
        assertThat(lint.messages(IPX036, "exit -1"))
                .containsExactly("\"-1\": is taken for an option (expected: -- before it)");
    }

    @Test
    void aValueMayNotLookLikeAnOption() {
        assertThat(lint.messages(IPX035, "imgfetch --name -x y ||", "imgfetch -n -5 y ||"))
                .containsExactly(
                        "--name -x: the value is taken for an option (expected: --name=-x)",
                        "-n -5: the value is taken for an option (expected: -n-5)");
        lint.finds(IPX031, "imgfetch «--name» --autofree y ||", "imgfetch «-n» -a y ||", "imgfetch «-n» -- y ||");
        lint.finds(IPX031, "imgfetch «--name» --timeout=5000 y ||");
        lint.finds(IPX035, "imgfetch «--name -» y ||", "imgfetch «--name --nothing=x» y ||");
        lint.leaves(IPX035, "imgfetch -an -x y ||");
    }

    @Test
    void optionsBehindArgumentsAreFoundByEitherName() {
        assertThat(lint.messages(IPX032, "chain x --autofree ||"))
                .containsExactly("\"--autofree\": stands behind \"x\" and becomes an argument (expected: before it)");
        lint.finds(IPX032, "chain x «--name=y» ||", "chain x y «-a» ||", "dhcp net0 «--timeout=1» ||");
        lint.passes(IPX032, "chain x -z ||", "chain x -ar ||", "chain x --unknown ||", "imgargs x -a", "echo x --n");
    }

    @Test
    void argumentsAreCountedBehindTheOptions() {
        assertThat(lint.messages(IPX033, "goto", "iseq a b c ||", "exit 1 2", "imgset x ||"))
                .containsExactly(
                        "goto: 0 arguments (expected: 1)",
                        "iseq: 3 arguments (expected: 2)",
                        "exit: 2 arguments (expected: 0..1)",
                        "imgset: 1 argument (expected: 2)");
        lint.passes(IPX033, "goto --x", "sanhook --drive ||", "chain --timeout 5000 -- x ||");
        lint.finds(IPX033, "login «--» x ||".replace("«--» x", "-- «x»"));
    }

    @Test
    void whoAsksForHelpNeedsNoArguments() {
        lint.passes(IPX033, "goto -h", "goto --help", "iseq -h a b c ||", "chain -ah", "login --help x ||");
        lint.finds(IPX033, "«goto»", "«goto --»", "«sanhook -n»");
    }

    @Test
    void itemsNamedLikeOptionsAreNotWanted() {
        assertThat(lint.messages(IPX037, "menu", "item -- -x Text", ":-y", "goto -- -y"))
                .containsExactly(
                        "item -x: begins with a hyphen (expected: another name)",
                        "label -y: begins with a hyphen (expected: another name, or goto -- -y)");
    }

    @Test
    void settingsThatHoldAHyphenAreFollowed() {
        assertThat(lint.messages(IPX036, "set neg -1", "echo ${neg}"))
                .containsExactly("${neg}: can begin with a hyphen, and is taken for an option then (expected: --"
                        + " before it)");
        lint.passes(IPX036, "set neg -1", "read neg ||", "echo ${neg}");
        lint.passes(IPX036, "set neg -1", "echo x${neg}", "login", "echo");
    }
}
