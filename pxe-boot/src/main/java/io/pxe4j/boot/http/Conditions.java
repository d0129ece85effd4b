package io.pxe4j.boot.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the conditions and the range of a request select from a content.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc9110#section-13">RFC 9110 §13</a>
 */
final class Conditions {
    private Conditions() {}

    /** Whether the client has this content already: status 304. If-None-Match outranks If-Modified-Since (§13.2.2). */
    static boolean isNotModified(HttpHeaders request, Content content) {
        String tags = request.get(HttpHeaderNames.IF_NONE_MATCH);
        if (tags != null) {
            return content.tag().isPresent() && matches(tags, content.tag().get());
        }
        Optional<Instant> since = HttpDates.parse(request.get(HttpHeaderNames.IF_MODIFIED_SINCE));
        return since.isPresent()
                && content.lastModified().isPresent()
                && !seconds(content.lastModified().get()).isAfter(since.get());
    }

    /** The range that is asked for; the whole if If-Range says that the client's part is of another version (§13.1.5). */
    static ByteRange range(HttpHeaders request, Content content) {
        String range = request.get(HttpHeaderNames.RANGE);
        if (range == null || !isSameVersion(request.get(HttpHeaderNames.IF_RANGE), content)) {
            return ByteRange.WHOLE;
        }
        return ByteRange.parse(range, content.length());
    }

    private static boolean isSameVersion(@Nullable String validator, Content content) {
        if (validator == null) {
            return true;
        }
        if (validator.startsWith("\"") || validator.startsWith("W/")) {
            return content.tag().isPresent()
                    && validator.trim().equals(content.tag().get());
        }
        return content.lastModified().isPresent()
                && HttpDates.parse(validator).equals(content.lastModified().map(Conditions::seconds));
    }

    private static boolean matches(String tags, String tag) {
        for (String candidate : tags.split(",", -1)) {
            String trimmed = candidate.trim();
            if (trimmed.equals("*") || trimmed.equals(tag) || trimmed.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
