package io.pxe4j.ipxe.syntax;

import java.util.Arrays;

/** A line's bytes with its continuations joined, up to the first NUL, and where each byte comes from. */
final class LogicalText {
    final byte[] data;
    final int start;
    /** Where iPXE stops reading. */
    final int end;
    /** Where the line stops. */
    final int limit;

    private final int[] origins;
    private final int[] joints;

    private LogicalText(byte[] data, int start, int end, int[] origins, int[] joints) {
        this.data = data;
        this.start = start;
        this.limit = end;
        this.end = nulOrEnd(data, start, end);
        this.origins = origins;
        this.joints = joints;
    }

    /** The text of these stretches of the source: start and end of each, one after another. */
    static LogicalText of(byte[] source, int[] stretches) {
        if (stretches.length == 2) {
            return new LogicalText(source, stretches[0], stretches[1], new int[] {0}, new int[] {0});
        }
        int count = stretches.length / 2;
        int[] origins = new int[count];
        int[] joints = new int[count];
        int length = 0;
        for (int i = 0; i < count; i++) {
            origins[i] = stretches[2 * i];
            joints[i] = length;
            length += stretches[2 * i + 1] - stretches[2 * i];
        }
        byte[] joined = new byte[length];
        for (int i = 0; i < count; i++) {
            int end = i + 1 < count ? joints[i + 1] : length;
            System.arraycopy(source, origins[i], joined, joints[i], end - joints[i]);
        }
        return new LogicalText(joined, 0, length, origins, joints);
    }

    /** Where a stretch of this text is in the source; across a continuation it takes the backslash with it. */
    Span span(int from, int to) {
        int first = origin(from);
        return new Span(first, to == from ? first : origin(to - 1) + 1);
    }

    /** Where a byte of this text is in the source. */
    int origin(int index) {
        int found = Arrays.binarySearch(joints, index);
        int stretch = found >= 0 ? found : -found - 2;
        return origins[stretch] + index - joints[stretch];
    }

    private static int nulOrEnd(byte[] data, int start, int end) {
        int i = start;
        while (i < end && data[i] != 0) {
            i++;
        }
        return i;
    }
}
