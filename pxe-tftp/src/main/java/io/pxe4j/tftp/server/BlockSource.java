package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.pxe4j.tftp.engine.AgreedOptions;
import io.pxe4j.tftp.engine.TftpContent;
import java.io.IOException;

/** Gives a transfer its blocks as they travel, without ever blocking the event loop. Used on the loop only. */
interface BlockSource {
    /** Whether those blocks can be had at once. If not, the source fetches them and calls back. */
    boolean isReady(long firstBlock, int count);

    /**
     * Those blocks, which are ready, one DATA packet behind the other in one buffer that the caller releases; all are of full length but perhaps
     * the last of the content.
     *
     * @throws IOException if the content fails
     */
    ByteBuf datagrams(long firstBlock, int count) throws IOException;

    /** Lets go of the content. */
    void close();

    /**
     * The blocks of that content, which the source closes: from the shared cache where transfers can share it, else framed when they are sent.
     *
     * @param whenLoaded called on the loop when what was not ready may be so
     */
    static BlockSource of(TftpContent content, AgreedOptions agreed, TransferLoop loop, Runnable whenLoaded) {
        return loop.contentMemory()
                .blocks(content, BlockLayout.of(content.size(), agreed), loop.eventLoop(), whenLoaded);
    }
}
