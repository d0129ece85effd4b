package io.pxe4j.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TableCrc32Test {
    @Property
    void isTheJdks(@ForAll @Size(max = 100) byte[] octets, @ForAll @IntRange(max = 100) int first) {
        CRC32 expected = new CRC32();
        expected.update(octets);

        TableCrc32 crc = new TableCrc32();
        crc.update(7);
        crc.reset();
        int split = Math.min(first, octets.length);
        ByteBuffer rest = ByteBuffer.wrap(octets, split, octets.length - split);
        crc.update(octets, 0, split);
        crc.update(rest);

        assertThat(crc.getValue()).isEqualTo(expected.getValue());
        assertThat(rest.hasRemaining()).isFalse();
    }
}
