package io.pxe4j.ipxe;

import java.util.ArrayList;
import java.util.List;

/** The lines of a script that are about drives over the network. */
public sealed interface SanLines permits IpxeScriptBuilder {
    /**
     * Connects a drive over the network. The parts are those of {@link IpxeUri#of}: {@code iscsi:...}, {@code aoe:...},
     * {@code http://.../x.iso}.
     */
    default SanhookLine sanhook(Object... uri) {
        return new SanhookLine(script().begin(), List.of(IpxeUri.of(uri).text()));
    }

    /** The same over several paths, of which the first that answers is used. */
    default SanhookLine sanhook(IpxeUri first, IpxeUri... more) {
        return new SanhookLine(script().begin(), paths(first, more));
    }

    /** Boots from the local drive that {@link SanbootLine#drive} names, or from the first hard disk. */
    default SanbootLine sanboot() {
        return new SanbootLine(script().begin(), List.of());
    }

    /** Boots from a drive over the network: {@code iscsi:...}, {@code aoe:...}, {@code http://.../x.iso}. */
    default SanbootLine sanboot(Object first, Object... more) {
        return new SanbootLine(
                script().begin(), List.of(IpxeUri.of(first, Text.of(more)).text()));
    }

    /** The same over several paths, of which the first that answers is used. */
    default SanbootLine sanboot(IpxeUri first, IpxeUri... more) {
        return new SanbootLine(script().begin(), paths(first, more));
    }

    /** Disconnects the drive that was connected without a number. */
    default Fallible sanunhook() {
        return script().fallible(Command.named("sanunhook"));
    }

    /** Disconnects a drive. */
    default Fallible sanunhook(Drive drive) {
        return script().fallible(Command.named("sanunhook").option("drive", drive.toString()));
    }

    private static List<Text> paths(IpxeUri first, IpxeUri... more) {
        List<Text> paths = new ArrayList<>();
        paths.add(first.text());
        for (IpxeUri path : more) {
            paths.add(path.text());
        }
        return paths;
    }

    private IpxeScriptBuilder script() {
        return (IpxeScriptBuilder) this;
    }
}
