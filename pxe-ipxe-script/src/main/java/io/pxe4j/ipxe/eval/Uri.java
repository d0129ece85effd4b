package io.pxe4j.ipxe.eval;

import java.util.Optional;

/**
 * A URI as core/uri.c:parse_uri takes it apart.
 *
 * @param scheme empty for a relative one
 * @param opaque all behind the scheme, if no slash follows it
 * @param authority user, host and port, as written
 * @param path as written, encoded
 * @param query without the question mark
 * @param fragment without the number sign
 * @param parameters the list of request parameters that {@code ##params} names; the empty name is the default one
 */
record Uri(
        Optional<String> scheme,
        Optional<String> opaque,
        Optional<String> authority,
        Optional<String> path,
        Optional<String> query,
        Optional<String> fragment,
        Optional<String> parameters) {
    private static final String PARAMETERS = "##params";

    static Uri parse(String text) {
        String rest = text;
        Optional<String> parameters = Optional.empty();
        int marker = rest.indexOf(PARAMETERS);
        if (marker >= 0) {
            String name = rest.substring(marker + PARAMETERS.length());
            parameters = Optional.of(name.startsWith("=") ? name.substring(1) : "");
            rest = rest.substring(0, marker);
        }
        Optional<String> fragment = after(rest, '#');
        rest = before(rest, '#');
        int colon = schemeEnd(rest);
        Optional<String> scheme = colon < 0 ? Optional.empty() : Optional.of(rest.substring(0, colon));
        rest = rest.substring(colon + 1);
        if (scheme.isPresent() && !rest.startsWith("/")) {
            Optional<String> none = Optional.empty();
            return new Uri(scheme, Optional.of(rest), none, none, none, fragment, parameters);
        }
        Optional<String> query = after(rest, '?');
        rest = before(rest, '?');
        Optional<String> authority = Optional.empty();
        if (scheme.isPresent() && rest.startsWith("//")) {
            int slash = rest.indexOf('/', 2);
            authority = Optional.of(rest.substring(2, slash < 0 ? rest.length() : slash));
            rest = slash < 0 ? "" : rest.substring(slash);
        }
        Optional<String> path = rest.isEmpty() ? Optional.empty() : Optional.of(rest);
        return new Uri(scheme, Optional.empty(), authority, path, query, fragment, parameters);
    }

    /** This URI as seen from another: core/uri.c:resolve_uri. */
    Uri resolvedAgainst(Uri base) {
        if (scheme.isPresent()) {
            return this;
        }
        if (path.isPresent()) {
            String full = resolve(base.path.orElse("/"), path.get());
            return new Uri(base.scheme, base.opaque, base.authority, Optional.of(full), query, fragment, parameters);
        }
        boolean own = query.isPresent();
        return new Uri(
                base.scheme,
                base.opaque,
                base.authority,
                base.path,
                own ? query : base.query,
                own || fragment.isPresent() ? fragment : base.fragment,
                parameters);
    }

    /** What an image from here is called: core/image.c:image_set_uri. */
    Optional<String> imageName(boolean opaqueToo) {
        return path.map(UriText::decoded)
                .or(() -> opaqueToo ? opaque.map(UriText::decoded) : Optional.empty())
                .map(name -> name.substring(name.lastIndexOf('/') + 1));
    }

    /** The URI that goes over the network: without fragment and parameters, and with nothing that cannot be printed. */
    @Override
    public String toString() {
        return scheme.map(name -> name + ":").orElse("")
                + opaque.orElse("")
                + authority.map(name -> "//" + name).orElse("")
                + path.map(name -> UriText.encoded(name, "")).orElse("")
                + query.map(name -> "?" + UriText.encoded(name, "")).orElse("");
    }

    private static String resolve(String base, String relative) {
        if (relative.startsWith("/")) {
            return relative;
        }
        String directory = directory(base);
        String rest = relative;
        while (rest.startsWith(".")) {
            if (rest.equals(".") || rest.startsWith("./")) {
                rest = rest.substring(Math.min(2, rest.length()));
            } else if (rest.equals("..") || rest.startsWith("../")) {
                directory = directory(directory);
                rest = rest.substring(Math.min(3, rest.length()));
            } else {
                break;
            }
        }
        return directory + (directory.endsWith("/") ? "" : "/") + rest;
    }

    /** core/basename.c:dirname. */
    private static String directory(String path) {
        int slash = path.lastIndexOf('/');
        return slash == 0 ? "/" : slash < 0 ? "." : path.substring(0, slash);
    }

    private static int schemeEnd(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_';
            if (!letter) {
                return c == ':' ? i : -1;
            }
        }
        return -1;
    }

    private static String before(String text, char mark) {
        int at = text.indexOf(mark);
        return at < 0 ? text : text.substring(0, at);
    }

    private static Optional<String> after(String text, char mark) {
        int at = text.indexOf(mark);
        return at < 0 ? Optional.empty() : Optional.of(text.substring(at + 1));
    }
}
