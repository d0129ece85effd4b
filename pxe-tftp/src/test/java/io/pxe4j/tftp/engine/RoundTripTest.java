package io.pxe4j.tftp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundTripTest {
    private static final long MILLI = 1_000_000;

    private final RoundTrip roundTrip = new RoundTrip(250, 1000);

    @Test
    void isTheCeilingUntilSomethingIsMeasured() {
        assertThat(roundTrip.isKnown()).isFalse();
        assertThat(roundTrip.smoothed()).isZero();
        assertThat(roundTrip.timeout()).isEqualTo(1000);
        assertThat(roundTrip.canAnswerAfter(0)).isTrue();
    }

    @Test
    void isFourRoundTripsBetweenFloorAndCeiling() {
        roundTrip.sample(100);
        assertThat(roundTrip.isKnown()).isTrue();
        assertThat(roundTrip.timeout()).isEqualTo(392);
        RoundTrip fast = new RoundTrip(250, 1000);
        fast.sample(10);
        assertThat(fast.timeout()).isEqualTo(250);
        RoundTrip slow = new RoundTrip(250, 1000);
        slow.sample(900);
        assertThat(slow.timeout()).isEqualTo(1000);
    }

    @Test
    void isSmoothed() {
        roundTrip.sample(100);
        roundTrip.sample(200);
        assertThat(roundTrip.smoothed()).isEqualTo(125);
        roundTrip.sample(0);
        assertThat(roundTrip.smoothed()).isEqualTo(94);
    }

    @Test
    void onlyTheFirstAmbiguousMeasurementCounts() {
        roundTrip.sample(100, false);
        roundTrip.sample(500, false);
        assertThat(roundTrip.smoothed()).isEqualTo(100);
        roundTrip.sample(500, true);
        assertThat(roundTrip.smoothed()).isEqualTo(200);
    }

    @Test
    void anAnswerIsNotMuchFasterThanAnyBefore() {
        roundTrip.sample(100);
        roundTrip.sample(80);
        roundTrip.sample(120);
        assertThat(roundTrip.canAnswerAfter(70)).isTrue();
        assertThat(roundTrip.canAnswerAfter(69)).isFalse();
    }

    @Test
    void aClientMayAskForLessThanTheMinimum() {
        RoundTrip own = new RoundTrip(250, 20);
        assertThat(own.timeout()).isEqualTo(20);
        assertThat(own.minimum()).isEqualTo(20);
        own.sample(1);
        assertThat(own.timeout()).isEqualTo(20);
    }

    @Test
    void theFloorFallsWithEachProvenLossAndNoFurtherThanASixteenth() {
        RoundTrip proven = new RoundTrip(1600 * MILLI, 100_000 * MILLI);
        proven.sample(20 * MILLI);
        proven.onAnswer(20 * MILLI);
        assertThat(proven.timeout()).isEqualTo(1200 * MILLI);
        proven.onAnswer(40 * MILLI);
        assertThat(proven.timeout()).isEqualTo(900 * MILLI);
        for (int i = 0; i < 30; i++) {
            proven.onAnswer(20 * MILLI);
        }
        assertThat(proven.timeout()).isEqualTo(100 * MILLI);
        assertThat(proven.minimum()).isEqualTo(1600 * MILLI);
    }

    @Test
    void aNeedlessRepetitionDoublesTheFloorUpToItsStart() {
        RoundTrip proven = new RoundTrip(1600 * MILLI, 100_000 * MILLI);
        proven.sample(20 * MILLI);
        for (int i = 0; i < 30; i++) {
            proven.onAnswer(20 * MILLI);
        }
        // Later than two round trips; sooner than one; and the client said so.
        proven.onAnswer(41 * MILLI);
        assertThat(proven.timeout()).isEqualTo(200 * MILLI);
        proven.onAnswer(17 * MILLI);
        assertThat(proven.timeout()).isEqualTo(400 * MILLI);
        proven.onNeedless();
        assertThat(proven.timeout()).isEqualTo(800 * MILLI);
        proven.onNeedless();
        proven.onNeedless();
        assertThat(proven.timeout()).isEqualTo(1600 * MILLI);
    }

    /** Under QEMU iPXE answers in 0.1 ms when packets follow each other, and in 0.3 ms after a pause. */
    @Test
    void aClientMayTakeALittleLongerToWakeUp() {
        RoundTrip emulated = new RoundTrip(1600 * MILLI, 100_000 * MILLI);
        emulated.sample(MILLI / 10);
        emulated.onAnswer(20 * MILLI);
        assertThat(emulated.timeout()).isEqualTo(1200 * MILLI);
        emulated.onAnswer(20 * MILLI + 1);
        assertThat(emulated.timeout()).isEqualTo(1600 * MILLI);
    }

    @Test
    void withProvenLossesItIsLittleMoreThanTwoRoundTrips() {
        RoundTrip slow = new RoundTrip(160, 100_000);
        slow.sample(1600);
        assertThat(slow.timeout()).isEqualTo(6400);
        for (int i = 0; i < 30; i++) {
            slow.onAnswer(1600);
        }
        assertThat(slow.timeout()).isEqualTo(3400);
    }
}
