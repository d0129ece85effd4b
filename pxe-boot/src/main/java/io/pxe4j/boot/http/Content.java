package io.pxe4j.boot.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultFileRegion;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a response carries: an open file, or octets in memory. Whoever holds one closes it or hands it to a channel. */
sealed interface Content extends AutoCloseable {
    /** Its whole length in octets. */
    long length();

    /** Its media type. */
    String type();

    /** When it last changed, if that is known. */
    Optional<Instant> lastModified();

    /** An entity tag with its quotes, if there is one. */
    Optional<String> tag();

    /** The message that makes a channel send that part; it owns the content from here on. */
    Object part(long first, long length);

    @Override
    void close();

    /** A file that is open. */
    record OpenFile(FileChannel channel, long length, String type, Instant modified) implements Content {
        private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

        @Override
        public Optional<Instant> lastModified() {
            return Optional.of(modified);
        }

        @Override
        public Optional<String> tag() {
            return Optional.of(
                    "\"" + Long.toHexString(length) + "-" + Long.toHexString(modified.toEpochMilli()) + "\"");
        }

        @Override
        public Object part(long first, long length) {
            return new DefaultFileRegion(channel, first, length); // closes the channel when it is released
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("closing a file failed", e);
            }
        }
    }

    /** Octets in memory, made for this request. */
    record Octets(HttpAnswer answer) implements Content {
        @Override
        public long length() {
            return answer.body().length;
        }

        @Override
        public String type() {
            return answer.contentType();
        }

        @Override
        public Optional<Instant> lastModified() {
            return Optional.empty();
        }

        @Override
        public Optional<String> tag() {
            return Optional.empty();
        }

        @Override
        public Object part(long first, long length) {
            return Unpooled.wrappedBuffer(answer.body(), Math.toIntExact(first), Math.toIntExact(length));
        }

        @Override
        public void close() {}
    }
}
