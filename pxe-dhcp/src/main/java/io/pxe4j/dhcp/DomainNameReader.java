package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads domain names one after the other as <a href="https://datatracker.ietf.org/doc/html/rfc1035#section-4.1.4">RFC
 * 1035, section 4.1.4</a> writes them: counted labels, and pointers where the option allows them.
 *
 * <p>A pointer must lead back to before the run of labels that it ends, so that no chain of them comes round; and a name
 * follows a bounded number, so that a packet full of pointers takes linear time.
 */
final class DomainNameReader {
    private static final int POINTER = 0xc0;
    // As many as a name can have labels.
    private static final int MAX_JUMPS = 127;

    private final ByteBuf in;
    private final int start;
    private final int end;
    private int at;

    DomainNameReader(ByteBuf in, int offset, int length) {
        this.in = in;
        this.start = offset;
        this.end = offset + length;
        this.at = offset;
    }

    boolean hasMore() {
        return at < end;
    }

    /** The next name, compressed or not, without the root's dot; null if there is none or it is not well-formed. */
    @Nullable
    String next() {
        return read(true, false);
    }

    /** The next name, in which pointers are not allowed. */
    @Nullable
    String nextUncompressed() {
        return read(false, false);
    }

    /** The one name that fills what is left; it ends with a dot if the root's label is there, and without if not. */
    @Nullable
    String rest() {
        String name = hasMore() ? read(false, true) : "";
        return hasMore() ? null : name;
    }

    private @Nullable String read(boolean pointers, boolean partial) {
        StringBuilder name = new StringBuilder();
        int size = 1;
        int jumps = 0;
        int run = at;
        int from = at;
        while (from < end) {
            int length = in.getUnsignedByte(from);
            if (length == 0) {
                at = jumps == 0 ? from + 1 : at;
                return qualified(name, partial);
            }
            if (length >= POINTER) {
                int target = from + 1 < end ? start + (in.getUnsignedShort(from) & 0x3fff) : run;
                if (!pointers || target >= run || ++jumps > MAX_JUMPS) {
                    return null;
                }
                at = jumps == 1 ? from + 2 : at;
                run = target;
                from = target;
                continue;
            }
            size += 1 + length;
            if (length > DomainNames.MAX_LABEL || from + 1 + length > end || size > DomainNames.MAX_NAME) {
                return null;
            }
            append(name, from + 1, length);
            from += 1 + length;
        }
        // RFC 4702 section 3.3.1: a partial name ends without the root's label.
        boolean whole = partial && from == end && name.length() > 0;
        at = whole ? end : at;
        return whole ? name.toString() : null;
    }

    private static @Nullable String qualified(StringBuilder name, boolean partial) {
        if (partial) {
            return name.append('.').toString();
        }
        return name.length() == 0 ? null : name.toString();
    }

    private void append(StringBuilder name, int offset, int length) {
        byte[] label = new byte[length];
        in.getBytes(offset, label);
        if (name.length() > 0) {
            name.append('.');
        }
        DomainNames.append(label, name);
    }
}
