package io.pxe4j.tftp.engine;

import io.netty.buffer.ByteBuf;

/** Content in an array. */
final class BytesContent implements TftpContent {
    private final byte[] bytes;

    BytesContent(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public void read(long position, int length, ByteBuf target) {
        target.writeBytes(bytes, Math.toIntExact(position), length);
    }

    @Override
    public boolean mayBlock() {
        return false;
    }
}
