package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.pxe4j.tftp.engine.TftpContent;
import java.io.IOException;

/** Gives a transfer the octets of its content without ever blocking the event loop. Used on the loop only. */
interface BlockReader {
    /** Whether those octets can be read at once. If not, the reader fetches them and calls back. */
    boolean isReady(long position, int length);

    /**
     * Appends those octets, which are ready.
     *
     * @throws IOException if the content fails
     */
    void read(long position, int length, ByteBuf target) throws IOException;

    /** Lets go of the content. */
    void close();

    /** A reader of content that never blocks. */
    static BlockReader direct(TftpContent content) {
        return new BlockReader() {
            @Override
            public boolean isReady(long position, int length) {
                return true;
            }

            @Override
            public void read(long position, int length, ByteBuf target) throws IOException {
                content.read(position, length, target);
            }

            @Override
            public void close() {
                content.close();
            }
        };
    }
}
