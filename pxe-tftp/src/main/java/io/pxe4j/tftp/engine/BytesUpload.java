package io.pxe4j.tftp.engine;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;

/** Gathers an upload in memory, up to a limit. */
final class BytesUpload implements TftpSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int max;
    private final Consumer<byte[]> whole;

    BytesUpload(int max, Consumer<byte[]> whole) {
        this.max = max;
        this.whole = whole;
    }

    static WriteRefusal tooLarge(long max) {
        return WriteRefusal.full("the file is larger than " + max + " octets");
    }

    @Override
    public void write(ByteBuf data) throws IOException {
        if ((long) bytes.size() + data.readableBytes() > max) {
            throw new WriteException(tooLarge(max));
        }
        data.readBytes(bytes, data.readableBytes());
    }

    @Override
    public void complete() {
        whole.accept(bytes.toByteArray());
    }

    @Override
    public void abort() {
        bytes.reset();
    }
}
