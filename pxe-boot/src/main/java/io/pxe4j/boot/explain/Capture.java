package io.pxe4j.boot.explain;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A capture file, read packet by packet: pcap in either byte order, with micro- or nanoseconds, and pcapng.
 *
 * <p>Takes no more memory than its longest packet, whatever the lengths in the file say. Not for use by several threads.
 */
public final class Capture implements Closeable {
    private static final int PCAPNG = 0x0a0d0d0a;
    private static final int BUFFER = 1 << 16;

    private final CaptureInput input;
    private final CaptureSource source;

    private Capture(CaptureInput input, CaptureSource source) {
        this.input = input;
        this.source = source;
    }

    /**
     * Opens a file and reads its head.
     *
     * @throws CaptureException if it is no capture
     * @throws IOException if it cannot be read
     */
    public static Capture open(Path file) throws IOException {
        CaptureInput input = new CaptureInput(new BufferedInputStream(Files.newInputStream(file), BUFFER));
        try {
            int magic = input.exactly(Integer.BYTES, "the head of the file").getInt();
            return new Capture(input, magic == PCAPNG ? PcapngSource.open(input) : PcapSource.open(input, magic));
        } catch (IOException | RuntimeException e) {
            input.close();
            throw e;
        }
    }

    /** {@code pcap} or {@code pcapng}. */
    public String format() {
        return source.format();
    }

    /**
     * The next packet; empty at the end.
     *
     * @throws CaptureException if the file is damaged or cut off here; what was read before is good
     * @throws IOException if it cannot be read
     */
    public Optional<CapturedPacket> next() throws IOException {
        CaptureFrame frame = source.next();
        return frame == null ? Optional.empty() : Optional.of(FrameReader.read(frame));
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
