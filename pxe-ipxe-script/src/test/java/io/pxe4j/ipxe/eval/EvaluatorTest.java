package io.pxe4j.ipxe.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.language.IpxeVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluatorTest {
    private static Run run(String... lines) {
        return Evaluator.builder().build().run("#!ipxe\n" + String.join("\n", lines) + "\n");
    }

    private static String console(String... lines) {
        return run(lines).console();
    }

    private static List<String> steps(Run run) {
        return run.steps().stream().map(Step::toString).toList();
    }

    @Test
    void joinsWordsWithSingleBlanks() {
        assertThat(console("echo  \"a   b\"\t'c'")).isEqualTo("\"a b\" 'c'\n");
        assertThat(console("echo -n a", "echo ${} b ${}")).isEqualTo("a b \n");
    }

    @ParameterizedTest
    @CsvSource({
        "F || A && B, AB",
        "F && A || B, B",
        "T || A && B, B",
        "F && A || T && B || C, B",
        "F ; A, A",
        "; A, A",
        "T && A ; B, AB",
        "F && A ; B, B",
        "T && # A, ''",
        "T || A # B, ''"
    })
    void runsCommandsFromLeftToRight(String line, String printed) {
        String script = line.replace("F", "isset ${}").replace("T", "isset x").replaceAll("([ABC])", "echo -n $1");
        assertThat(console("set x 1", script + " ||")).isEqualTo(printed);
    }

    @Test
    void takesOperatorsForOnesBeforeExpansionOnly() {
        assertThat(console("set or ${}||", "echo a ${or} b", "echo a||b x;y ${}|| c"))
                .isEqualTo("a || b\na||b x;y || c\n");
    }

    @Test
    void endsAtTheFirstLineThatFails() {
        Run run = run("echo one", "iseq a b", "echo two");
        assertThat(run.console()).isEqualTo("one\n");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.error()).contains("Result too large");
    }

    @Test
    void expandsTheInnermostFirstAndLooksAtValuesAgain() {
        assertThat(console("set i 0", "set net0/x y", "set y deep", "echo ${net${i}/x} ${${net0/x}}"))
                .isEqualTo("y deep\n");
        assertThat(console("set y 1", "set x:hex 24:7b:79:7d", "echo ${x:string}", "set y 2", "echo ${x:string}"))
                .isEqualTo("1\n2\n");
        assertThat(console("set d:hex 24", "set b:hex 7b", "set y 1", "echo ${d:string}{y} $${b:string}y}"))
                .isEqualTo("1 1\n");
    }

    @Test
    void leavesAloneWhatIsNoSetting() {
        assertThat(console("echo ${foo $x $$ %x% } ${a b}")).isEqualTo("${foo $x $$ %x% } ${a b}\n");
        assertThat(console("echo a${}b${unset}c${x:nosuchtype}d${nosuch/x}e")).isEqualTo("abcde\n");
    }

    @Test
    void keepsEmptyArguments() {
        assertThat(run("iseq ${a} ${b}").status()).isZero();
        assertThat(run("isset ${a}").status()).isEqualTo(1);
        assertThat(steps(run("${a} x"))).containsExactly(": command not found");
    }

    @Test
    void findsSelfReferenceInsteadOfHanging() {
        Run run = run("set x:hex 24:7b:78:3a:73:74:72:69:6e:67:7d", "echo before", "echo ${x:string}");
        assertThat(run.console()).isEqualTo("before\n");
        assertThat(run.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.ENDLESS_EXPANSION);
        assertThat(run.findings().get(0).line()).isEqualTo(4);
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void boundsLoops() {
        Run run = Evaluator.builder().maxSteps(50).build().run("#!ipxe\n:a\ngoto a\n");
        assertThat(run.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.TOO_MANY_STEPS);
    }

    @Test
    void goesToTheFirstLabelOfAName() {
        assertThat(console("goto b", ":a", "echo a1", "exit", ":a", "echo a2", ":b echo b", "goto a"))
                .isEqualTo("b\na1\n");
        assertThat(console("goto ${unset} ||", "exit", ":", "echo empty")).isEqualTo("empty\n");
        assertThat(run("goto nowhere || echo no").console()).isEqualTo("no\n");
        assertThat(console("goto -- -x", "exit", "  :-x echo yes")).isEqualTo("yes\n");
    }

    @Test
    void dropsTheRestOfALineBehindAJump() {
        assertThat(console("goto a && echo no ; echo no", ":a", "echo a")).isEqualTo("a\n");
    }

    @ParameterizedTest
    @CsvSource({"exit, 0", "exit 0, 0", "exit 3, 3", "exit 0x10, 16", "exit 010, 8", "exit 08, 1", "exit ${}, 1"})
    void exitsWithAStatus(String line, int status) {
        assertThat(run(line).status()).isEqualTo(status);
    }

    @Test
    void tookNothingForZeroBefore2020() {
        Run run = Evaluator.builder().profile(BuildProfile.debian12()).build().run("#!ipxe\nexit ${}\n");
        assertThat(run.failed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "int8, 300, 44",
        "uint8, 16, 0x10",
        "uint8, 0, 0x0",
        "int32, -1, -1",
        "uint16, -1, 0xffff",
        "int8, 0x80, -128",
        "hex, 1:2, ''",
        "hex, 01:ab, 01:ab",
        "hexhyp, 01-AB, 01-ab",
        "hexraw, 01ab, 01ab",
        "ipv4, 10.0.0.1, 10.0.0.1",
        "ipv4, 0x0a.010.0.1, 10.8.0.1",
        "ipv4, 10.0.0, ''",
        "ipv4, 10.0.0.256, ''",
        "ipv6, 2001:db8:0:0::1, 2001:db8::1",
        "ipv6, ::, ::",
        "ipv6, 1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "ipv6, 1:0:3:4:5:6:7:8, 1:0:3:4:5:6:7:8",
        "ipv6, ::1::, ''",
        "base64, YWI=, YWI=",
        "base64, YW, ''",
        "uuid, 00112233445566778899aabbccddeeff, 00112233-4455-6677-8899-aabbccddeeff",
        "guid, 00112233-4455-6677-8899-aabbccddeeff, 00112233-4455-6677-8899-aabbccddeeff",
        "uuid, 0011, ''",
        "uristring, a%20b, a%20b",
        "busdevfn, 1, ''",
        "dnssl, a, ''",
        "int16, 08, ''",
        "int16, 0x, 0",
        "nosuch, 1, ''"
    })
    void readsAndShowsTypes(String type, String value, String shown) {
        assertThat(console("set x:" + type + " " + value + " ||", "echo [${x}]"))
                .isEqualTo("[" + shown + "]\n");
    }

    @ParameterizedTest
    @CsvSource({
        "string, abc",
        "hex, 61:62:63",
        "hexraw, 616263",
        "hexhyp, 61-62-63",
        "int32, 6382179",
        "uint8, 0x616263",
        "base64, YWJj",
        "uristring, abc",
        "uuid, ''",
        "ipv4, ''",
        "busdevfn, 0061:62:0c.3"
    })
    void showsBytesAsAnotherType(String type, String shown) {
        assertThat(console("set x abc", "echo [${x:" + type + "}]")).isEqualTo("[" + shown + "]\n");
    }

    @Test
    void mangledGuidsShowTheirFirstFieldsTheOtherWayRound() {
        assertThat(console("set x:uuid 00112233-4455-6677-8899-aabbccddeeff", "echo ${x:guid}"))
                .isEqualTo("33221100-5544-7766-8899-aabbccddeeff\n");
    }

    @Test
    void showsDomainLists() {
        assertThat(console("set x:hex 03:61:62:63:01:64:00:01:65:00", "echo ${x:dnssl}"))
                .isEqualTo("abc.d e\n");
    }

    @Test
    void encodesForQueries() {
        assertThat(console("set x a b&c=d+/%", "echo ${x:uristring}")).isEqualTo("a%20b%26c%3Dd%2B%2F%25\n");
        Run old = Evaluator.builder()
                .profile(BuildProfile.pcbios(IpxeVersion.V2_0_0))
                .build()
                .run("#!ipxe\nset x a+\necho ${x:uristring}\n");
        assertThat(old.console()).isEqualTo("a+\n");
    }

    @Test
    void countsInTheWidthOfTheType() {
        assertThat(console("inc n", "echo ${n}", "inc n 41", "echo ${n}", "inc n -50", "echo -- ${n}"))
                .isEqualTo("1\n42\n-8\n");
        assertThat(console("set n:uint8 255", "inc n", "echo ${n}")).isEqualTo("0x0\n");
        assertThat(console("set n:int8 127", "inc n", "echo -- ${n}")).isEqualTo("-128\n");
        assertThat(console("set n 5", "inc n || echo no")).isEqualTo("no\n");
        assertThat(console("set n 5", "inc n:int32 || echo no", "echo ${n}")).isEqualTo("54\n");
    }

    @Test
    void deletesByAnEmptyValue() {
        assertThat(console("set x 1", "set x ${}", "isset ${x} || echo gone", "clear y"))
                .isEqualTo("gone\n");
    }

    @Test
    void findsPredefinedSettingsByNumberAndName() {
        assertThat(console("set filename f", "echo ${67} ${0x43}", "set 175.190 u", "echo ${username}", "show 67"))
                .isEqualTo("f f\nu\nfilename:string = f\n");
        assertThat(console("set 10 x", "echo ${10} ${0xa}", "show 0xa")).isEqualTo("x x\n0xa:string = x\n");
    }

    @Test
    void searchesBlocksBelow() {
        assertThat(console("set a.b/x 1", "echo ${x} ${a/x} ${a.b/x} ${b/x}", "show x"))
                .isEqualTo("1 1 1\na.b/x:string = 1\n".replace("1 1 1\n", "1 1 1 \n"));
        assertThat(console(
                        "set net0/ip 10.0.0.1", "echo ${ip} ${net0/ip} ${netX/ip}", "ifopen net0", "echo ${netX/ip}"))
                .isEqualTo("10.0.0.1 10.0.0.1 \n10.0.0.1\n");
    }

    @Test
    void asksBlocksOfHigherPriorityFirst() {
        assertThat(console("set a/x 1", "set b/x 2", "echo ${x}", "set b/priority 1", "echo ${x}"))
                .isEqualTo("1\n2\n");
    }

    @Test
    void knowsTheMachine() {
        Run run = Evaluator.builder()
                .set("serial", "S1")
                .set("smbios/1.4.0", "ACME")
                .set("mac", "52:54:00:00:00:01")
                .set("efi/SecureBoot:hex", "01")
                .set("n:uint8", "7")
                .build()
                .run(
                        "#!ipxe\necho ${serial} ${manufacturer} ${smbios/serial} ${net0/mac:hexhyp} ${n} ${platform}"
                                + " ${efi/SecureBoot}\nset serial S2\necho ${serial} ${smbios/serial}\nset smbios/x y || echo ro\n");
        assertThat(run.console()).isEqualTo("S1 ACME S1 52-54-00-00-00-01 0x7 efi 01\nS2 S1\nro\n");
    }

    @Test
    void namesSettingsThatCannotBe() {
        assertThatThrownBy(() -> Evaluator.builder().set("ip", "nonsense").build())
                .hasMessage("setting ip: nonsense (expected: a value of type ipv4)");
        assertThatThrownBy(() -> Evaluator.builder().set("x:nosuch", "1").build())
                .hasMessageContaining("x:nosuch");
        assertThatThrownBy(() -> Evaluator.builder().fail("nosuch"))
                .hasMessage("fail: nosuch (expected: a command of iPXE)");
    }

    @Test
    void showsWithTruncatedNames() {
        assertThat(console("set averylongblockname/averylongsettingname v", "show averylongsettingname"))
                .isEqualTo("averylongblockn/averylongsetti = v\n".replace("averylongsetti ", "averylongsettin "));
    }

    @Test
    void tellsLastErrorsAsNumbers() {
        assertThat(console("echo ${errno}", "isset ${} ||", "echo ${errno}", "isset x", "echo ${errno}"))
                .isEqualTo("0x0\n0x2d02208e\n0x2d02208e\n");
    }

    @Test
    void readsOptionsAsGetoptDoes() {
        assertThat(console("set neg -1", "echo ${neg} || echo refused", "echo -- ${neg}"))
                .isEqualTo("refused\n-1\n");
        assertThat(console(
                        "echo --n=x || echo a",
                        "echo --nn x || echo b",
                        "echo -nz x || echo c",
                        "echo --help || echo d"))
                .isEqualTo("a\nb\nc\nd\n");
        assertThat(console("prompt -t5000 x || echo a", "prompt -t ${} x || echo b", "prompt --timeout -1 x || echo c"))
                .isEqualTo("a\nb\nc\n");
        assertThat(steps(run("menu", "item --gap ------ x ||")))
                .containsExactly("Unrecognised option \"--------\"".replace("--------", "------"));
    }

    @Test
    void takesNoMoreThan255Words() {
        assertThat(run("echo" + " x".repeat(255)).status()).isZero();
        assertThat(run("echo" + " x".repeat(256)).status()).isEqualTo(1);
    }

    @Test
    void hidesWhatABuildLacks() {
        Run run = Evaluator.builder()
                .profile(BuildProfile.debian12())
                .build()
                .run("#!ipxe\nparams || echo none\necho ${platform}/${buildarch}\n");
        assertThat(run.console()).isEqualTo("none\npcbios/i386\n");
        assertThat(steps(run)).containsExactly("params: command not found");
    }

    @Test
    void selectsFetchesAndBoots() {
        Run run = Evaluator.builder()
                .scriptUri("http://h/dir/boot.ipxe?x=1")
                .build()
                .run(
                        "#!ipxe\nkernel --name k vmlinuz initrd=i ro\ninitrd --name i ../i.img\nboot || goto no\n:no\necho no\n");
        assertThat(steps(run))
                .containsExactly(
                        "fetch http://h/dir/vmlinuz as k",
                        "select k with command line: initrd=i ro",
                        "fetch http://h/i.img as i",
                        "boot k with command line: initrd=i ro; images: i");
        assertThat(run.console()).isEmpty();
        assertThat(run.booted().orElseThrow().others()).containsExactly("i");
    }

    @Test
    void bootsNothingWithSuccessWhereNothingIsSelected() {
        Run run = run("boot || echo failed", "echo on");
        assertThat(run.console()).isEqualTo("on\n");
        assertThat(steps(run)).containsExactly("No image selected");
    }

    @Test
    void usesAnImageThatIsThereAlready() {
        Run run = run(
                "imgfetch --name x http://h/x", "kernel x a b", "imgargs x c", "imgfree x", "imgfree x || echo gone");
        assertThat(steps(run))
                .containsExactly("fetch http://h/x as x", "select x with command line: a b", "\"x\": no such image");
        assertThat(run.console()).isEqualTo("gone\n");
    }

    @Test
    void runsScriptsThatAreChained() {
        Evaluator evaluator = Evaluator.builder()
                .scriptUri("http://h/a.ipxe")
                .content("http://h/b.ipxe", "#!ipxe\necho in b ${cwuri}\nexit ${status}\n")
                .build();
        assertThat(evaluator
                        .run(
                                "#!ipxe\nset status 3\nchain b.ipxe || echo back ${cwuri}\nset status 0\nchain b.ipxe && echo ok\n")
                        .console())
                .isEqualTo("in b http://h/b.ipxe\nback http://h/a.ipxe\nin b http://h/b.ipxe\nok\n");
        Run replaced = evaluator.run("#!ipxe\nchain --replace b.ipxe || echo never\necho never\n");
        assertThat(replaced.console()).isEqualTo("in b http://h/b.ipxe\n");
        Run failing = evaluator.run("#!ipxe\nset status 3\nchain b.ipxe\n");
        assertThat(failing.status()).isEqualTo(3);
    }

    @Test
    void runsTheOldCopyUnlessItWasFreed() {
        Run run = Evaluator.builder()
                .content("http://h/b", "#!ipxe\necho b\n")
                .build()
                .run("#!ipxe\nchain http://h/b\nchain b\nchain --autofree b\nchain b\n");
        assertThat(run.steps(Step.Fetch.class)).extracting(Step.Fetch::uri).containsExactly("http://h/b", "b");
    }

    @Test
    void runsScriptsInDataUris() {
        assertThat(console(
                        "chain data:,#!ipxe%0aecho%20inside%0a || echo cut", "chain data:,%23!ipxe%0aecho%20inside%0a"))
                .endsWith("inside\n");
    }

    @Test
    void boundsScriptsThatStartEachOther() {
        Run run = Evaluator.builder()
                .content("http://h/b", "#!ipxe\nchain http://h/b\n")
                .build()
                .run("#!ipxe\nchain http://h/b\n");
        assertThat(run.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.TOO_DEEP);
        Run tail = Evaluator.builder()
                .maxSteps(1000)
                .content("http://h/b", "#!ipxe\nchain --replace http://h/b\n")
                .build()
                .run("#!ipxe\nchain --replace http://h/b\n");
        assertThat(tail.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.TOO_MANY_STEPS);
    }

    @Test
    void failsWhatItIsToldTo() {
        Run run = Evaluator.builder()
                .fail("dhcp", "chain")
                .build()
                .run(
                        "#!ipxe\ndhcp || echo no dhcp\nchain http://h/x || echo no chain\nimgexec http://h/x || echo no\n");
        assertThat(run.console()).isEqualTo("no dhcp\nno chain\n");
        assertThat(steps(run))
                .startsWith("dhcp: failed", "fetch http://h/x: failed", "fetch http://h/x as x", "boot x");
    }

    @Test
    void postsParameters() {
        Run run = run(
                "params",
                "param a 1 2",
                "param --header H v",
                "imgfetch --name f http://h/x##params",
                "imgfetch http://h/y##params");
        assertThat(steps(run))
                .containsExactly("fetch http://h/x by POST of [a=1 2, H: v] as f", "fetch http://h/y as y");
    }

    @Test
    void showsMenusAndTakesChoices() {
        Evaluator evaluator = Evaluator.builder()
                .answers(new Answers() {
                    @Override
                    public Optional<String> chooses(MenuShown menu) {
                        return menu.title().equals("Pick") ? Optional.of("b") : Optional.empty();
                    }
                })
                .build();
        Run run = evaluator.run(
                "#!ipxe\nmenu Pick\nitem --gap -- --- t\nitem a A\nitem --key x --default b B\n"
                        + "choose --timeout 5000 sel && echo ${sel}\nchoose sel || echo destroyed\nmenu Other\nitem a\nchoose sel || echo left\n");
        assertThat(run.console()).isEqualTo("b\ndestroyed\nleft\n");
        Step.Menu menu = run.steps(Step.Menu.class).findFirst().orElseThrow();
        assertThat(menu.menu().selected()).isEqualTo("b");
        assertThat(menu.menu().timeoutMillis()).isEqualTo(5000);
        assertThat(menu.menu().items()).extracting(MenuItem::text).containsExactly("--- t", "A", "B");
        assertThat(menu.menu().items().get(2).key()).isEqualTo('x');
    }

    @Test
    void selectsTheFirstItemWhereADefaultIsNone() {
        assertThat(console("menu", "item", "item a", "item b", "choose --default z x", "echo ${x}"))
                .isEqualTo("a\n");
        assertThat(console("menu", "item --gap x", "choose x || echo none")).isEqualTo("none\n");
        assertThat(console("choose x || echo none", "item x || echo none")).isEqualTo("none\nnone\n");
    }

    @Test
    void namesChoicesThatAreNoItems() {
        Evaluator evaluator = Evaluator.builder()
                .answers(new Answers() {
                    @Override
                    public Optional<String> chooses(MenuShown menu) {
                        return Optional.of("zz");
                    }
                })
                .build();
        assertThatThrownBy(() -> evaluator.run("#!ipxe\nmenu\nitem a\nchoose x\n"))
                .hasMessage("choice: zz (expected: one of [a])");
    }

    @Test
    void findsMenusWithAndWithoutNames() {
        Run run = run("menu --name a", "menu", "item x");
        assertThat(run.findings()).extracting(Finding::kind).contains(Finding.Kind.MIXED_MENUS);
    }

    @Test
    void asksForValues() {
        Evaluator evaluator = Evaluator.builder()
                .set("user", "old")
                .answers(new Answers() {
                    @Override
                    public Optional<String> types(InputAsked input) {
                        return Optional.of(input.current() + "+" + input.setting());
                    }
                })
                .build();
        assertThat(evaluator
                        .run(
                                "#!ipxe\nread user\necho ${user}\nform\nitem f F\npresent\necho ${f}\nlogin\necho ${username}\n")
                        .console())
                .isEqualTo("old+user\n+f\n+username\n");
    }

    @Test
    void waitsForKeysOnlyWhereNothingElseEndsTheWait() {
        assertThat(console("prompt Go && echo yes", "prompt --key 0x02 --timeout 2000 Go || echo no"))
                .isEqualTo("yes\nno\n");
    }

    @Test
    void leavesIpxe() {
        assertThat(steps(run("sanboot --drive 0x81 || echo no", "echo no"))).containsExactly("boot drive 0x81");
        assertThat(steps(run("sanboot iscsi:h:::1:iqn.x"))).containsExactly("boot drive 0x80 at iscsi:h:::1:iqn.x");
        assertThat(steps(run("reboot", "echo no"))).containsExactly("reboot");
        assertThat(steps(run("sleep 3", "poweroff"))).containsExactly("sleep 3", "poweroff");
    }

    @Test
    void knowsItsInterfaces() {
        assertThat(console("ifopen net9 || echo none", "dhcp net9 net0 && echo got", "ifopen netX && echo open"))
                .isEqualTo("none\ngot\nopen\n");
        Run none = Evaluator.builder().interfaces().build().run("#!ipxe\nifopen || echo none\n");
        assertThat(none.console()).isEqualTo("none\n");
        assertThat(console("vcreate --tag 5 net0", "ifopen net0-5 && echo open"))
                .isEqualTo("open\n");
    }

    @Test
    void refusesSchemesThatABuildLacks() {
        Run run = Evaluator.builder()
                .profile(BuildProfile.pcbios(IpxeVersion.MASTER))
                .build()
                .run("#!ipxe\nimgfetch https://h/x || echo no\nimgfetch nosuch://h/x || echo no\n");
        assertThat(run.console()).isEqualTo("no\nno\n");
    }

    @Test
    void failsOnWhatIsNoScript() {
        Run run = Evaluator.builder().build().run("echo hi\n");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.error()).contains("Exec format error");
    }

    @Test
    void failsAtAContinuationIntoNothing() {
        Run run = Evaluator.builder().build().run("#!ipxe\necho a\necho b \\");
        assertThat(run.console()).isEqualTo("a\n");
        assertThat(run.error()).contains("Invalid argument");
    }

    @Test
    void computesDigestsOfWhatItKnows() {
        Run run = Evaluator.builder()
                .content("http://h/x", "abc")
                .build()
                .run("#!ipxe\nmd5sum --set d http://h/x\necho ${d}\n");
        assertThat(run.console()).isEqualTo("900150983cd24fb0d6963f7d28e17f72\n");
    }

    @Test
    void leavesSettingsBehind() {
        assertThat(run("set x:int8 5", "inc x").setting("x")).isEqualTo("6");
    }

    @Test
    void printsUtf8AsItIs() {
        assertThat(console("set x \u00e4", "echo ${x}\u20ac ${x:hexraw}")).isEqualTo("\u00e4\u20ac c3a4\n");
    }
}
