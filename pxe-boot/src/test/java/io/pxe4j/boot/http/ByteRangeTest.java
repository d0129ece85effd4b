package io.pxe4j.boot.http;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-99, 0, 99",
        "bytes=10-19, 10, 19",
        "bytes=10-, 10, 99",
        "bytes=10-1000, 10, 99",
        "bytes=-1, 99, 99",
        "bytes=-1000, 0, 99",
        "BYTES = 10 - 19, 10, 19",
        "bytes=5-99999999999999999999999, 5, 99",
    })
    void selectsASingleRange(String header, long first, long last) {
        assertThat(ByteRange.parse(header, 100)).isEqualTo(new ByteRange.Part(first, last));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "lines=0-1",
                "bytes=9-5",
                "bytes=a-b",
                "bytes=0x1-2",
                "bytes=0-1,5-6",
                "bytes=--5",
                "bytes=5"
            })
    void ignoresWhatItCannotOrNeedNotServe(String header) {
        assertThat(ByteRange.parse(header, 100)).isEqualTo(ByteRange.WHOLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=99999999999999999999-"})
    void refusesARangeBehindTheEnd(String header) {
        assertThat(ByteRange.parse(header, 100)).isEqualTo(ByteRange.UNSATISFIABLE);
    }

    @Test
    void knowsThatAnEmptyFileHasNoFirstOctet() {
        assertThat(ByteRange.parse("bytes=0-", 0)).isEqualTo(ByteRange.UNSATISFIABLE);
        assertThat(ByteRange.parse("bytes=-5", 0)).isEqualTo(ByteRange.WHOLE);
    }

    @Property(tries = 500)
    void neverSelectsOutsideOfTheContent(@ForAll String junk, @ForAll @LongRange(min = 0) long length) {
        for (String header : new String[] {junk, "bytes=" + junk, "bytes=" + junk.length() + "-" + junk}) {
            assertInside(ByteRange.parse(header, length), length);
        }
    }

    @Property(tries = 500)
    void selectsExactlyTheIntersection(
            @ForAll @LongRange(min = 0) long first,
            @ForAll @LongRange(min = 0) long last,
            @ForAll @LongRange(min = 0) long length) {
        ByteRange range = ByteRange.parse("bytes=" + first + "-" + last, length);

        assertInside(range, length);
        if (last < first) {
            assertThat(range).isEqualTo(ByteRange.WHOLE);
        } else if (first >= length) {
            assertThat(range).isEqualTo(ByteRange.UNSATISFIABLE);
        } else {
            assertThat(range).isEqualTo(new ByteRange.Part(first, Math.min(last, length - 1)));
        }
    }

    private static void assertInside(ByteRange range, long length) {
        if (range instanceof ByteRange.Part part) {
            assertThat(part.first()).isBetween(0L, length - 1);
            assertThat(part.last()).isBetween(part.first(), length - 1);
        }
    }
}
