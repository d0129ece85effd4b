package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes domain names into one option, later ones pointing back at the ends that earlier ones have (RFC 1035, 4.1.4). */
final class DomainNameWriter {
    // What a pointer of 14 bits reaches.
    private static final int REACH = 0x4000;

    private final ByteBuf out;
    private final int start;
    private final Map<String, Integer> known = new HashMap<>();

    DomainNameWriter(ByteBuf out) {
        this.out = out;
        this.start = out.writerIndex();
    }

    void writeCompressed(String name) {
        List<byte[]> labels = DomainNames.labels(name);
        for (int i = 0; i < labels.size(); i++) {
            String suffix = DomainNames.suffix(labels, i);
            Integer earlier = known.get(suffix);
            if (earlier != null) {
                out.writeShort(0xc000 | earlier);
                return;
            }
            int here = out.writerIndex() - start;
            if (here < REACH) {
                known.put(suffix, here);
            }
            writeLabel(labels.get(i), out);
        }
        out.writeByte(0);
    }

    /** A name without pointers, with the root's label. */
    static void write(String name, ByteBuf out) {
        DomainNames.labels(name).forEach(label -> writeLabel(label, out));
        out.writeByte(0);
    }

    /** A name with the root's label only if it ends with a dot; none at all for empty text. */
    static void writeAsQualified(String name, ByteBuf out) {
        if (!name.isEmpty() && !name.equals(".")) {
            DomainNames.labels(name).forEach(label -> writeLabel(label, out));
        }
        if (DomainNames.isQualified(name)) {
            out.writeByte(0);
        }
    }

    private static void writeLabel(byte[] label, ByteBuf out) {
        out.writeByte(label.length).writeBytes(label);
    }
}
