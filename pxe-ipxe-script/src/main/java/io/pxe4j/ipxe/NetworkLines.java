package io.pxe4j.ipxe;

import java.util.List;

/**
 * The lines of a script that are about the network. An interface is a string such as {@code "net0"}, or a
 * {@link Text} with settings; where none is named, all are meant.
 */
public sealed interface NetworkLines permits IpxeScriptBuilder {
    /** Configures the interfaces by all ways that the build has, until one succeeds. */
    default DhcpLine dhcp(Object... interfaces) {
        return new DhcpLine(script().begin(), "dhcp", Arguments.interfaces(interfaces));
    }

    /** The same; {@code dhcp} is its older name. */
    default DhcpLine ifconf(Object... interfaces) {
        return new DhcpLine(script().begin(), "ifconf", Arguments.interfaces(interfaces));
    }

    /** Opens the interfaces; fails if the last one cannot be opened. */
    default Fallible ifopen(Object... interfaces) {
        return onInterfaces("ifopen", interfaces);
    }

    /** Closes the interfaces. */
    default Fallible ifclose(Object... interfaces) {
        return onInterfaces("ifclose", interfaces);
    }

    /** Prints the state of the interfaces. */
    default Fallible ifstat(Object... interfaces) {
        return onInterfaces("ifstat", interfaces);
    }

    /** Waits until the interfaces have a link. */
    default TimedLine iflinkwait(Object... interfaces) {
        return new TimedLine(script().begin(), "iflinkwait", Arguments.interfaces(interfaces));
    }

    /** Asks for a PXE boot server of this type, 0..65535. */
    default Fallible pxebs(Object networkInterface, int serverType) {
        Numbers.checked("server type", serverType, 0, 0xffff);
        return script().fallible(Command.named("pxebs")
                .word(Arguments.networkInterface(networkInterface))
                .word(Text.of(serverType)));
    }

    /** Boots as DHCP says. */
    default Fallible autoboot(Object... interfaces) {
        return onInterfaces("autoboot", interfaces);
    }

    /** Makes an interface for a VLAN, 0..4094. It is called {@code net0-5} for VLAN 5 on {@code net0}. */
    default VlanLine vcreate(Object trunk, int tag) {
        return new VlanLine(script().begin(), Arguments.networkInterface(trunk), tag);
    }

    /** Removes the interface of a VLAN. */
    default Fallible vdestroy(Object networkInterface) {
        return script().fallible(Command.named("vdestroy").word(Arguments.networkInterface(networkInterface)));
    }

    /** Asks a host for an echo. The parts are those of {@link Text#of}. */
    default PingLine ping(Object... host) {
        return new PingLine(script().begin(), required("ping", host));
    }

    /** Looks up a name and stores its address. The parts are those of {@link Text#of}. */
    default Fallible nslookup(SettingRef target, Object... name) {
        return script().fallible(Command.named("nslookup")
                .word(Text.of(Settings.writable(target).path()))
                .word(required("nslookup", name)));
    }

    /** Sets the clock, by which certificates are judged. The parts are those of {@link Text#of}. */
    default Fallible ntp(Object... server) {
        return script().fallible(Command.named("ntp").word(required("ntp", server)));
    }

    /** Waits for work that goes on in the background. */
    default TimedLine sync() {
        return new TimedLine(script().begin(), "sync", List.of());
    }

    /** Prints the routing table. */
    default IpxeScriptBuilder route() {
        return prints("route");
    }

    /** Prints what IP has counted. */
    default IpxeScriptBuilder ipstat() {
        return prints("ipstat");
    }

    /** Prints the table of neighbours. */
    default IpxeScriptBuilder nstat() {
        return prints("nstat");
    }

    /** Sends packets from one interface to another, until Ctrl-C. */
    default LoopbackTestLine lotest(Object sender, Object receiver) {
        return new LoopbackTestLine(
                script().begin(), Arguments.networkInterface(sender), Arguments.networkInterface(receiver));
    }

    /** Prints the state of wireless interfaces. */
    default Fallible iwstat(Object... interfaces) {
        return onInterfaces("iwstat", interfaces);
    }

    /** Prints the wireless networks that can be seen. */
    default Fallible iwlist(Object... interfaces) {
        return onInterfaces("iwlist", interfaces);
    }

    /** Prints the state of Infiniband devices. */
    default IpxeScriptBuilder ibstat() {
        return prints("ibstat");
    }

    /** Prints the state of Fibre Channel ports. */
    default IpxeScriptBuilder fcstat() {
        return prints("fcstat");
    }

    /** Sends a Fibre Channel extended link service request, such as {@code flogi}. */
    default FcelsLine fcels(String request) {
        return new FcelsLine(script().begin(), required("fcels", request));
    }

    /** Lets programs use iPXE as their PXE stack; BIOS only. */
    default Fallible startpxe(Object... interfaces) {
        return onInterfaces("startpxe", interfaces);
    }

    /** Ends that; BIOS only. */
    default Fallible stoppxe() {
        return script().fallible(Command.named("stoppxe"));
    }

    private IpxeScriptBuilder prints(String command) {
        return script().add(Command.named(command).neverFails());
    }

    private Fallible onInterfaces(String command, Object... interfaces) {
        Command.Writer writer = Command.named(command);
        Arguments.interfaces(interfaces).forEach(writer::word);
        return script().fallible(writer);
    }

    private static Text required(String what, Object... parts) {
        Text text = Text.of(parts);
        if (text.isEmpty()) {
            throw new IllegalArgumentException(what + ": nothing named (expected: at least one character)");
        }
        return text;
    }

    private IpxeScriptBuilder script() {
        return (IpxeScriptBuilder) this;
    }
}
