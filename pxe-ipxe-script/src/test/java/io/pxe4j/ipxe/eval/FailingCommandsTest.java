package io.pxe4j.ipxe.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.language.CommandSpec;
import io.pxe4j.ipxe.language.Commands;
import io.pxe4j.ipxe.language.IpxeVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command fails when it is told to, or cannot be told to. */
class FailingCommandsTest {
    private static final List<String> WITHIN_THE_SCRIPT = List.of(
            "echo", "isset", "iseq", "goto", "exit", "time", "set", "clear", "show", "inc", "menu", "form", "item",
            "params", "param", "imgstat", "imgfree", "help");
    private static final List<String> LEAVING = List.of("imgexec", "reboot", "poweroff", "sanboot");
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("sleep", "1"),
            Map.entry("read", "x"),
            Map.entry("choose", "x"),
            Map.entry("pciscan", "x"),
            Map.entry("usbscan", "x"),
            Map.entry("cpuid", "29"),
            Map.entry("imgset", "x i"),
            Map.entry("imgverify", "i i"),
            Map.entry("imgdecrypt", "i i"),
            Map.entry("imgmem", "1 2"),
            Map.entry("pxebs", "net0 1"),
            Map.entry("vcreate", "net0"),
            Map.entry("vdestroy", "net0"),
            Map.entry("nslookup", "x host"),
            Map.entry("ping", "host"),
            Map.entry("ntp", "host"),
            Map.entry("lotest", "net0 net0"),
            Map.entry("fcels", "1"),
            Map.entry("sanhook", "iscsi:h:::1:t"),
            Map.entry("colour", "1"),
            Map.entry("cpair", "1"),
            Map.entry("gdbstub", "serial"));

    static Stream<CommandSpec> commands() {
        return Commands.all().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandFailsOrIsRefused(CommandSpec command) {
        String name = command.name();
        if (WITHIN_THE_SCRIPT.contains(name)) {
            assertThatThrownBy(() -> Evaluator.builder().fail(name))
                    .hasMessage(
                            "fail: " + name + " (expected: a command that reaches out of the script, such as dhcp or"
                                    + " chain; what " + name + " does follows from the script and its settings)");
            return;
        }
        String words = WORDS.getOrDefault(name, command.leastArguments() == 1 ? "i" : "");
        String[] script = {
            (name.equals("module") ? "initrd" : "module") + " --name i http://h/i",
            (name.equals("kernel") ? "imgselect" : "kernel") + " i",
            "menu",
            "item a",
            name + " " + words + " && echo yes || echo no"
        };
        EvaluatorBuilder evaluator = Scripts.whole().pci("00:01.0").usb(1, 1);
        boolean leaves = LEAVING.contains(command.canonicalName());
        assertThat(Scripts.run(evaluator, script).console()).isEqualTo(leaves ? "" : "yes\n");
        assertThat(Scripts.run(evaluator.fail(name), script).console()).isEqualTo("no\n");
    }

    @Test
    void imagesThatAreThereFailToo() {
        for (String name : List.of("kernel", "imgargs", "imgselect", "chain", "md5sum", "imgextract", "shim")) {
            Run run = Scripts.run(Scripts.whole().fail(name), "imgfetch --name i http://h/i", name + " i || echo no");
            assertThat(run.console()).isEqualTo("no\n");
            assertThat(Scripts.steps(run)).containsExactly("fetch http://h/i as i", name + ": Input/output error");
        }
        Run fetching =
                Scripts.run(Scripts.whole().fail("imgfetch", "initrd"), "imgfetch http://h/i || initrd i || echo no");
        assertThat(fetching.console()).isEqualTo("no\n");
    }

    @Test
    void otherNamesOfACommandDoNotFail() {
        assertThat(Scripts.run(Scripts.whole().fail("dhcp"), "dhcp || ifconf && echo yes")
                        .console())
                .isEqualTo("yes\n");
    }

    @Test
    void asksOnceForEachCommand() {
        for (String line : List.of("dhcp", "vcreate net0", "ping h", "kernel http://h/x", "nslookup a h", "reboot")) {
            List<String> asked = new ArrayList<>();
            EvaluatorBuilder evaluator = Scripts.whole().answers(new Answers() {
                @Override
                public boolean succeeds(CommandCall call) {
                    asked.add(call.toString());
                    return false;
                }
            });
            Run run = Scripts.run(evaluator, line);
            assertThat(run.failed()).isTrue();
            assertThat(asked).containsExactly(line);
        }
    }

    @Test
    void aBuildWithoutUefiHasAShimThatAlwaysSucceeds() {
        EvaluatorBuilder bios = Evaluator.builder()
                .profile(BuildProfile.pcbios(IpxeVersion.MASTER))
                .fail("shim");
        assertThat(Scripts.run(bios, "shim --nosuch && echo yes").console()).isEqualTo("yes\n");
    }
}
