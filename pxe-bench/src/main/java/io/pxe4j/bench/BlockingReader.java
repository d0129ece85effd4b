package io.pxe4j.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;

/**
 * Reads a file by TFTP over and over, a window at a time, on a blocking socket of loopback; makes no object while a transfer lasts, so
 * that what is allocated is the server's. It sends nothing again: what loopback loses is missing until the server does.
 */
public final class BlockingReader implements AutoCloseable {
    /** The block size that it asks for. */
    public static final int BLOCK = 1428;

    private static final int DATA = 3;
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final SocketAddress server;
    private final byte[] request;
    private final int window;
    private final ByteBuffer ack = ByteBuffer.allocateDirect(4).putInt(0, 4 << 16);
    private final ByteBuffer data = ByteBuffer.allocateDirect(2048);
    private DatagramChannel channel = open();
    private int block;
    private boolean running;

    private BlockingReader(SocketAddress server, String file, int window) {
        this.server = server;
        this.window = window;
        String options = "blksize\0" + BLOCK + (window == 1 ? "\0" : "\0windowsize\0" + window + "\0");
        request = ("\0\1" + file + "\0octet\0" + options).getBytes(StandardCharsets.US_ASCII);
    }

    /** A reader of {@code file}, {@code window} blocks at a time. */
    public static BlockingReader of(SocketAddress server, String file, int window) {
        return new BlockingReader(server, file, window);
    }

    private static DatagramChannel open() {
        try {
            return DatagramChannel.open().bind(LOOPBACK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Acknowledges what it has and reads the window that comes; asks for the file anew when that was its last.
     *
     * @return how many blocks came
     */
    public int nextWindow() throws IOException {
        if (!running) {
            ask();
        }
        acknowledge();
        int blocks = 0;
        while (blocks < window && running) {
            data.clear();
            int length = channel.read(data);
            boolean isData = length >= 4 && data.getShort(0) == DATA;
            int ahead = (short) (data.getShort(2) - block);
            if (isData && ahead <= 0) {
                // Sent again, since this process was not let run for a while.
                continue;
            }
            if (!isData || ahead != 1) {
                throw new IOException("expected block " + (block + 1) + ", got " + length + " octets: "
                        + Integer.toHexString(data.getInt(0)));
            }
            block = (block + 1) & 0xffff;
            running = length == BLOCK + 4;
            blocks++;
        }
        if (!running) {
            acknowledge();
        }
        return blocks;
    }

    private void acknowledge() throws IOException {
        ack.clear();
        ack.putShort(2, (short) block);
        channel.write(ack);
    }

    private void ask() throws IOException {
        channel.close();
        channel = open();
        channel.send(ByteBuffer.wrap(request), server);
        data.clear();
        // Connected to its peer, since then a socket of the JDK makes no object.
        channel.connect(channel.receive(data));
        block = 0;
        running = true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
