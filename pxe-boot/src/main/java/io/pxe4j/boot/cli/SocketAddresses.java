package io.pxe4j.boot.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads addresses that are written as numbers; names are not looked up. */
final class SocketAddresses {
    private SocketAddresses() {}

    @SuppressWarnings("AddressSelection") // a literal has one address
    static InetSocketAddress of(String text, int port, CommandLine command) {
        if (port < 0 || port > 65535) {
            throw new ParameterException(command, "--port " + port + " cannot be used: give 0..65535");
        }
        if (!text.matches("[0-9.]+|[0-9A-Fa-f:.%\\w]*:[0-9A-Fa-f:.%\\w]*")) {
            throw new IllegalArgumentException(text + " (expected: an address of this machine like 10.0.0.1)");
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(text), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text + " (expected: an address of this machine like 10.0.0.1)", e);
        }
    }
}
