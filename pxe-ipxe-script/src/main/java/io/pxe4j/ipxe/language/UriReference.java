package io.pxe4j.ipxe.language;

import java.util.Objects;
import java.util.Optional;

/**
 * A URI, taken apart as iPXE does it ({@code core/uri.c:parse_uri()}), which is not quite as RFC 3986 does: nothing is
 * refused, a scheme has letters, {@code -} and {@code _} only, and {@code ##params} names a list of request parameters.
 *
 * <p>Path, query and fragment are as written; the other parts are percent-decoded.
 *
 * @param parameters the list of request parameters that it claims; empty text for the list without a name
 * @param scheme the scheme; empty for a relative URI
 * @param opaque what follows the colon, where no slash does
 * @param user the user
 * @param password the password
 * @param host the host, of an IPv6 address with its brackets
 * @param port the port
 * @param path the path
 * @param query what follows the question mark
 * @param fragment what follows the number sign
 */
public record UriReference(
        Optional<String> parameters,
        Optional<String> scheme,
        Optional<String> opaque,
        Optional<String> user,
        Optional<String> password,
        Optional<String> host,
        Optional<String> port,
        Optional<String> path,
        Optional<String> query,
        Optional<String> fragment) {

    private static final String PARAMETERS = "##params";

    /** Checks that nothing is null. */
    public UriReference {
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(opaque, "opaque");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(port, "port");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(fragment, "fragment");
    }

    /** Takes a URI apart; every text is one. */
    public static UriReference parse(String uri) {
        Parts parts = new Parts();
        int claim = uri.indexOf(PARAMETERS);
        String rest = claim < 0 ? uri : uri.substring(0, claim);
        if (claim >= 0) {
            String list = uri.substring(claim + PARAMETERS.length());
            parts.parameters = Optional.of(list.startsWith("=") ? list.substring(1) : "");
        }
        int hash = rest.indexOf('#');
        if (hash >= 0) {
            parts.fragment = Optional.of(rest.substring(hash + 1));
            rest = rest.substring(0, hash);
        }
        int colon = schemeEnd(rest);
        if (colon >= 0) {
            parts.scheme = Optional.of(rest.substring(0, colon));
            rest = rest.substring(colon + 1);
            if (!rest.startsWith("/")) {
                parts.opaque = Optional.of(PercentEncoding.decode(rest));
                return parts.reference();
            }
        }
        int question = rest.indexOf('?');
        if (question >= 0) {
            parts.query = Optional.of(rest.substring(question + 1));
            rest = rest.substring(0, question);
        }
        if (colon >= 0 && rest.startsWith("//")) {
            int slash = rest.indexOf('/', 2);
            parts.path = slash < 0 ? Optional.empty() : Optional.of(rest.substring(slash));
            authority(slash < 0 ? rest.substring(2) : rest.substring(2, slash), parts);
        } else if (!rest.isEmpty()) {
            parts.path = Optional.of(rest);
        }
        return parts.reference();
    }

    /** The scheme, if iPXE knows it. */
    public Optional<UriScheme> knownScheme() {
        return scheme.flatMap(UriScheme::find);
    }

    /** Whether it needs no other URI to be found. */
    public boolean isAbsolute() {
        return scheme.isPresent();
    }

    /**
     * The name that an image fetched from here gets without {@code --name}: the last part of the decoded path,
     * {@code usr/imgmgmt.c}; the query is not part of it.
     *
     * @return empty if iPXE makes up a name, {@code img0}
     */
    public Optional<String> imageName() {
        return path.map(PercentEncoding::decode)
                .or(() -> opaque)
                .map(whole -> whole.substring(whole.lastIndexOf('/') + 1))
                .filter(name -> !name.isEmpty());
    }

    /** This URI as seen from another one, {@code core/uri.c:resolve_uri()}. */
    public UriReference resolvedAgainst(UriReference base) {
        if (isAbsolute()) {
            return this;
        }
        Optional<String> newPath = path.map(relative -> resolvePath(base.path().orElse("/"), relative))
                .or(base::path);
        boolean samePath = path.isEmpty();
        boolean sameQuery = samePath && query.isEmpty();
        boolean sameFragment = sameQuery && fragment.isEmpty();
        return new UriReference(
                sameFragment && parameters.isEmpty() ? base.parameters() : parameters,
                base.scheme(),
                base.opaque(),
                base.user(),
                base.password(),
                base.host(),
                base.port(),
                newPath,
                sameQuery ? base.query() : query,
                sameFragment ? base.fragment() : fragment);
    }

    /** The URI without its parameter list, as iPXE shows it and as an HTTP server is asked for it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        scheme.ifPresent(s -> text.append(s).append(':').append(host.isPresent() ? "//" : ""));
        opaque.ifPresent(o -> text.append(PercentEncoding.encode(o, "#%")));
        user.ifPresent(u -> text.append(PercentEncoding.encode(u, "/#:@?%")));
        password.ifPresent(p -> text.append(':').append(PercentEncoding.encode(p, "/#:@?%")));
        host.ifPresent(h -> text.append(user.isPresent() ? "@" : "").append(PercentEncoding.encode(h, "/#@?%")));
        port.ifPresent(p -> text.append(':').append(PercentEncoding.encode(p, "/#:@?%")));
        path.ifPresent(p -> text.append(PercentEncoding.encode(p, "")));
        query.ifPresent(q -> text.append('?').append(PercentEncoding.encode(q, "")));
        fragment.ifPresent(f -> text.append('#').append(PercentEncoding.encode(f, "")));
        return text.toString();
    }

    private static int schemeEnd(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == ':') {
                return i;
            }
            char lower = (char) (c | 0x20);
            if ((c > 0x7f || lower < 'a' || lower > 'z') && c != '-' && c != '_') {
                return -1;
            }
        }
        return -1;
    }

    private static void authority(String authority, Parts parts) {
        String host = authority;
        int at = authority.indexOf('@');
        if (at >= 0) {
            String user = authority.substring(0, at);
            host = authority.substring(at + 1);
            int colon = user.indexOf(':');
            parts.user = Optional.of(PercentEncoding.decode(colon < 0 ? user : user.substring(0, colon)));
            parts.password =
                    colon < 0 ? Optional.empty() : Optional.of(PercentEncoding.decode(user.substring(colon + 1)));
        }
        int colon = host.lastIndexOf(':');
        if (colon >= 0 && !host.endsWith("]")) {
            parts.port = Optional.of(PercentEncoding.decode(host.substring(colon + 1)));
            host = host.substring(0, colon);
        }
        parts.host = Optional.of(PercentEncoding.decode(host));
    }

    /** {@code core/uri.c:resolve_path()}: dots are followed at the start of the relative path only. */
    private static String resolvePath(String base, String relative) {
        if (relative.startsWith("/")) {
            return relative;
        }
        String directory = parent(base);
        String rest = relative;
        while (true) {
            if (rest.equals(".") || rest.startsWith("./")) {
                rest = rest.substring(Math.min(2, rest.length()));
            } else if (rest.equals("..") || rest.startsWith("../")) {
                directory = parent(directory);
                rest = rest.substring(Math.min(3, rest.length()));
            } else {
                break;
            }
        }
        return directory.endsWith("/") ? directory + rest : directory + "/" + rest;
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        if (slash < 0) {
            return ".";
        }
        return slash == 0 ? "/" : path.substring(0, slash);
    }

    /** The parts while they are found. */
    private static final class Parts {
        private Optional<String> parameters = Optional.empty();
        private Optional<String> scheme = Optional.empty();
        private Optional<String> opaque = Optional.empty();
        private Optional<String> user = Optional.empty();
        private Optional<String> password = Optional.empty();
        private Optional<String> host = Optional.empty();
        private Optional<String> port = Optional.empty();
        private Optional<String> path = Optional.empty();
        private Optional<String> query = Optional.empty();
        private Optional<String> fragment = Optional.empty();

        UriReference reference() {
            return new UriReference(parameters, scheme, opaque, user, password, host, port, path, query, fragment);
        }
    }
}
