package io.pxe4j.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RestTest {
    @Test
    void waitsWhileTheServerGoesOn() throws Exception {
        Iterator<Double> used = List.of(5.0, 5.1, 5.13, 5.14, 5.2).iterator();
        AtomicInteger pauses = new AtomicInteger();

        assertThat(Rest.await(used::next, pauses::incrementAndGet)).isEqualTo(3);
        assertThat(pauses).hasValue(3);
    }

    @Test
    void doesNotWaitForOneThatIsAtRest() throws Exception {
        assertThat(Rest.await(() -> 7, () -> {})).isEqualTo(1);
    }

    @Test
    void givesUpOnOneThatNeverRests() throws Exception {
        AtomicInteger used = new AtomicInteger();

        assertThat(Rest.await(used::incrementAndGet, () -> {})).isEqualTo(100);
    }
}
