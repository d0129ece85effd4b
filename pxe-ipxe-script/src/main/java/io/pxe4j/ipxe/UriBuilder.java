package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.UriScheme;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * A URI of a server, part by part: what a part holds stays inside of it. Literal text is percent-encoded; a setting that
 * may hold any text is read as {@code uristring}.
 *
 * <pre>{@code
 * IpxeUri.at(UriScheme.HTTP, SettingRef.NEXT_SERVER).port(8080).path("boot/", SettingRef.SERIAL).uri()
 * }</pre>
 */
public final class UriBuilder {
    private static final Set<UriScheme> WITH_USER = EnumSet.of(UriScheme.HTTP, UriScheme.HTTPS, UriScheme.FTP);
    private static final int PORTS = 0xffff;

    private final UriScheme scheme;
    private final Text host;
    private Text user = Text.of();
    private Text port = Text.of();
    private Text path = Text.of();

    UriBuilder(UriScheme scheme, Text host) {
        this.scheme = Objects.requireNonNull(scheme, "scheme");
        if (scheme.isSan() || scheme == UriScheme.DATA || scheme == UriScheme.FILE) {
            throw new IllegalArgumentException(
                    "scheme: " + scheme + " (expected: one with a server, IpxeUri has a method for each other)");
        }
        this.host = checkedHost(host);
    }

    /** The server's port, 1..65535, if it is not the scheme's own. */
    public UriBuilder port(int number) {
        port = Text.of(":", port("port", number));
        return this;
    }

    /** Who asks: HTTP Basic or Digest, or FTP. Part of the script's text, which anybody can read who can fetch it. */
    public UriBuilder user(Object name, Object password) {
        if (!WITH_USER.contains(scheme)) {
            throw new IllegalArgumentException("user: given for " + scheme + " (expected: http, https or ftp)");
        }
        user = Text.of(
                IpxeUri.part(name, IpxeUri.KEPT_IN_QUERY), ":", IpxeUri.part(password, IpxeUri.KEPT_IN_QUERY), "@");
        return this;
    }

    /** The path, with or without its first slash; a slash in a setting's value is encoded, one in a string is not. */
    public UriBuilder path(Object... parts) {
        Text encoded = IpxeUri.part(Text.of(parts), IpxeUri.KEPT_IN_PATH);
        boolean rooted = !encoded.isEmpty() && encoded.parts().get(0) instanceof String start && start.startsWith("/");
        path = rooted ? encoded : Text.of("/", encoded);
        return this;
    }

    /**
     * The URI.
     *
     * @throws IllegalArgumentException if the scheme needs a path and none was given
     */
    public IpxeUri uri() {
        boolean optionalPath = scheme == UriScheme.HTTP || scheme == UriScheme.HTTPS || scheme == UriScheme.X_SLAM;
        if (path.isEmpty() && !optionalPath) {
            throw new IllegalArgumentException("path: none (expected: one, " + scheme + " fetches a file)");
        }
        return IpxeUri.of(Text.of(scheme.toString(), "://", user, host, port, path));
    }

    static int port(String what, int number) {
        if (number < 1 || number > PORTS) {
            throw new IllegalArgumentException(what + ": " + number + " (expected: 1..65535)");
        }
        return number;
    }

    private static Text checkedHost(Text host) {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("host: empty (expected: a name, an address or a setting)");
        }
        for (Object part : host.parts()) {
            if (part instanceof String literal
                    && literal.chars().anyMatch(c -> Characters.isBlankOrControl(c) || "/?#@%".indexOf(c) >= 0)) {
                throw new IllegalArgumentException("host: " + Characters.quote(literal)
                        + " (expected: a name or an address, the parts after it have methods of their own)");
            }
        }
        String shown = host.toString();
        boolean bareIpv6 = host.isLiteral() && shown.indexOf(':') != shown.lastIndexOf(':') && !shown.startsWith("[");
        if (host.isLiteral() && !bareIpv6 && shown.indexOf(':') >= 0 && !shown.startsWith("[")) {
            throw new IllegalArgumentException("host: " + shown + " (expected: no port here, use port)");
        }
        return bareIpv6 ? Text.of("[", host, "]") : host;
    }
}
