package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.pxe4j.tftp.engine.TftpContent;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open file. */
final class FileContent implements TftpContent {
    private static final Logger LOG = LoggerFactory.getLogger(FileContent.class);

    private final FileChannel channel;
    private final long size;

    private FileContent(FileChannel channel, long size) {
        this.channel = channel;
        this.size = size;
    }

    /** The content of that channel, which is closed if its size cannot be had. */
    static FileContent of(FileChannel channel) throws IOException {
        try {
            return new FileContent(channel, channel.size());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long position, int length, ByteBuf target) throws IOException {
        int done = 0;
        while (done < length) {
            int count = target.writeBytes(channel, position + done, length - done);
            if (count < 0) {
                throw new EOFException("the file has shrunk to " + (position + done) + " octets while it was sent");
            }
            done += count;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("cannot close a file", e);
        }
    }
}
