package io.pxe4j.boot.explain;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Classic pcap: a head of 24 octets, then records of 16 octets and a frame.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-opsawg-pcap">The pcap format</a>
 */
final class PcapSource implements CaptureSource {
    private static final int MICROS = 0xa1b2c3d4;
    private static final int NANOS = 0xa1b23c4d;
    private static final int HEAD_AFTER_MAGIC = 20;
    private static final int RECORD_HEAD = 16;
    // The upper half of the field is about frame check sequences.
    private static final int LINK_TYPE_MASK = 0xffff;

    private final CaptureInput input;
    private final ByteOrder order;
    private final int nanosPerTick;
    private final int linkType;
    private int number;

    private PcapSource(CaptureInput input, ByteOrder order, int nanosPerTick, int linkType) {
        this.input = input;
        this.order = order;
        this.nanosPerTick = nanosPerTick;
        this.linkType = linkType;
    }

    static PcapSource open(CaptureInput input, int magic) throws IOException {
        boolean swapped = magic == Integer.reverseBytes(MICROS) || magic == Integer.reverseBytes(NANOS);
        int known = swapped ? Integer.reverseBytes(magic) : magic;
        if (known != MICROS && known != NANOS) {
            throw new CaptureException(String.format("it begins with %08x, which is neither pcap nor pcapng", magic));
        }
        ByteOrder order = swapped ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer head = input.exactly(HEAD_AFTER_MAGIC, "its head").order(order);
        return new PcapSource(input, order, known == NANOS ? 1 : 1000, head.getInt(16) & LINK_TYPE_MASK);
    }

    @Override
    public String format() {
        return "pcap";
    }

    @Override
    public @Nullable CaptureFrame next() throws IOException {
        if (input.atEnd()) {
            return null;
        }
        number++;
        long at = input.position();
        ByteBuffer head = input.exactly(RECORD_HEAD, "packet " + number).order(order);
        long captured = Integer.toUnsignedLong(head.getInt(8));
        if (captured > CaptureFrame.MAX_LENGTH) {
            throw new CaptureException("packet " + number + ", at octet " + at + ", claims " + captured + " octets");
        }
        ByteBuffer octets = input.exactly((int) captured, "packet " + number);
        return new CaptureFrame(
                number,
                CaptureFrame.time(
                        Integer.toUnsignedLong(head.getInt(0)), Integer.toUnsignedLong(head.getInt(4)) * nanosPerTick),
                linkType,
                Unpooled.wrappedBuffer(octets),
                Integer.toUnsignedLong(head.getInt(12)));
    }
}
