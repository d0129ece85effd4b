package io.pxe4j.boot.http;

import java.nio.charset.StandardCharsets;

/** What a generated resource says: octets with a media type, or a status that refuses. Immutable. */
public final class HttpAnswer {
    private final int status;
    private final String contentType;
    private final byte[] body;

    private HttpAnswer(int status, String contentType, byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    /** Status 200 with {@code text} in UTF-8 as {@code text/plain}, for example an iPXE script. */
    public static HttpAnswer text(String text) {
        return new HttpAnswer(200, ContentTypes.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Status 200 with a copy of {@code octets} as {@code contentType}. */
    public static HttpAnswer octets(String contentType, byte[] octets) {
        return new HttpAnswer(200, contentType, octets.clone());
    }

    /** Status 404: there is no such resource. */
    public static HttpAnswer notFound() {
        return refused(404, "There is no such file.");
    }

    /**
     * That status with one sentence for whoever reads it.
     *
     * @throws IllegalArgumentException unless {@code status} is 400 to 599
     */
    public static HttpAnswer refused(int status, String why) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status: " + status + " (expected: 400..599)");
        }
        return new HttpAnswer(status, ContentTypes.TEXT, (why + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The HTTP status: 200, or 400 to 599. */
    public int status() {
        return status;
    }

    /** The media type of the body. */
    public String contentType() {
        return contentType;
    }

    byte[] body() {
        return body;
    }

    /** The status, type and size, for a log. */
    @Override
    public String toString() {
        return status + " " + contentType + " " + body.length + " bytes";
    }
}
