package io.pxe4j.testkit;

import io.pxe4j.dhcp.Ip4;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes a client's DHCP message with its options exactly in the order in which they are added, as the firmware it stands
 * for does; a server's writer sorts them and would hide that.
 */
final class RequestBytes {
    static final int DISCOVER = 1;
    static final int REQUEST = 3;
    static final int DECLINE = 4;

    private final ByteBuffer header = ByteBuffer.allocate(240);
    private final ByteArrayOutputStream options = new ByteArrayOutputStream();

    private RequestBytes(int type, int xid, Identity identity) {
        header.put(0, (byte) 1).put(1, (byte) 1).put(2, (byte) identity.mac().length);
        header.putInt(4, xid);
        header.put(28, identity.mac());
        header.putInt(236, 0x63825363);
        option(53, type);
    }

    static RequestBytes of(int type, int xid, Identity identity) {
        return new RequestBytes(type, xid, identity);
    }

    RequestBytes secs(int value) {
        header.putShort(8, (short) value);
        return this;
    }

    RequestBytes broadcast() {
        header.putShort(10, (short) 0x8000);
        return this;
    }

    RequestBytes ciaddr(Ip4 address) {
        header.putInt(12, address.bits());
        return this;
    }

    RequestBytes option(int code, int... bytes) {
        options.write(code);
        options.write(bytes.length);
        for (int b : bytes) {
            options.write(b);
        }
        return this;
    }

    RequestBytes option(int code, byte[] bytes) {
        options.write(code);
        options.write(bytes.length);
        options.writeBytes(bytes);
        return this;
    }

    RequestBytes option(int code, String text) {
        return option(code, text.getBytes(StandardCharsets.US_ASCII));
    }

    RequestBytes option(int code, Ip4 address) {
        int bits = address.bits();
        return option(code, bits >>> 24, bits >>> 16 & 0xff, bits >>> 8 & 0xff, bits & 0xff);
    }

    /** The message, ended by END and nothing after it. */
    byte[] bytes() {
        byte[] message = new byte[240 + options.size() + 1];
        System.arraycopy(header.array(), 0, message, 0, 240);
        System.arraycopy(options.toByteArray(), 0, message, 240, options.size());
        message[message.length - 1] = (byte) 255;
        return message;
    }
}
