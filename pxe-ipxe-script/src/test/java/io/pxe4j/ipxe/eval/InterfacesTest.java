package io.pxe4j.ipxe.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterfacesTest {
    private static EvaluatorBuilder two() {
        return Scripts.whole().interfaces("52:54:00:00:00:01", "52:54:00:00:00:02");
    }

    @Test
    void haveAddressesAndNames() {
        assertThat(Scripts.run(
                                two(),
                                "echo ${net0/mac} ${net1/mac} ${net1/hwaddr} ${net1/ifname} ${mac}",
                                "echo ${netX/mac}")
                        .console())
                .isEqualTo("52:54:00:00:00:01 52:54:00:00:00:02 52:54:00:00:00:02 net1 52:54:00:00:00:01\n\n");
    }

    @Test
    void takeAnAddressAndItsHardwaresAgain() {
        assertThat(Scripts.console(
                        "set net0/mac 00:11:22:33:44:55",
                        "echo ${net0/mac} ${net0/hwaddr}",
                        "clear net0/mac",
                        "echo ${net0/mac}",
                        "set net0/hwaddr 00:11 || echo no",
                        "set net0/own 1",
                        "echo ${net0/own}"))
                .isEqualTo("00:11:22:33:44:55 52:54:00:12:34:56\n52:54:00:12:34:56\nno\n1\n");
    }

    /** usr/ifmgmt.c: configuration ends at the first that works, opening does not. */
    @ParameterizedTest
    @CsvSource({
        "dhcp, net0",
        "ifconf, net0",
        "autoboot, net0",
        "ifopen, net1",
        "iflinkwait, net1",
        "ifclose, ''",
        "ifstat, ''"
    })
    void areOpenedByCommands(String command, String open) {
        Run run = Scripts.run(two(), command, "echo ${netX/ifname}");
        assertThat(run.console()).isEqualTo(open + "\n");
        assertThat(Scripts.steps(run)).containsExactly(command);
    }

    @Test
    void areNotOpenedByFailure() {
        Run run = Scripts.run(two().fail("dhcp", "ifopen"), "dhcp || ifopen net1 || echo [${netX/ifname}]");
        assertThat(run.console()).isEqualTo("[]\n");
        assertThat(Scripts.steps(run)).containsExactly("dhcp: failed", "ifopen net1: failed");
    }

    @Test
    void endInTheStatusOfTheLast() {
        assertThat(Scripts.console(
                        "ifopen net0 net7 || echo no", "ifopen net7 net0 && echo yes", "dhcp net0 net7 && echo first"))
                .isEqualTo("no\nyes\nfirst\n");
        assertThat(Scripts.steps("ifopen net7 ||")).containsExactly("\"net7\": no such network device");
        assertThat(Scripts.steps("ifopen netX ||")).containsExactly("\"netX\": no such network device");
    }

    @Test
    void mayNotBeThere() {
        Run run = Scripts.run(Scripts.whole().interfaces(), "dhcp || echo ${errno} [${net0/mac}]");
        assertThat(run.console()).isEqualTo("0x2c1de087 []\n");
        assertThat(Scripts.steps(run)).containsExactly("no network interface: No such device");
        assertThatThrownBy(() -> Evaluator.builder().interfaces("x")).hasMessageContaining("hex");
    }

    @Test
    void comeAndGoOnTrunks() {
        Run run = Scripts.run(
                "ifopen net0",
                "vcreate --tag 0x10 netX",
                "set net0-16/x 1",
                "ifopen net0-16 && echo ${netX/x}",
                "vdestroy net0-16",
                "ifopen net0-16 || echo gone",
                "vdestroy net0-16 || vcreate net9 || echo none",
                "vcreate net0 && ifopen net0-0 && echo zero");
        assertThat(run.console()).isEqualTo("1\ngone\nnone\nzero\n");
        assertThat(Scripts.run(Scripts.whole().fail("vcreate"), "vcreate -t 1 net0 || ifopen net0-1 || echo none")
                        .console())
                .isEqualTo("none\n");
    }

    @ParameterizedTest
    @CsvSource({
        "sanboot, boot drive 0x80",
        "sanboot --drive 0, boot drive 0x00",
        "sanboot -d 0x81 http://h/a http://h/b, 'boot drive 0x81 at http://h/a, http://h/b'",
        "set san-drive 0x85 && sanboot, boot drive 0x85",
        "set san-drive 0x85 && sanboot -d 1, boot drive 0x01",
        "reboot --warm, reboot",
        "poweroff, poweroff",
        "sleep 0x10 && reboot, sleep 16"
    })
    void orTheMachineIsLeft(String line, String step) {
        Run run = Scripts.run(line + " || echo no ; echo no", "echo never");
        assertThat(Scripts.steps(run)).startsWith(step);
        assertThat(run.console()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void failToLeaveWhereToldTo() {
        Run run = Scripts.run(Scripts.whole().fail("sanboot", "reboot"), "sanboot || reboot || echo still here");
        assertThat(run.console()).isEqualTo("still here\n");
        assertThat(Scripts.steps(run)).containsExactly("sanboot: failed", "reboot: failed");
    }

    @Test
    void openTheSettingsOfAScopeThatIsThere() {
        assertThat(Scripts.console("config net0 && echo yes", "config && echo yes", "config nosuch || echo no"))
                .isEqualTo("yes\nyes\nno\n");
        assertThat(Scripts.steps("config nosuch ||")).containsExactly("\"nosuch\": no such scope");
        assertThat(Scripts.steps("cpuid x ||")).containsExactly("\"x\": invalid integer value");
        assertThat(Scripts.steps("sleep x ||")).containsExactly("\"x\": invalid integer value");
    }
}
