package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.ResultKind;
import java.time.Duration;

/** The lines of a script that are about the machine and about iPXE itself. */
public sealed interface SystemLines permits IpxeScriptBuilder {
    /** Waits: whole seconds, at least 1. Fails if somebody presses Ctrl-C. */
    default Fallible sleep(Duration duration) {
        long seconds = Durations.seconds("sleep", duration);
        return script().fallible(Command.named("sleep").word(Text.of(seconds)));
    }

    /** Opens iPXE's command line; fails if the last command typed there did. */
    default Fallible shell() {
        return script().fallible(Command.named("shell"));
    }

    /** Prints the names of all commands. */
    default IpxeScriptBuilder help() {
        return script().add(Command.named("help").neverFails());
    }

    /** Restarts the machine. */
    default IpxeScriptBuilder reboot() {
        return script().add(Command.named("reboot").ends(ResultKind.NO_RETURN));
    }

    /** Restarts the machine without its self-test. */
    default IpxeScriptBuilder rebootWarm() {
        return script().add(Command.named("reboot").flag("warm").ends(ResultKind.NO_RETURN));
    }

    /** Restarts the machine into its firmware's setup; UEFI with iPXE of 2025 or newer. */
    default Fallible rebootIntoSetup() {
        return script().fallible(Command.named("reboot").flag("setup"));
    }

    /** Switches the machine off; fails where the firmware cannot. */
    default Fallible poweroff() {
        return script().fallible(Command.named("poweroff"));
    }

    /** Fails if the processor does not have a feature, or is none for which iPXE can tell. */
    default Fallible cpuid(CpuFeature feature) {
        return new FixedLine(script().begin(), feature.command());
    }

    /**
     * Stores the address of the next PCI device after the one that the setting holds; fails when there is none. The
     * setting is empty at the start.
     */
    default Fallible pciscan(SettingRef address) {
        return scan("pciscan", address);
    }

    /** The same for USB devices; iPXE of October 2024 or newer. */
    default Fallible usbscan(SettingRef address) {
        return scan("usbscan", address);
    }

    /** Prints certificates. */
    default CertLine certstat() {
        return new CertLine(script().begin(), "certstat", Text.of());
    }

    /** Adds the certificates of all images. */
    default CertLine certstore() {
        return new CertLine(script().begin(), "certstore", Text.of());
    }

    /** Adds the certificates of one image, by its name or its address. */
    default CertLine certstore(Object first, Object... more) {
        return new CertLine(script().begin(), "certstore", Arguments.image("certstore", first, Text.of(more)));
    }

    /** Forgets certificates that were added. */
    default CertLine certfree() {
        return new CertLine(script().begin(), "certfree", Text.of());
    }

    /** Prints how long parts of iPXE took. */
    default IpxeScriptBuilder profstat() {
        return script().add(Command.named("profstat").neverFails());
    }

    /** Waits for a debugger; the words are those of the transport, such as {@code "serial"} or {@code "udp", "net0"}. */
    default Fallible gdbstub(Object transport, Object... options) {
        Command.Writer stub = Command.named("gdbstub").word(Text.of(transport));
        for (Object option : options) {
            stub.word(Text.of(option));
        }
        return script().fallible(stub);
    }

    private Fallible scan(String command, SettingRef address) {
        Text target = Text.of(Settings.writable(address).path());
        return new FixedLine(
                script().begin(), Command.named(command).word(target).ends(ResultKind.CONDITION));
    }

    private IpxeScriptBuilder script() {
        return (IpxeScriptBuilder) this;
    }
}
