package io.pxe4j.boot.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;

/** The listening socket could not be opened; the message is one sentence that says what to do. */
public final class HttpBindException extends IOException {
    private static final long serialVersionUID = 1;

    private HttpBindException(String message, Throwable cause) {
        super(message, cause);
    }

    static HttpBindException of(InetSocketAddress address, Throwable cause) {
        String host = address.getAddress() == null
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return new HttpBindException(sentence("TCP port " + address.getPort() + " on " + host, host, cause), cause);
    }

    private static String sentence(String where, String host, Throwable cause) {
        String why = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (why.contains("in use")) {
            return where + " is taken by another program: stop that web server (`ss -ltnp` names it) or choose another"
                    + " port.";
        }
        if (why.contains("denied") || why.contains("not permitted")) {
            return where + " may not be opened by this user: run as root, give java the capability"
                    + " CAP_NET_BIND_SERVICE, or choose a port above 1023.";
        }
        if (why.contains("assign")) {
            return host + " is no address of this machine: choose one that an interface has, or 0.0.0.0 for all.";
        }
        return where + " could not be opened: " + cause.getMessage() + ".";
    }
}
