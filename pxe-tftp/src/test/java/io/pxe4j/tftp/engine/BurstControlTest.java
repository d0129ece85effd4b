package io.pxe4j.tftp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurstControlTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "4, 4", "16, 16", "17, 8", "64, 8", "65535, 8"})
    void aModestWindowLeavesWholeFromTheStart(int window, int first) {
        assertThat(new BurstControl(window).burst()).isEqualTo(first);
    }

    @Test
    void silenceDoublesItUntilTheFirstGap() {
        BurstControl burst = new BurstControl(20);
        burst.onSilence();
        assertThat(burst.burst()).isEqualTo(16);
        burst.onSilence();
        assertThat(burst.burst()).isEqualTo(20);
        burst.onGap(9);
        int afterGap = burst.burst();
        burst.onSilence();
        assertThat(burst.burst()).isEqualTo(afterGap);
    }

    @Test
    void fallsFastToAQuarterOfTheBlocksBetweenGaps() {
        BurstControl burst = new BurstControl(16);
        burst.onGap(1 + 16);
        assertThat(burst.burst()).isEqualTo(7);
        burst.onGap(17 + 4);
        assertThat(burst.burst()).isEqualTo(2);
        burst.onGap(21 + 4);
        assertThat(burst.burst()).isEqualTo(1);
        burst.onGap(25);
        assertThat(burst.burst()).isEqualTo(1);
    }

    @Test
    void risesSlowlyWhenGapsAreFarApart() {
        BurstControl burst = new BurstControl(64);
        burst.onGap(1);
        burst.onGap(1);
        assertThat(burst.burst()).isEqualTo(1);
        burst.onGap(41);
        assertThat(burst.burst()).isEqualTo(3);
        burst.onGap(10_041);
        assertThat(burst.burst()).isEqualTo(18);
    }

    @Test
    void doublesWithEachWindowThatArrivesWhole() {
        BurstControl burst = new BurstControl(16);
        burst.onGap(1);
        burst.onGap(1);
        assertThat(burst.burst()).isEqualTo(1);
        burst.onClean(17);
        assertThat(burst.burst()).isEqualTo(2);
        burst.onClean(33);
        burst.onClean(49);
        assertThat(burst.burst()).isEqualTo(8);
        burst.onClean(65);
        assertThat(burst.burst()).isEqualTo(16);
        burst.onClean(1000);
        assertThat(burst.burst()).isEqualTo(16);
    }

    @Test
    void aRingOfFourStaysOneForSixtyFourWindows() {
        BurstControl burst = new BurstControl(8);
        burst.onFirstWindowCut(4, 5);
        assertThat(burst.burst()).isEqualTo(4);
        for (int window = 1; window < 64; window++) {
            burst.onClean(5 + 8L * window);
            assertThat(burst.burst()).isEqualTo(4);
        }
        burst.onClean(5 + 8 * 64);
        assertThat(burst.burst()).isEqualTo(8);
    }

    @Test
    void aFirstWindowThatIsCutBehindMoreThanABurstTeachesABurst() {
        BurstControl burst = new BurstControl(64);
        burst.onFirstWindowCut(30, 31);
        assertThat(burst.burst()).isEqualTo(8);
        BurstControl other = new BurstControl(4);
        other.onFirstWindowCut(0, 1);
        assertThat(other.burst()).isEqualTo(1);
    }

    @Test
    void aTimeoutHalvesIt() {
        BurstControl burst = new BurstControl(4);
        burst.onTimeout();
        assertThat(burst.burst()).isEqualTo(2);
        burst.onTimeout();
        burst.onTimeout();
        assertThat(burst.burst()).isEqualTo(1);
    }

    @Test
    void aWholeWindowIsNeverDoubted() {
        assertThat(new BurstControl(16).doubts(1, 17, 0)).isFalse();
    }

    @Test
    void sixteenBurstsOfSilenceAreDoubtedThenTwiceAsMany() {
        BurstControl burst = oneByOne();
        assertThat(burst.doubts(1, 16, 0)).isFalse();
        assertThat(burst.doubts(1, 17, 0)).isTrue();
        assertThat(burst.doubts(1, 32, 1)).isFalse();
        assertThat(burst.doubts(1, 33, 1)).isTrue();
    }

    @Test
    void aDoubtThatWasRightComesSoonerNextTime() {
        BurstControl burst = oneByOne();
        assertThat(burst.doubts(1, 17, 0)).isTrue();
        burst.onGap(3);
        assertThat(burst.doubts(3, 3 + 11, 0)).isFalse();
        assertThat(burst.doubts(3, 3 + 12, 0)).isTrue();
        for (int i = 0; i < 10; i++) {
            burst.onGap(3);
            burst.doubts(3, 1000, 0);
        }
        burst.onGap(3);
        assertThat(burst.doubts(3, 3 + 5, 0)).isFalse();
        assertThat(burst.doubts(3, 3 + 6, 0)).isTrue();
    }

    @Test
    void aDoubtThatWasPerhapsWrongComesLaterNextTime() {
        BurstControl burst = oneByOne();
        assertThat(burst.doubts(1, 17, 0)).isTrue();
        burst.onGap(17);
        burst.onGap(17);
        burst.onGap(17);
        assertThat(burst.burst()).isEqualTo(1);
        assertThat(burst.doubts(17, 17 + 31, 0)).isFalse();
        assertThat(burst.doubts(17, 17 + 32, 0)).isTrue();
    }

    private static BurstControl oneByOne() {
        BurstControl burst = new BurstControl(1000);
        burst.onGap(1);
        burst.onGap(1);
        assertThat(burst.burst()).isEqualTo(1);
        return burst;
    }
}
