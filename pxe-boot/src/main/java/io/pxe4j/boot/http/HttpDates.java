package io.pxe4j.boot.http;

import io.netty.handler.codec.DateFormatter;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The dates of HTTP headers, RFC 9110 §5.6.7: written as IMF-fixdate, read in the two old formats as well. */
@SuppressWarnings("JavaUtilDate") // what Netty's formatter speaks
final class HttpDates {
    private HttpDates() {}

    static String format(Instant instant) {
        return DateFormatter.format(Date.from(instant));
    }

    static Optional<Instant> parse(@Nullable String header) {
        Date date = header == null ? null : DateFormatter.parseHttpDate(header);
        return date == null ? Optional.empty() : Optional.of(date.toInstant());
    }
}
