package io.pxe4j.boot.explain;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * pcapng: blocks with a type and a length at either end; those that hold no packet or interface are passed over.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-opsawg-pcapng">The pcapng format</a>
 */
final class PcapngSource implements CaptureSource {
    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
    private static final int SECTION = 0x0a0d0d0a;
    private static final int INTERFACE = 1;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;
    private static final int MIN_BLOCK = 12;
    private static final int MAX_BLOCK = 16 << 20;
    private static final int MAX_INTERFACES = 65_536;

    private final CaptureInput input;
    private final List<PcapngInterface> interfaces = new ArrayList<>();
    private ByteOrder order = ByteOrder.BIG_ENDIAN;
    private Instant latest = Instant.EPOCH;
    private int number;

    private PcapngSource(CaptureInput input) {
        this.input = input;
    }

    /** Goes on after the type of the first block. */
    static PcapngSource open(CaptureInput input) throws IOException {
        PcapngSource source = new PcapngSource(input);
        source.section();
        return source;
    }

    @Override
    public String format() {
        return "pcapng";
    }

    @Override
    public @Nullable CaptureFrame next() throws IOException {
        while (!input.atEnd()) {
            int type = input.exactly(Integer.BYTES, aBlock()).order(order).getInt();
            if (type == SECTION) {
                section();
                continue;
            }
            ByteBuffer body =
                    body(input.exactly(Integer.BYTES, aBlock()).order(order).getInt());
            CaptureFrame frame = switch (type) {
                case ENHANCED_PACKET -> enhanced(body);
                case SIMPLE_PACKET -> simple(body);
                case INTERFACE -> {
                    describe(body);
                    yield null;
                }
                default -> null;
            };
            if (frame != null) {
                return frame;
            }
        }
        return null;
    }

    /** A section says anew in which order its octets are, and which interfaces there are. */
    private void section() throws IOException {
        ByteBuffer head = input.exactly(2 * Integer.BYTES, "a section's head");
        int magic = head.getInt(Integer.BYTES);
        if (magic != BYTE_ORDER_MAGIC && magic != Integer.reverseBytes(BYTE_ORDER_MAGIC)) {
            throw new CaptureException(String.format("it begins like pcapng, but with byte order %08x", magic));
        }
        order = magic == BYTE_ORDER_MAGIC ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        int length = head.order(order).getInt(0);
        interfaces.clear();
        // The magic was the first of the body.
        body(length, Integer.BYTES);
    }

    private ByteBuffer body(int length) throws IOException {
        return body(length, 0);
    }

    private ByteBuffer body(int length, int alreadyRead) throws IOException {
        if (length < MIN_BLOCK + alreadyRead || length > MAX_BLOCK || length % Integer.BYTES != 0) {
            throw new CaptureException(aBlock() + ", before octet " + input.position() + ", claims "
                    + Integer.toUnsignedLong(length) + " octets");
        }
        ByteBuffer body = input.exactly(length - MIN_BLOCK - alreadyRead, aBlock());
        input.exactly(Integer.BYTES, aBlock());
        return body.order(order);
    }

    private String aBlock() {
        return "a block " + (number == 0 ? "before the first packet" : "after packet " + number);
    }

    private void describe(ByteBuffer body) throws IOException {
        if (body.remaining() < 8 || interfaces.size() == MAX_INTERFACES) {
            throw new CaptureException("interface " + interfaces.size() + " is not described as it should be");
        }
        interfaces.add(PcapngInterface.read(body));
    }

    private CaptureFrame enhanced(ByteBuffer body) throws IOException {
        number++;
        if (body.remaining() < 20) {
            throw new CaptureException("packet " + number + " has " + body.remaining() + " octets of head");
        }
        PcapngInterface from = interfaceOf(Integer.toUnsignedLong(body.getInt(0)));
        long captured = Integer.toUnsignedLong(body.getInt(12));
        if (captured > body.remaining() - 20 || captured > CaptureFrame.MAX_LENGTH) {
            throw new CaptureException("packet " + number + " claims " + captured + " octets, and its block has "
                    + (body.remaining() - 20));
        }
        latest = from.time(Integer.toUnsignedLong(body.getInt(4)) << 32 | Integer.toUnsignedLong(body.getInt(8)));
        return frame(from, body, 20, (int) captured, Integer.toUnsignedLong(body.getInt(16)));
    }

    /** A packet without a time and of the first interface. */
    private CaptureFrame simple(ByteBuffer body) throws IOException {
        number++;
        if (body.remaining() < 4) {
            throw new CaptureException("packet " + number + " has no length");
        }
        long length = Integer.toUnsignedLong(body.getInt(0));
        int captured = (int) Math.min(Math.min(length, body.remaining() - 4), CaptureFrame.MAX_LENGTH);
        return frame(interfaceOf(0), body, 4, captured, length);
    }

    private PcapngInterface interfaceOf(long index) throws IOException {
        if (index >= interfaces.size()) {
            throw new CaptureException(
                    "packet " + number + " is of interface " + index + ", and " + interfaces.size() + " are described");
        }
        return interfaces.get((int) index);
    }

    private CaptureFrame frame(PcapngInterface from, ByteBuffer body, int at, int captured, long length) {
        return new CaptureFrame(
                number, latest, from.linkType(), Unpooled.wrappedBuffer(body.slice(at, captured)), length);
    }
}
