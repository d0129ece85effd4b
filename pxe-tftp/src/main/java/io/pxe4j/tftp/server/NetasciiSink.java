package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.pxe4j.tftp.engine.NetasciiDecoder;
import io.pxe4j.tftp.engine.TftpSink;
import java.io.IOException;

/** Turns what arrives in netascii into text on its way to a sink. */
final class NetasciiSink implements TftpSink {
    private final TftpSink sink;
    private final NetasciiDecoder decoder = NetasciiDecoder.create();
    private final ByteBuf text = Unpooled.buffer();

    NetasciiSink(TftpSink sink) {
        this.sink = sink;
    }

    @Override
    public void write(ByteBuf data) throws IOException {
        decoder.decode(data, text.clear());
        sink.write(text);
    }

    @Override
    public void complete() throws IOException {
        decoder.finish(text.clear());
        if (text.isReadable()) {
            sink.write(text);
        }
        sink.complete();
    }

    @Override
    public void abort() {
        sink.abort();
    }

    @Override
    public boolean mayBlock() {
        return sink.mayBlock();
    }
}
