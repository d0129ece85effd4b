package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.pxe4j.tftp.engine.ContentIdentity;
import io.pxe4j.tftp.engine.TftpContent;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Content whose octets tell whose they are and where they lie. */
class Pattern implements TftpContent {
    final int seed;
    final AtomicInteger reads = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    private final long size;
    volatile @Nullable IOException failure;

    Pattern(int seed, long size) {
        this.seed = seed;
        this.size = size;
    }

    static byte octet(int seed, long position) {
        long mixed = (position + 1) * 0x9e3779b97f4a7c15L + seed * 0xbf58476d1ce4e5b9L;
        return (byte) (mixed >>> 56);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long position, int length, ByteBuf target) throws IOException {
        if (closed.get() > 0) {
            throw new AssertionError("read after it was closed");
        }
        reads.incrementAndGet();
        if (failure != null) {
            throw failure;
        }
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = octet(seed, position + i);
        }
        target.writeBytes(octets);
    }

    @Override
    public Optional<ContentIdentity> identity() {
        return Optional.of(ContentIdentity.of("pattern", seed, size));
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }
}
