package io.pxe4j.ipxe.language;

import static io.pxe4j.ipxe.language.CommandSpec.UNLIMITED;
import static io.pxe4j.ipxe.language.Declaration.command;

import java.util.stream.Stream;

/** The commands of {@code hci/commands} that concern the machine and iPXE itself. */
final class SystemCommands {
    private static final OptionSpec SUBJECT = OptionSpec.value('s', "subject", ArgumentKind.STRING);

    private SystemCommands() {}

    static Stream<CommandSpec> all() {
        return Stream.of(
                        command("reboot")
                                .in(Feature.REBOOT_CMD)
                                .option(
                                        OptionSpec.flag('w', "warm").since(2013, 3, 22),
                                        OptionSpec.flag('s', "setup").since(2025, 4, 28))
                                .is(ResultKind.NO_RETURN),
                        command("poweroff").in(Feature.POWEROFF_CMD).is(ResultKind.NO_RETURN),
                        command("cpuid")
                                .in(Feature.CPUID_CMD)
                                .takes(1, 1, ArgumentSpec.integer("bit", 0, 31))
                                .option(
                                        OptionSpec.flag('e', "ext").since(2012, 6, 12),
                                        OptionSpec.flag('a', "amd"),
                                        OptionSpec.flag('c', "ecx"))
                                .is(ResultKind.CONDITION),
                        command("pciscan")
                                .in(Feature.PCI_CMD)
                                .takes(1, 1, "setting", ArgumentKind.SETTING)
                                .is(ResultKind.CONDITION),
                        command("usbscan")
                                .in(Feature.USB_CMD)
                                .since(2024, 10, 17)
                                .takes(1, 1, "setting", ArgumentKind.SETTING)
                                .is(ResultKind.CONDITION),
                        certificates("certstat").neverFailsBare(),
                        certificates("certstore")
                                .takes(0, 1, "uri|image", ArgumentKind.IMAGE_OR_URI)
                                .option(OptionSpec.flag('k', "keep")),
                        certificates("certfree").neverFailsBare(),
                        command("gdbstub")
                                .in(Feature.GDBSERIAL)
                                .takes(
                                        1,
                                        UNLIMITED,
                                        ArgumentSpec.of("transport", ArgumentKind.STRING),
                                        ArgumentSpec.of("options", ArgumentKind.STRING)))
                .flatMap(Declaration::specs);
    }

    private static Declaration certificates(String name) {
        return command(name).in(Feature.CERT_CMD).since(2016, 8, 25).option(SUBJECT);
    }
}
