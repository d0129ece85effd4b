package io.pxe4j.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceLoopTest {
    private final List<String> served = new ArrayList<>();
    private final List<Long> alarms = new ArrayList<>();
    private final ServiceLoop loop = new ServiceLoop(
            2,
            (datagram, now) -> {
                served.add(datagram + " at " + now);
                return 10;
            },
            alarms::add);

    @Test
    void oneIsServedTwoWaitAndTheFourthFindsTheBufferFull() {
        for (int i = 1; i <= 4; i++) {
            loop.arrive(i, 100);
        }

        assertThat(served).containsExactly("1 at 100");
        assertThat(loop.overflows()).isEqualTo(1);
        assertThat(loop.longest()).isEqualTo(2);
        assertThat(alarms).containsExactly(110L);

        loop.onFree(110);
        loop.onFree(120);

        assertThat(served).containsExactly("1 at 100", "2 at 110", "3 at 120");
        assertThat(alarms).containsExactly(110L, 120L);
        assertThat(loop.busy()).isEqualTo(30);
    }

    @Test
    void otherWorkMakesWhatWaitsWaitLonger() {
        loop.arrive(1, 0);
        loop.arrive(2, 5);
        assertThat(loop.work(7, 6)).isEqualTo(17);

        loop.onFree(10);

        assertThat(served).containsExactly("1 at 0");
        assertThat(alarms).containsExactly(10L, 17L);
        loop.onFree(17);
        assertThat(served).containsExactly("1 at 0", "2 at 17");
    }
}
