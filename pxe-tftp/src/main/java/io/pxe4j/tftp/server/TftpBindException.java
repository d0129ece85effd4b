package io.pxe4j.tftp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A socket could not be opened; the message is one sentence that says what to do. */
public final class TftpBindException extends IOException {
    private static final long serialVersionUID = 1;

    private TftpBindException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** None of the ports of a range could be opened. */
    static TftpBindException noneOf(int first, int last, InetAddress address) {
        return new TftpBindException(
                "None of the UDP ports " + first + " to " + last + " on " + address.getHostAddress()
                        + " could be opened for transfers: choose another range.",
                null);
    }

    /** Explains why {@code address} could not be bound. */
    static TftpBindException of(InetSocketAddress address, Throwable cause) {
        String where =
                "UDP port " + address.getPort() + " on " + address.getAddress().getHostAddress();
        String why = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (why.contains("in use")) {
            return new TftpBindException(
                    where + " is taken by another program: stop it (often another TFTP server) or choose another port.",
                    cause);
        }
        if (why.contains("permission") || why.contains("not permitted")) {
            return new TftpBindException(
                    where + " may not be opened by this user: run as root, grant CAP_NET_BIND_SERVICE, or choose a port"
                            + " above 1023.",
                    cause);
        }
        if (why.contains("cannot assign") || why.contains("can't assign") || why.contains("not available")) {
            return new TftpBindException(
                    address.getAddress().getHostAddress()
                            + " is no address of this machine: choose one that an interface has, or 0.0.0.0 for all.",
                    cause);
        }
        return new TftpBindException(where + " could not be opened: " + cause.getMessage() + ".", cause);
    }
}
