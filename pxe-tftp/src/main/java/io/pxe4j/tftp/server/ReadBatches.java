package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * How many datagrams one recvmmsg asks for: about as many as came lately.
 *
 * <p>Netty prepares and reads back each place of a batch by JNI whether a datagram comes or not, so asking for 64 where 5 come costs more than
 * the call itself. A read that was not filled has emptied the socket; a second one, which could only say so, is left out (epoll tells when more
 * comes).
 */
final class ReadBatches implements RecvByteBufAllocator {
    private static final int MIN = 4;

    private final int datagramSize;
    private final int max;

    /** Batches of at most {@code max} datagrams of {@code datagramSize} octets. */
    ReadBatches(int datagramSize, int max) {
        this.datagramSize = datagramSize;
        this.max = max;
    }

    @Override
    @SuppressWarnings("deprecation")
    public Handle newHandle() {
        return new Reads();
    }

    private final class Reads implements ExtendedHandle {
        private int batch = Math.min(max, MIN);
        private int asked;
        private int got;
        /** Reads since so few came that half the batch would have done. */
        private int calm;

        private int lastBytesRead;
        private int attemptedBytesRead;

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            asked = batch;
            got = 0;
            return allocator.ioBuffer(batch * datagramSize);
        }

        @Override
        public int guess() {
            return batch * datagramSize;
        }

        @Override
        public void reset(ChannelConfig config) {
            // Each read is measured by itself.
        }

        @Override
        public void incMessagesRead(int messages) {
            got += messages;
        }

        /** Whether the last read was full, so that more may wait; the loop's other work comes first if the largest batch was. */
        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
            boolean full = got >= asked;
            adapt(full);
            return full && asked < max;
        }

        private void adapt(boolean full) {
            if (full) {
                batch = Math.min(max, batch * 2);
                calm = 0;
            } else if (2 * got > asked || batch <= MIN) {
                calm = 0;
            } else if (++calm >= 16) {
                batch = Math.max(MIN, batch / 2);
                calm = 0;
            }
        }

        @Override
        public boolean continueReading() {
            return continueReading(UncheckedBooleanSupplier.TRUE_SUPPLIER);
        }

        @Override
        public void lastBytesRead(int bytes) {
            lastBytesRead = bytes;
        }

        @Override
        public int lastBytesRead() {
            return lastBytesRead;
        }

        @Override
        public void attemptedBytesRead(int bytes) {
            attemptedBytesRead = bytes;
        }

        @Override
        public int attemptedBytesRead() {
            return attemptedBytesRead;
        }

        @Override
        public void readComplete() {
            // Measured read by read.
        }
    }
}
