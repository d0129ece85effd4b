package io.pxe4j.dhcp.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Turns the errors of sockets and interfaces into sentences that say what to do. */
final class BindErrors {
    private BindErrors() {}

    static DhcpServerException explain(BindPlan plan, Throwable cause) {
        if (cause instanceof DhcpServerException known) {
            return known;
        }
        String where = "UDP port " + plan.portNumber() + " on " + plan.where();
        String problem = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (problem.contains("in use")) {
            return new DhcpServerException(
                    where
                            + " is taken by another program: stop that DHCP server (`ss -lunp` names it) or choose another port.",
                    cause);
        }
        if (problem.contains("denied") || problem.contains("not permitted")) {
            return new DhcpServerException(
                    where
                            + " may not be opened by this user: run as root, give java the capability CAP_NET_BIND_SERVICE, or"
                            + " choose a port above 1023.",
                    cause);
        }
        if (problem.contains("assign")) {
            return new DhcpServerException(
                    where
                            + " cannot be opened since this machine no longer has that address: choose one that `ip address` shows.",
                    cause);
        }
        return new DhcpServerException(where + " could not be opened: " + cause.getMessage() + ".", cause);
    }

    /** The interface is not there or has no address. */
    static DhcpServerException notUsable(String name, boolean found, List<ServerInterface> machine) {
        if (found || isKnownToLinux(name)) {
            return new DhcpServerException("Network interface " + name
                    + " has no IPv4 address: give it one, on Linux with `ip address add ADDRESS/PREFIX dev " + name
                    + "`.");
        }
        List<String> names =
                machine.stream().map(ServerInterface::name).sorted().toList();
        return new DhcpServerException(
                "There is no network interface " + name + ": choose one of " + String.join(", ", names) + ".");
    }

    // Java does not list an interface that has no address at all.
    private static boolean isKnownToLinux(String name) {
        return name.matches("[^/.]+") && Files.exists(Path.of("/sys/class/net", name));
    }
}
