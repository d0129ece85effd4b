package io.pxe4j.tftp.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.HexFormat;
import java.util.List;

/** Makes URLs of file names. */
final class HttpNames {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private HttpNames() {}

    /** That URL, with a slash at its end. */
    static URI checkedBase(URI base) {
        boolean http = "http".equalsIgnoreCase(base.getScheme()) || "https".equalsIgnoreCase(base.getScheme());
        if (!http
                || base.getHost() == null
                || base.getRawQuery() != null
                || base.getRawFragment() != null
                || base.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "base: " + base + " (expected: an http or https URL without query, fragment and user)");
        }
        String text = base.toString();
        return URI.create(text.endsWith("/") ? text : text + "/");
    }

    /** The URL of those names, one below the other. */
    static URI below(URI base, List<String> segments) {
        StringBuilder url = new StringBuilder(base.toString());
        for (int i = 0; i < segments.size(); i++) {
            url.append(i == 0 ? "" : "/");
            encode(segments.get(i), url);
        }
        return URI.create(url.toString());
    }

    /** RFC 3986 §2.3: all but the unreserved characters is encoded, the percent sign among them. */
    private static void encode(String segment, StringBuilder url) {
        for (byte octet : segment.getBytes(UTF_8)) {
            boolean unreserved = octet >= 'a' && octet <= 'z'
                    || octet >= 'A' && octet <= 'Z'
                    || octet >= '0' && octet <= '9'
                    || "-._~".indexOf(octet) >= 0;
            if (unreserved) {
                url.append((char) octet);
            } else {
                url.append('%');
                HEX.toHexDigits(url, octet);
            }
        }
    }
}
