package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.pxe4j.tftp.engine.ContentIdentity;
import io.pxe4j.tftp.engine.TftpContent;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** One version of a file of an upstream. */
final class HttpObject {
    private final HttpUpstream upstream;
    private final URI url;
    private final long size;
    private final Optional<String> version;
    private final boolean isTag;
    private final byte[] start;

    /**
     * Makes one.
     *
     * @param version the ETag or, if there is none, the date of modification, as the header has it; empty if the file is held whole and the upstream names
     *     none
     * @param isTag whether the version is an ETag
     * @param start the first octets, or all; not copied
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    HttpObject(HttpUpstream upstream, URI url, long size, Optional<String> version, boolean isTag, byte[] start) {
        this.upstream = upstream;
        this.url = url;
        this.size = size;
        this.version = version;
        this.isTag = isTag;
        this.start = start;
    }

    URI url() {
        return url;
    }

    long size() {
        return size;
    }

    Optional<String> version() {
        return version;
    }

    boolean isTag() {
        return isTag;
    }

    /** The octets that it holds in memory. */
    int held() {
        return start.length;
    }

    TftpContent content() {
        return start.length == size ? TftpContent.of(start) : new Ranges(this);
    }

    /** Content that is fetched as it is read. */
    private record Ranges(HttpObject object) implements TftpContent {
        @Override
        public long size() {
            return object.size;
        }

        @Override
        public void read(long position, int length, ByteBuf target) throws IOException {
            byte[] start = object.start;
            if (position + length <= start.length) {
                target.writeBytes(start, (int) position, length);
            } else {
                target.writeBytes(object.upstream.range(object, position, length));
            }
        }

        @Override
        public Optional<ContentIdentity> identity() {
            return Optional.of(ContentIdentity.of(object.url, object.size, object.version.orElseThrow(), object.isTag));
        }
    }
}
