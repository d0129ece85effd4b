package io.pxe4j.tftp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockNumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "1, 1, 1",
        "65535, 65535, 65535",
        "65536, 0, 1",
        "65537, 1, 2",
        "131070, 65534, 65535",
        "131071, 65535, 1",
        "131072, 0, 2",
    })
    void rollsOverToZeroOrOne(long block, int toZero, int toOne) {
        assertThat(BlockNumbers.onWire(block, 0)).isEqualTo(toZero);
        assertThat(BlockNumbers.onWire(block, 1)).isEqualTo(toOne);
    }

    @ParameterizedTest
    @CsvSource({
        // The newest block with that number, for a highest one, rolling over to zero or to one.
        "0, 0, 0, 0",
        "0, 1, -65535, -1",
        "5, 5, 5, 5",
        "5, 6, -65530, -1",
        "5, 65535, -1, -1",
        "65536, 0, 65536, 0",
        "65536, 65535, 65535, 65535",
        "65536, 1, 1, 65536",
        "131071, 1, 65537, 131071",
    })
    void anAckMeansTheNewestBlockOfItsNumber(long highest, int number, long toZero, long toOne) {
        assertThat(BlockNumbers.upTo(highest, number, 0)).isEqualTo(toZero);
        assertThat(BlockNumbers.upTo(highest, number, 1)).isEqualTo(toOne);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1",
        "1, 2, 2, 2",
        "2, 1, 1, 1",
        "65535, 0, 65536, 0",
        "65536, 65535, 65535, 65535",
        "65536, 1, 65537, 65536",
        "65540, 65530, 65530, 65530",
        "65530, 5, 65541, 65540",
    })
    void dataMeansTheNearestBlockOfItsNumber(long expected, int number, long toZero, long toOne) {
        assertThat(BlockNumbers.nearest(expected, number, 0)).isEqualTo(toZero);
        assertThat(BlockNumbers.nearest(expected, number, 1)).isEqualTo(toOne);
    }

    @Property(tries = 500)
    void everyBlockOfTheLastCycleIsFoundAgain(
            @ForAll @LongRange(min = 1, max = 1L << 40) long highest,
            @ForAll @IntRange(max = 65_534) int back,
            @ForAll @IntRange(max = 1) int rollover) {
        long block = Math.max(1, highest - back);
        int number = BlockNumbers.onWire(block, rollover);
        assertThat(number).isBetween(rollover, 65535);
        assertThat(BlockNumbers.upTo(highest, number, rollover)).isEqualTo(block);
    }

    @Property(tries = 500)
    void everyBlockNearTheExpectedOneIsFoundAgain(
            @ForAll @LongRange(min = 40_000, max = 1L << 40) long expected,
            @ForAll @IntRange(min = -32_000, max = 32_000) int ahead,
            @ForAll @IntRange(max = 1) int rollover) {
        int number = BlockNumbers.onWire(expected + ahead, rollover);
        assertThat(BlockNumbers.nearest(expected, number, rollover)).isEqualTo(expected + ahead);
    }
}
