package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import java.io.IOException;

/** Where a download goes. The methods run on the client's event loop, in this order: writes, then {@link #complete} or {@link #abort}. */
public interface TftpSink {
    /**
     * The next octets of the file; the buffer is valid during the call only.
     *
     * @throws IOException ends the download with error 3 to the server
     */
    void write(ByteBuf data) throws IOException;

    /**
     * The file is whole.
     *
     * @throws IOException fails the download
     */
    void complete() throws IOException;

    /** The download failed; what was written is to be thrown away. */
    void abort();
}
