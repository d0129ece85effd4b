package io.pxe4j.ipxe.syntax;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds the line and column of an offset. Built when first asked: whoever only renders does not pay for it. */
final class LineMap {
    // A line may have ten megabytes, and a finding at each of its words: count its characters once, in blocks.
    private static final int BLOCK = 256;

    private final byte[] bytes;
    private @Nullable Index index;

    /** Offsets of the lines; how many characters begin before each block. */
    private static final class Index {
        final int[] lines;
        final int[] characters;

        Index(int[] lines, int[] characters) {
            this.lines = lines;
            this.characters = characters;
        }
    }

    LineMap(byte[] bytes) {
        this.bytes = bytes;
    }

    Position position(int offset) {
        Index known = index();
        int found = Arrays.binarySearch(known.lines, offset);
        int line = found >= 0 ? found : -found - 2;
        int column = characters(known, offset) - characters(known, known.lines[line]);
        return new Position(line + 1, column + 1);
    }

    private int characters(Index known, int offset) {
        int count = known.characters[offset / BLOCK];
        for (int i = offset / BLOCK * BLOCK; i < offset; i++) {
            count += beginsCharacter(bytes[i]) ? 1 : 0;
        }
        return count;
    }

    private Index index() {
        Index known = index;
        if (known == null) {
            known = build();
            index = known;
        }
        return known;
    }

    private Index build() {
        int[] lines = new int[16];
        int count = 1;
        int[] characters = new int[bytes.length / BLOCK + 1];
        int seen = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (i % BLOCK == 0) {
                characters[i / BLOCK] = seen;
            }
            seen += beginsCharacter(bytes[i]) ? 1 : 0;
            if (bytes[i] == '\n') {
                if (count == lines.length) {
                    lines = Arrays.copyOf(lines, 2 * count);
                }
                lines[count++] = i + 1;
            }
        }
        if (bytes.length % BLOCK == 0) {
            characters[bytes.length / BLOCK] = seen;
        }
        return new Index(Arrays.copyOf(lines, count), characters);
    }

    /** UTF-8's continuation bytes are 10xxxxxx. */
    private static boolean beginsCharacter(byte b) {
        return (b & 0xc0) != 0x80;
    }
}
