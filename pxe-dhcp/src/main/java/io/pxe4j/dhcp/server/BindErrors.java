package io.pxe4j.dhcp.server;

import java.util.Locale;

/** Turns the errors of sockets into sentences that say what to do. */
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
}
