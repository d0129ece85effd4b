package io.pxe4j.tftp.engine;

import io.netty.buffer.ByteBuf;
import java.io.IOException;

/**
 * Where the octets of one transfer go, in order: what a client uploads, or what a download brings.
 *
 * <p>The methods are called from one thread at a time, in this order: writes, then {@link #complete} or {@link #abort}. A sink that
 * {@link #mayBlock may block} is called on a worker, any other on the event loop.
 */
public non-sealed interface TftpSink extends WriteAnswer {
    /**
     * The next octets of the file; the buffer is valid during the call only.
     *
     * @throws IOException ends the transfer; a {@link WriteException} says with which ERROR the peer hears of it
     */
    void write(ByteBuf data) throws IOException;

    /**
     * The file is whole. The last block is acknowledged only after this returns.
     *
     * @throws IOException fails the transfer, as in {@link #write}
     */
    void complete() throws IOException;

    /** The transfer failed; what was written is to be thrown away. */
    void abort();

    /** Whether the methods may wait for a disk or a network; true unless a sink knows better. */
    default boolean mayBlock() {
        return true;
    }
}
