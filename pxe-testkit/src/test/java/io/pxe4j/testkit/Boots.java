package io.pxe4j.testkit;

import io.pxe4j.dhcp.Ip4;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Random;

/** Runs a firmware's DHCP conversation against a script, in virtual time. */
final class Boots {
    static final BootNetwork NETWORK =
            BootNetwork.builder().dhcpServer(ScriptedWire.SERVER).build();

    private Boots() {}

    /** What a conversation came to: a target, or why there is none. */
    record Ended(BootTarget target, String why, ScriptedWire wire, BootResult story) {
        double seconds() {
            return wire.nanos() / 1e9;
        }
    }

    interface Conversation {
        BootTarget run(Stage stage) throws BootStopped;
    }

    static Ended intel(ScriptedWire.Script script) {
        return run(stage -> new PxeClient(new IntelPxe(stage.identity()), stage).run(), script);
    }

    static Ended edk2(ScriptedWire.Script script) {
        return run(stage -> new PxeClient(new EdkPxe(stage.identity()), stage).run(), script);
    }

    static Ended edk2(BootNetwork network, ScriptedWire.Script script) {
        return run(network, stage -> new PxeClient(new EdkPxe(stage.identity()), stage).run(), script);
    }

    static Ended http(ScriptedWire.Script script) {
        return run(stage -> new EdkHttpClient(stage).run(), script);
    }

    static Ended ipxe(ScriptedWire.Script script) {
        return run(stage -> new IpxeClient(stage, Platform.PCBIOS).run(), script);
    }

    private static Ended run(Conversation conversation, ScriptedWire.Script script) {
        return run(NETWORK, conversation, script);
    }

    private static Ended run(BootNetwork network, Conversation conversation, ScriptedWire.Script script) {
        ScriptedWire wire = new ScriptedWire(script);
        Transcript transcript = Transcript.start(wire::nanos);
        Stage stage = Stage.of(
                network, wire, transcript, new Random(1), network.limit().toNanos());
        BootTarget nothing = new BootTarget(URI.create("none:/"), Ip4.ANY, Ip4.ANY);
        try {
            BootTarget target = conversation.run(stage);
            return new Ended(target, "", wire, transcript.result("test", "", true, ""));
        } catch (BootStopped stopped) {
            return new Ended(nothing, stopped.why(), wire, transcript.result("test", "", false, stopped.why()));
        }
    }

    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress("127.0.0.1", port);
    }
}
