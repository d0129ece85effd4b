package io.pxe4j.ipxe.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {
    /** Each command of iPXE: other names, least and most words, options with {@code =} where they take a value, gate. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "echo | - | 0..255 | -n/--n | - | NEVER_FAILS",
                "isset | - | 1..1 | - | - | CONDITION",
                "iseq | - | 2..2 | - | - | CONDITION",
                "sleep | - | 1..1 | - | - | FALLIBLE",
                "exit | - | 0..1 | - | - | NO_RETURN",
                "goto | - | 1..1 | - | - | NO_RETURN",
                "prompt | - | 0..255 | -k/--key= -t/--timeout= | - | CONDITION",
                "shell | - | 0..0 | - | SHELL_CMD | FALLIBLE",
                "help | - | 0..255 | - | SHELL_CMD | NEVER_FAILS",
                "time | - | 1..255 | - | TIME_CMD | FALLIBLE",
                "set | - | 1..255 | - | NVO_CMD | FALLIBLE",
                "clear | - | 1..1 | - | NVO_CMD | FALLIBLE",
                "show | - | 1..1 | -q/--quiet | NVO_CMD | FALLIBLE",
                "read | - | 1..1 | -t/--timeout= | NVO_CMD | FALLIBLE",
                "inc | - | 1..2 | - | NVO_CMD | FALLIBLE",
                "config | - | 0..1 | - | CONFIG_CMD | FALLIBLE",
                "login | - | 0..0 | - | LOGIN_CMD | FALLIBLE",
                "imgfetch | module initrd | 1..255 | -n/--name= -t/--timeout= -q/--quiet -a/--autofree |"
                        + " IMAGE_CMD | FALLIBLE",
                "imgselect | imgload kernel | 1..255 | -n/--name= -t/--timeout= -q/--quiet -a/--autofree |"
                        + " IMAGE_CMD | FALLIBLE",
                "imgexec | boot chain | 0..255 | -n/--name= -t/--timeout= -q/--quiet -a/--autofree -r/--replace |"
                        + " IMAGE_CMD | FALLIBLE",
                "imgargs | - | 1..255 | -n/--name= -t/--timeout= -q/--quiet -a/--autofree | IMAGE_CMD | FALLIBLE",
                "imgstat | - | 0..255 | - | IMAGE_CMD | FALLIBLE",
                "imgfree | - | 0..255 | - | IMAGE_CMD | FALLIBLE",
                "imgextract | - | 1..1 | -n/--name= -k/--keep -t/--timeout= -q/--quiet |"
                        + " IMAGE_ARCHIVE_CMD | FALLIBLE",
                "imgset | - | 2..2 | -k/--keep -t/--timeout= -q/--quiet | IMAGE_SET_CMD | FALLIBLE",
                "imgmem | - | 2..2 | -n/--name= | IMAGE_MEM_CMD | FALLIBLE",
                "imgtrust | - | 0..0 | -a/--allow -p/--permanent | IMAGE_TRUST_CMD | FALLIBLE",
                "imgverify | - | 2..2 | -s/--signer= -k/--keep -t/--timeout= -q/--quiet |"
                        + " IMAGE_TRUST_CMD | FALLIBLE",
                "imgdecrypt | - | 2..2 | -n/--name= -k/--keep -t/--timeout= -q/--quiet |"
                        + " IMAGE_CRYPT_CMD | FALLIBLE",
                "md5sum | - | 1..255 | -s/--set= | DIGEST_CMD | FALLIBLE",
                "sha1sum | - | 1..255 | -s/--set= | DIGEST_CMD | FALLIBLE",
                "sha224sum | - | 1..255 | -s/--set= | DIGEST_CMD | FALLIBLE",
                "sha256sum | - | 1..255 | -s/--set= | DIGEST_CMD | FALLIBLE",
                "sha384sum | - | 1..255 | -s/--set= | DIGEST_CMD | FALLIBLE",
                "sha512sum | - | 1..255 | -s/--set= | DIGEST_CMD | FALLIBLE",
                "md4sum | - | 1..255 | -s/--set= | CRYPTO_DIGEST_MD4 | FALLIBLE",
                "shim | - | 0..1 | -t/--timeout= -q/--quiet -l/--require-loader -p/--allow-pxe -s/--allow-sbat |"
                        + " SHIM_CMD | FALLIBLE",
                "fdt | - | 0..1 | -t/--timeout= -q/--quiet | FDT_CMD | FALLIBLE",
                "ifopen | - | 0..255 | - | IFMGMT_CMD | FALLIBLE",
                "ifclose | - | 0..255 | - | IFMGMT_CMD | FALLIBLE",
                "ifstat | - | 0..255 | - | IFMGMT_CMD | FALLIBLE",
                "ifconf | - | 0..255 | -c/--configurator= -t/--timeout= | IFMGMT_CMD | FALLIBLE",
                "dhcp | - | 0..255 | -c/--configurator= -t/--timeout= | DHCP_CMD | FALLIBLE",
                "iflinkwait | - | 0..255 | -t/--timeout= | IFMGMT_CMD | FALLIBLE",
                "pxebs | - | 2..2 | - | DHCP_CMD | FALLIBLE",
                "autoboot | - | 0..255 | - | AUTOBOOT_CMD | FALLIBLE",
                "vcreate | - | 1..1 | -t/--tag= -p/--priority= | VLAN_CMD | FALLIBLE",
                "vdestroy | - | 1..1 | - | VLAN_CMD | FALLIBLE",
                "lotest | - | 2..2 | -m/--mtu= -b/--broadcast | LOTEST_CMD | FALLIBLE",
                "startpxe | - | 0..255 | - | PXE_CMD | FALLIBLE",
                "stoppxe | - | 0..0 | - | PXE_CMD | FALLIBLE",
                "iwstat | - | 0..255 | - | IWMGMT_CMD | FALLIBLE",
                "iwlist | - | 0..255 | - | IWMGMT_CMD | FALLIBLE",
                "ping | - | 1..1 | -s/--size= -t/--timeout= -c/--count= -q/--quiet | PING_CMD | FALLIBLE",
                "nslookup | - | 2..2 | - | NSLOOKUP_CMD | FALLIBLE",
                "ntp | - | 1..1 | - | NTP_CMD | FALLIBLE",
                "sync | - | 0..0 | -t/--timeout= | SYNC_CMD | FALLIBLE",
                "route | - | 0..0 | - | ROUTE_CMD | NEVER_FAILS",
                "ipstat | - | 0..0 | - | IPSTAT_CMD | NEVER_FAILS",
                "nstat | - | 0..0 | - | NEIGHBOUR_CMD | NEVER_FAILS",
                "profstat | - | 0..0 | - | PROFSTAT_CMD | NEVER_FAILS",
                "ibstat | - | 0..0 | - | IBMGMT_CMD | NEVER_FAILS",
                "fcstat | - | 0..0 | - | FCMGMT_CMD | NEVER_FAILS",
                "fcels | - | 1..1 | -p/--port= -i/--id= | FCMGMT_CMD | FALLIBLE",
                "sanhook | - | 1..255 | -d/--drive= -n/--no-describe | SANBOOT_CMD | FALLIBLE",
                "sanboot | - | 0..255 | -d/--drive= -n/--no-describe -k/--keep -f/--filename= -e/--extra= -l/--label="
                        + " -u/--uuid= | SANBOOT_CMD | FALLIBLE",
                "sanunhook | - | 0..0 | -d/--drive= | SANBOOT_CMD | FALLIBLE",
                "menu | - | 0..255 | -n/--name= -d/--delete | MENU_CMD | NEVER_FAILS",
                "form | - | 0..255 | -n/--name= -d/--delete | FORM_CMD | NEVER_FAILS",
                "item | - | 0..255 | -m/--menu= -f/--form= -k/--key= -d/--default -s/--secret -g/--gap |"
                        + " MENU_CMD | FALLIBLE",
                "choose | - | 1..1 | -m/--menu= -d/--default= -t/--timeout= -r/--retimeout= -k/--keep |"
                        + " MENU_CMD | CONDITION",
                "present | - | 0..0 | -f/--form= -k/--keep | FORM_CMD | CONDITION",
                "params | - | 0..0 | -n/--name= -m/--method= -d/--delete | PARAM_CMD | FALLIBLE",
                "param | - | 1..255 | -p/--params= -H/--header | PARAM_CMD | FALLIBLE",
                "console | - | 0..0 | -x/--x= -y/--y= -l/--left= -r/--right= -t/--top= -b/--bottom= -d/--depth="
                        + " -p/--picture= -k/--keep | CONSOLE_CMD | FALLIBLE",
                "colour | - | 1..1 | -b/--basic= -r/--rgb= | CONSOLE_CMD | FALLIBLE",
                "cpair | - | 1..1 | -f/--foreground= -b/--background= | CONSOLE_CMD | FALLIBLE",
                "reboot | - | 0..0 | -w/--warm -s/--setup | REBOOT_CMD | NO_RETURN",
                "poweroff | - | 0..0 | - | POWEROFF_CMD | NO_RETURN",
                "cpuid | - | 1..1 | -e/--ext -a/--amd -c/--ecx | CPUID_CMD | CONDITION",
                "pciscan | - | 1..1 | - | PCI_CMD | CONDITION",
                "usbscan | - | 1..1 | - | USB_CMD | CONDITION",
                "certstat | - | 0..0 | -s/--subject= | CERT_CMD | FALLIBLE",
                "certstore | - | 0..1 | -s/--subject= -k/--keep | CERT_CMD | FALLIBLE",
                "certfree | - | 0..0 | -s/--subject= | CERT_CMD | FALLIBLE",
                "gdbstub | - | 1..255 | - | GDBSERIAL | FALLIBLE"
            })
    void hasEveryCommandWithItsOptions(
            String name, String aliases, String arguments, String options, String gate, ResultKind result) {
        for (String each : (name + (aliases == null ? "" : " " + aliases)).split(" ")) {
            CommandSpec command = Commands.find(each).orElseThrow();
            CHECKED.add(each);
            assertThat(command.name()).isEqualTo(each);
            assertThat(command.canonicalName()).isEqualTo(name);
            assertThat(command.leastArguments() + ".." + command.mostArguments())
                    .isEqualTo(arguments);
            assertThat(command.options().stream()
                            .map(option -> "-" + option.shortName() + "/" + option + (option.isFlag() ? "" : "="))
                            .collect(Collectors.joining(" ")))
                    .isEqualTo(options == null ? "" : options);
            assertThat(command.feature().map(Feature::name)).isEqualTo(Optional.ofNullable(gate));
            assertThat(command.result()).isEqualTo(result);
        }
    }

    private static final Set<String> CHECKED = new HashSet<>();

    @org.junit.jupiter.api.AfterAll
    static void noCommandIsLeftOut() {
        // A single test run alone has checked few of them.
        if (CHECKED.size() > 1) {
            assertThat(Commands.all().stream().map(CommandSpec::name)).containsExactlyInAnyOrderElementsOf(CHECKED);
        }
    }

    @Test
    void hasNoCommandThatPeopleOnlyThinkOf() {
        assertThat(List.of("color", "dec", "if", "false", "true", "pause", "netboot", "Echo", ""))
                .allSatisfy(name -> assertThat(Commands.find(name)).isEmpty());
    }

    @Test
    void optionsAreFoundByEitherName() {
        CommandSpec chain = Commands.find("chain").orElseThrow();
        assertThat(chain.option("autofree")).isEqualTo(chain.option('a')).isPresent();
        assertThat(chain.option("auto")).isEmpty();
        assertThat(chain.option('x')).isEmpty();
        for (CommandSpec command : Commands.all()) {
            assertThat(command.options()).extracting(OptionSpec::shortName).doesNotHaveDuplicates();
            assertThat(command.options()).extracting(OptionSpec::longName).doesNotHaveDuplicates();
        }
    }

    @Test
    void theLastArgumentStandsForAllThatFollow() {
        CommandSpec set = Commands.find("set").orElseThrow();
        assertThat(set.argument(0).orElseThrow().kind()).isEqualTo(ArgumentKind.SETTING);
        assertThat(set.argument(254).orElseThrow().kind()).isEqualTo(ArgumentKind.TEXT);
        assertThat(set.argument(255)).isEmpty();
        assertThat(set.argument(-1)).isEmpty();
        assertThat(Commands.find("login").orElseThrow().argument(0)).isEmpty();
    }

    @Test
    void knowsRangesOfNumbers() {
        ArgumentSpec tag = Commands.find("vcreate")
                .flatMap(command -> command.option("tag"))
                .flatMap(OptionSpec::argument)
                .orElseThrow();
        assertThat(tag).isEqualTo(new ArgumentSpec("tag", ArgumentKind.INTEGER, 0, 4094));
        assertThat(tag.isNumber()).isTrue();
        assertThat(Commands.find("echo")
                        .flatMap(echo -> echo.argument(0))
                        .orElseThrow()
                        .isNumber())
                .isFalse();
        assertThatThrownBy(() -> new ArgumentSpec("x", ArgumentKind.INTEGER, 2, 1))
                .hasMessage("range: 2..1 (expected: the smaller first)");
    }

    @Test
    void someCommandsFailOnlyWithArguments() {
        CommandSpec imgfree = Commands.find("imgfree").orElseThrow();
        assertThat(imgfree.result(0)).isEqualTo(ResultKind.NEVER_FAILS);
        assertThat(imgfree.result(1)).isEqualTo(ResultKind.FALLIBLE);
        assertThat(Commands.find("boot").orElseThrow().result(0)).isEqualTo(ResultKind.FALLIBLE);
    }

    @Test
    void knowsWhenSomethingWasAdded() {
        assertThat(Commands.find("shim").orElseThrow().since()).isEqualTo(LocalDate.of(2023, 5, 22));
        assertThat(Commands.find("chain")
                        .flatMap(chain -> chain.option("quiet"))
                        .orElseThrow()
                        .since())
                .isEqualTo(LocalDate.of(2026, 7, 17));
        assertThat(Commands.find("echo").orElseThrow().since()).isEqualTo(CommandSpec.OLD);
    }

    @Test
    void refusesEntriesThatCannotBe() {
        assertThatThrownBy(() -> Declaration.command("x")
                        .takes(2, 1, "a", ArgumentKind.STRING)
                        .specs()
                        .toList())
                .hasMessageContaining("arguments of x: 2..1");
        assertThatThrownBy(() -> Declaration.command("x").takes(0, 1).specs().toList())
                .hasMessageContaining("what each of them is");
    }
}
