package io.pxe4j.boot.explain;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A file from its beginning to its end, which knows how far it was read. */
final class CaptureInput implements Closeable {
    private final InputStream in;
    private long position;

    CaptureInput(InputStream in) {
        this.in = in;
    }

    /** That many octets, big-endian unless the caller says otherwise. The end of the file before them is an error. */
    ByteBuffer exactly(int length, String what) throws IOException {
        // Grows with what is there, so that a length that lies costs nothing.
        byte[] octets = in.readNBytes(length);
        if (octets.length < length) {
            throw new CaptureException("it ends in the middle of " + what + ", after " + (position + octets.length)
                    + " octets where " + (position + length) + " are needed");
        }
        position += length;
        return ByteBuffer.wrap(octets);
    }

    /** Whether the file ends here. */
    boolean atEnd() throws IOException {
        in.mark(1);
        int next = in.read();
        in.reset();
        return next < 0;
    }

    long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
