package io.pxe4j.boot.cli;

import io.pxe4j.boot.BootException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;

/**
 * A {@code tftp://host[:port]/file}, perhaps with {@code ;mode=netascii} behind it.
 *
 * @param host a name, or an address without brackets
 * @param port the port of the requests
 * @param file the name that the server is asked for, without the slash in front; {@code //} in the URL keeps one
 * @param netascii whether the URL asks for that mode
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc3617">RFC 3617</a>
 */
record TftpUrl(String host, int port, String file, boolean netascii) {
    private static final int TFTP_PORT = 69;

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static TftpUrl of(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw malformed(text, e);
        }
        String host = uri.getHost();
        String path = uri.getPath();
        if (!"tftp".equalsIgnoreCase(uri.getScheme()) || host == null || path == null || path.length() < 2) {
            throw malformed(text, null);
        }
        int port = uri.getPort() < 0 ? TFTP_PORT : uri.getPort();
        if (port > 65535 || port == 0 || path.indexOf('\0') >= 0) {
            throw malformed(text, null);
        }
        String file = path.substring(1);
        boolean netascii = false;
        int mode = file.lastIndexOf(";mode=");
        if (mode >= 0) {
            netascii = switch (file.substring(mode + 6)) {
                case "octet" -> false;
                case "netascii" -> true;
                default -> throw malformed(text, null);
            };
            file = file.substring(0, mode);
        }
        boolean bracketed = host.startsWith("[");
        return new TftpUrl(bracketed ? host.substring(1, host.length() - 1) : host, port, file, netascii);
    }

    @SuppressWarnings("NullAway") // a cause may be missing
    private static IllegalArgumentException malformed(String text, @org.jspecify.annotations.Nullable Exception cause) {
        return new IllegalArgumentException("url: " + text + " (expected: like tftp://10.0.0.1/boot/file)", cause);
    }

    /** Where that is; looks a name up. */
    @SuppressWarnings("AddressSelection") // as every tool does: the first address of the name
    InetSocketAddress address() {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new BootException("There is no host " + host + ": check the URL or the name server.", e);
        }
    }

    /** The part of the name behind its last slash. */
    String lastName() {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** This place with another file. */
    TftpUrl withFile(String name) {
        return new TftpUrl(host, port, name, netascii);
    }
}
