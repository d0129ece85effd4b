package io.pxe4j.boot.http;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Instant;

/** The head of a response and the part of its content that follows. */
record Response(HttpResponse head, long first, long length) {
    /** The answer to {@code request} with what was found for it: 200, 206, 304, 416, or the status of a refusal. */
    static Response of(HttpRequest request, Routes.Found found) {
        Content content = found.content();
        HttpHeaders headers = new DefaultHttpHeaders();
        headers.set(HttpHeaderNames.CONTENT_TYPE, content.type());
        if (found.status() != 200) {
            return whole(found.status(), headers, content);
        }
        headers.set(HttpHeaderNames.ACCEPT_RANGES, HttpHeaderValues.BYTES);
        content.lastModified().ifPresent(at -> headers.set(HttpHeaderNames.LAST_MODIFIED, HttpDates.format(at)));
        content.tag().ifPresent(tag -> headers.set(HttpHeaderNames.ETAG, tag));
        if (Conditions.isNotModified(request.headers(), content)) {
            return part(HttpResponseStatus.NOT_MODIFIED, headers, 0, 0);
        }
        ByteRange range = Conditions.range(request.headers(), content);
        if (range instanceof ByteRange.Part part) {
            headers.set(
                    HttpHeaderNames.CONTENT_RANGE,
                    "bytes " + part.first() + "-" + part.last() + "/" + content.length());
            return part(HttpResponseStatus.PARTIAL_CONTENT, headers, part.first(), part.length());
        }
        if (range instanceof ByteRange.Unsatisfiable) {
            headers.set(HttpHeaderNames.CONTENT_RANGE, "bytes */" + content.length());
            return part(HttpResponseStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers, 0, 0);
        }
        return whole(200, headers, content);
    }

    private static Response whole(int status, HttpHeaders headers, Content content) {
        return part(HttpResponseStatus.valueOf(status), headers, 0, content.length());
    }

    private static Response part(HttpResponseStatus status, HttpHeaders headers, long first, long length) {
        headers.set(HttpHeaderNames.DATE, HttpDates.format(Instant.now()));
        // A 304 has no body, and a length of 0 would say that of the file (RFC 9110 §8.6).
        if (status.code() != 304) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, length);
        }
        return new Response(new DefaultHttpResponse(HttpVersion.HTTP_1_1, status, headers), first, length);
    }
}
