package io.pxe4j.tftp.server;

import io.pxe4j.tftp.engine.ContentAnswer;
import io.pxe4j.tftp.engine.ContentRefusal;
import io.pxe4j.tftp.engine.ContentRequest;
import io.pxe4j.tftp.engine.ContentSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Serves what an HTTP server has below one URL, such as a mirror: a proxy from TFTP to HTTP.
 *
 * <pre>{@code
 * ContentSource mirror = HttpContent.of(URI.create("https://mirror.example/debian/netboot/"));
 * }</pre>
 *
 * <p>Files are read in ranges as clients need them. An ETag, or a date of modification, names the version: it makes transfers share the server's cache
 * ({@link TftpServer.Builder#cacheSize}), so that the mirror is asked once for what many clients load, and a file that changes upstream while it is sent ends in
 * an ERROR and never in a mixture. What is known of a file is asked for again, conditionally, after {@link Builder#freshFor}. Small files, and those of servers
 * that have no ranges or name no version, are held in memory as a whole ({@link Builder#memory}).
 *
 * <p>Names follow the rules of {@link DirectoryContent}; each part is percent-encoded, so no name leaves the base URL or adds a query. 404 and 410 become error
 * 1, 401 and 403 error 2, anything else, silence beyond the timeout included, error 0.
 */
public final class HttpContent implements ContentSource {
    private static final DirectoryPolicy NAMES =
            new DirectoryPolicy(false, true, true, true, true, ClientDirectory.byAddress());

    private final URI base;
    private final long maxFileSize;
    private final HttpShelf shelf;

    private HttpContent(Builder builder) {
        this.base = builder.base;
        this.maxFileSize = builder.maxFileSize;
        this.shelf = new HttpShelf(
                new HttpUpstream(builder.client(), builder.timeout, builder.memory),
                builder.freshFor.toNanos(),
                System::nanoTime);
    }

    /**
     * Serves what is below that URL.
     *
     * @throws IllegalArgumentException if {@code base} is no http or https URL without query, fragment and user
     */
    public static HttpContent of(URI base) {
        return builder(base).build();
    }

    /**
     * Collects the settings of a source of what is below that URL.
     *
     * @throws IllegalArgumentException if {@code base} is no http or https URL without query, fragment and user
     */
    public static Builder builder(URI base) {
        return new Builder(HttpNames.checkedBase(base));
    }

    @Override
    public CompletionStage<ContentAnswer> open(ContentRequest request) {
        RequestedPath requested = NAMES.path(request.file());
        if (requested.refusal().isPresent() || requested.segments().isEmpty()) {
            return CompletableFuture.completedFuture(
                    ContentRefusal.denied(requested.refusal().orElse("not a regular file")));
        }
        return shelf.open(HttpNames.below(base, requested.segments())).thenApply(this::limited);
    }

    private ContentAnswer limited(HttpShelf.Found found) {
        Optional<HttpObject> object = found.object();
        if (object.isEmpty()) {
            return found.refusal();
        }
        return object.get().size() > maxFileSize
                ? ContentRefusal.denied("file too large")
                : object.get().content();
    }

    /** Collects the settings of an {@link HttpContent}. */
    public static final class Builder {
        private final URI base;
        private Optional<HttpClient> client = Optional.empty();
        private Duration timeout = Duration.ofSeconds(8);
        private Duration freshFor = Duration.ofSeconds(5);
        private long maxFileSize = Long.MAX_VALUE;
        private long memory = 64L << 20;

        private Builder(URI base) {
            this.base = base;
        }

        /** Asks through that client, for example with a proxy or certificates of its own; it stays the caller's. */
        public Builder client(HttpClient own) {
            this.client = Optional.of(own);
            return this;
        }

        /**
         * How long one request upstream may take; 8 seconds by default, less than the server's open timeout.
         *
         * @throws IllegalArgumentException if not positive
         */
        public Builder timeout(Duration limit) {
            this.timeout = ServerConfig.checkPositive("timeout", limit);
            return this;
        }

        /**
         * How long what the upstream said of a file holds, that it is missing included; 5 seconds by default, 0 to ask for every transfer.
         *
         * @throws IllegalArgumentException if negative
         */
        public Builder freshFor(Duration time) {
            if (time.isNegative()) {
                throw new IllegalArgumentException("freshFor: " + time + " (expected: 0 or more)");
            }
            this.freshFor = time;
            return this;
        }

        /**
         * The largest file to serve; no limit by default. A larger one gets error 2.
         *
         * @throws IllegalArgumentException below 0
         */
        public Builder maxFileSize(long octets) {
            this.maxFileSize = ServerConfig.check("maxFileSize", octets, 0);
            return this;
        }

        /**
         * The octets of whole files, and of the beginnings of others, to hold in memory; 64 MiB by default. A file that has to be held whole and does not
         * fit is not served.
         *
         * @throws IllegalArgumentException below 1 MiB
         */
        public Builder memory(long octets) {
            this.memory = ServerConfig.check("memory", octets, 1 << 20);
            return this;
        }

        private HttpClient client() {
            return client.orElseGet(() -> HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .connectTimeout(timeout)
                    .build());
        }

        /** The source. */
        public HttpContent build() {
            return new HttpContent(this);
        }
    }
}
