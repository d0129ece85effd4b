package io.pxe4j.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OptionIndexTest {
    private static final byte[] ONE = {12, 1, 'a', (byte) 255};
    private static final byte[] TWICE = {7, 1, 'b', 12, 1, 'a', 12, 0, (byte) 255};

    @Test
    void whatStoodInTheLastPacketIsForgottenEvenAfterMillions() {
        // The counter of 22 bits is at its end, and starts over below.
        OptionIndex index = new OptionIndex(-3 << 10);
        for (int i = 0; i < 6; i++) {
            index.clear(TWICE, 0);
            assertUnknown(index);
            index.walk(0, TWICE.length);
            assertThat(index.isRepeated(12)).isTrue();
        }
        index.clear(ONE, 0);
        assertUnknown(index);
        index.walk(0, ONE.length);

        assertThat(index.first(12)).isZero();
        assertThat(index.isRepeated(12)).isFalse();
        assertThat(index.has(7)).isFalse();
    }

    private static void assertUnknown(OptionIndex index) {
        if (index.has(12) || index.has(7) || index.has(0) || index.isRepeated(12) || index.count() != 0) {
            throw new AssertionError("options of another packet");
        }
    }

    @Test
    void entriesOfOneCodeFollowEachOther() {
        OptionIndex index = new OptionIndex();
        index.clear(TWICE, 0);
        index.walk(0, TWICE.length);

        assertThat(index.count()).isEqualTo(3);
        assertThat(index.first(7)).isZero();
        assertThat(index.next(0)).isEqualTo(-1);
        assertThat(index.first(12)).isEqualTo(1);
        assertThat(index.next(1)).isEqualTo(2);
        assertThat(index.next(2)).isEqualTo(-1);
        assertThat(index.totalLength(12)).isEqualTo(1);
        assertThat(index.first(255)).isEqualTo(-1);
    }
}
