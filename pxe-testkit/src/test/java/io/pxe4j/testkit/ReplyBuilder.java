package io.pxe4j.testkit;

import io.pxe4j.dhcp.Ip4;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes a server's answer field by field, right or wrong, for tests of what clients accept. */
final class ReplyBuilder {
    private final ByteBuffer header = ByteBuffer.allocate(240);
    private final ByteArrayOutputStream options = new ByteArrayOutputStream();
    private boolean end = true;
    private int pad;

    private ReplyBuilder() {
        header.put(0, (byte) 2).putInt(236, 0x63825363);
    }

    /** An answer to that request, with message type {@code type}, or none for 0. */
    static ReplyBuilder to(byte[] request, int type) {
        ReplyBuilder reply = new ReplyBuilder();
        reply.header.put(1, request, 1, 2).put(4, request, 4, 4).put(10, request, 10, 2);
        reply.header.put(28, request, 28, 16);
        return type == 0 ? reply : reply.option(53, type);
    }

    static ReplyBuilder offer(byte[] request) {
        return to(request, 2);
    }

    /** What a plain address server offers: address, mask, router, lease time. */
    ReplyBuilder lease(String address) {
        return yiaddr(address)
                .server("127.0.0.1")
                .option(51, 0, 0, 14, 16)
                .option(1, 255, 255, 255, 0)
                .option(3, 10, 0, 0, 1);
    }

    ReplyBuilder server(String address) {
        return address(54, address);
    }

    ReplyBuilder pxeClient() {
        return text(60, "PXEClient");
    }

    ReplyBuilder op(int op) {
        header.put(0, (byte) op);
        return this;
    }

    ReplyBuilder xid(int xid) {
        header.putInt(4, xid);
        return this;
    }

    ReplyBuilder noCookie() {
        header.putInt(236, 0);
        return this;
    }

    ReplyBuilder ciaddr(String address) {
        header.putInt(12, Ip4.of(address).bits());
        return this;
    }

    ReplyBuilder yiaddr(String address) {
        header.putInt(16, Ip4.of(address).bits());
        return this;
    }

    ReplyBuilder siaddr(String address) {
        header.putInt(20, Ip4.of(address).bits());
        return this;
    }

    /** One byte of the 16 of chaddr. */
    ReplyBuilder chaddr(int index, int value) {
        header.put(28 + index, (byte) value);
        return this;
    }

    ReplyBuilder file(String name) {
        header.put(108, name.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    ReplyBuilder rawFile(int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            header.put(108 + i, (byte) bytes[i]);
        }
        return this;
    }

    ReplyBuilder option(int code, int... bytes) {
        options.write(code);
        options.write(bytes.length);
        for (int b : bytes) {
            options.write(b);
        }
        return this;
    }

    ReplyBuilder text(int code, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int[] values = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            values[i] = bytes[i] & 0xff;
        }
        return option(code, values);
    }

    ReplyBuilder address(int code, String address) {
        int bits = Ip4.of(address).bits();
        return option(code, bits >>> 24, bits >>> 16 & 255, bits >>> 8 & 255, bits & 255);
    }

    ReplyBuilder rawOption(int... bytes) {
        for (int b : bytes) {
            options.write(b);
        }
        return this;
    }

    ReplyBuilder noEnd() {
        end = false;
        return this;
    }

    ReplyBuilder size(int bytes) {
        pad = bytes;
        return this;
    }

    byte[] bytes() {
        int length = 240 + options.size() + (end ? 1 : 0);
        byte[] message = new byte[Math.max(length, pad)];
        System.arraycopy(header.array(), 0, message, 0, 240);
        System.arraycopy(options.toByteArray(), 0, message, 240, options.size());
        if (end) {
            message[length - 1] = (byte) 255;
        }
        return message;
    }
}
