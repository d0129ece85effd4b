package io.pxe4j.ipxe.syntax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a script into lines and joins what backslashes continue, as iPXE's image/script.c:process_script does. */
final class LineReader {
    private final byte[] source;
    private final List<SourceLine> lines = new ArrayList<>();
    private int[] stretches = new int[8];
    private int used;

    LineReader(byte[] source) {
        this.source = source;
    }

    List<SourceLine> read() {
        int lineStart = 0;
        int firstNumber = 1;
        int number = 1;
        int at = 0;
        while (at < source.length) {
            int feed = indexOfFeed(at);
            add(at, feed);
            dropLast((byte) '\r');
            at = Math.min(feed + 1, source.length);
            number++;
            // iPXE looks at what is joined so far: an empty line does not end what a second backslash continues.
            boolean continues = dropLast((byte) '\\');
            if (!continues || at >= source.length) {
                lines.add(new SourceLine(source, new Span(lineStart, at), firstNumber, taken(lineStart), continues));
                lineStart = at;
                firstNumber = number;
            }
        }
        return List.copyOf(lines);
    }

    private int indexOfFeed(int from) {
        int i = from;
        while (i < source.length && source[i] != '\n') {
            i++;
        }
        return i;
    }

    private void add(int start, int end) {
        if (start == end) {
            return;
        }
        if (used == stretches.length) {
            stretches = Arrays.copyOf(stretches, 2 * used);
        }
        stretches[used++] = start;
        stretches[used++] = end;
    }

    private boolean dropLast(byte wanted) {
        if (used == 0 || source[stretches[used - 1] - 1] != wanted) {
            return false;
        }
        stretches[used - 1]--;
        if (stretches[used - 1] == stretches[used - 2]) {
            used -= 2;
        }
        return true;
    }

    private int[] taken(int lineStart) {
        int[] taken = used == 0 ? new int[] {lineStart, lineStart} : Arrays.copyOf(stretches, used);
        used = 0;
        return taken;
    }
}
