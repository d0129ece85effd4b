package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.pxe4j.tftp.engine.TftpSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Keeps a download in memory, up to a limit. */
final class BytesSink implements TftpSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int max;

    BytesSink(int max) {
        this.max = max;
    }

    @Override
    public void write(ByteBuf data) throws IOException {
        if ((long) bytes.size() + data.readableBytes() > max) {
            throw new IOException("the file is larger than " + max + " octets (maxBytes)");
        }
        data.readBytes(bytes, data.readableBytes());
    }

    @Override
    public void complete() {}

    @Override
    public void abort() {
        bytes.reset();
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
