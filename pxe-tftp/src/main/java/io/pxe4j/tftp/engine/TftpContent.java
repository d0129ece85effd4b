package io.pxe4j.tftp.engine;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.Optional;

/**
 * The content of one transfer, read at random.
 *
 * <p>The size is fixed when the content is opened. A server calls {@link #read} and {@link #close} from one thread at a time: from a
 * worker if the content {@link #mayBlock may block}, else from the event loop.
 */
public non-sealed interface TftpContent extends ContentAnswer {
    /** The octets in all. */
    long size();

    /**
     * Appends exactly {@code length} octets from {@code position} to {@code target}, which has room for them.
     *
     * @throws IOException if they cannot be had, for example since the file has shrunk; the transfer then ends with an ERROR
     */
    void read(long position, int length, ByteBuf target) throws IOException;

    /** Whether {@link #read} may wait for a disk or a network; true unless a content knows better. */
    default boolean mayBlock() {
        return true;
    }

    /**
     * What tells this version of the content from every other; none by default. With one, transfers share what the server keeps in memory, and
     * one transfer's content may be read for another's.
     */
    default Optional<ContentIdentity> identity() {
        return Optional.empty();
    }

    /** Lets go of what the content holds; called once, when the transfer is over. */
    default void close() {}

    /** Content held in memory; the array is not copied and must not change. */
    static TftpContent of(byte[] bytes) {
        return new BytesContent(bytes);
    }
}
