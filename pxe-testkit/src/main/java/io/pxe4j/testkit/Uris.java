package io.pxe4j.testkit;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Reads the URIs of boot files without trusting them. */
final class Uris {
    private Uris() {}

    /** The text as an absolute http or https URL with a host. */
    static Optional<URI> http(String text) {
        return parse(text).filter(u -> isHttp(u) && u.getHost() != null);
    }

    static boolean isHttp(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    }

    static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** {@code tftp://server/file} for a plain file name; characters that no URI holds are escaped. */
    static URI tftp(String server, String file) {
        try {
            return new URI("tftp", server, "/" + file, null);
        } catch (URISyntaxException e) {
            return URI.create("tftp://" + server + "/");
        }
    }
}
