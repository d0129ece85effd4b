package io.pxe4j.dhcp.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * One buffer for all that the sockets of a loop read, a batch after the other. What is kept longer than the reading of its batch has to
 * be copied out; should somebody keep a part nevertheless, the next batch gets a buffer of its own.
 */
final class ReceiveBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
    private final int octets;
    private @Nullable ByteBuf buffer;

    ReceiveBuffer(int octets) {
        this.octets = octets;
    }

    /** How many datagrams of that size a batch may have, for at most {@code maxOctets} of memory. */
    static int batch(int datagramSize, int datagramsPerRead, int maxOctets) {
        return Math.max(1, Math.min(datagramsPerRead, maxOctets / datagramSize));
    }

    @Override
    @SuppressWarnings("deprecation") // The interface that Netty's own allocators implement.
    public RecvByteBufAllocator.Handle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public int guess() {
                return octets;
            }

            @Override
            public ByteBuf allocate(ByteBufAllocator allocator) {
                return take(allocator);
            }
        };
    }

    private ByteBuf take(ByteBufAllocator allocator) {
        ByteBuf shared = buffer;
        if (shared == null) {
            shared = allocator.ioBuffer(octets, octets);
            buffer = shared;
        } else if (shared.refCnt() > 1) {
            return allocator.ioBuffer(octets, octets);
        }
        return shared.clear().retain();
    }

    /** Gives the memory back, once no socket reads any more. */
    void release() {
        if (buffer != null) {
            buffer.release();
            buffer = null;
        }
    }
}
