package io.pxe4j.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventQueueTest {
    @Test
    void givesEventsInTheOrderOfTheirTimes() {
        EventQueue queue = new EventQueue();
        SplittableRandom random = new SplittableRandom(1);
        long[] times = random.longs(20_000, 0, 1000).toArray();
        for (int i = 0; i < times.length; i++) {
            queue.add(times[i], i);
            if (i % 3 == 2) {
                // Taken out and put back: the heap is used while it grows.
                long time = queue.nextTime();
                queue.add(time, queue.remove());
            }
        }
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        for (long expected : sorted) {
            assertThat(queue.nextTime()).isEqualTo(expected);
            assertThat(times[(int) queue.remove()]).isEqualTo(expected);
        }
        assertThat(queue.nextTime()).isEqualTo(EventQueue.NEVER);
        assertThatThrownBy(queue::remove).hasMessageContaining("empty");
    }

    @Test
    void anEventKeepsItsParts() {
        long event = Event.of(Event.MAIL_TO_MACHINE, 16_777_215, 255, 255, 65_535, 15);

        assertThat(Event.kind(event)).isEqualTo(Event.MAIL_TO_MACHINE);
        assertThat(Event.machine(event)).isEqualTo(16_777_215);
        assertThat(Event.server(event)).isEqualTo(255);
        assertThat(Event.generation(event)).isEqualTo(255);
        assertThat(Event.block(event)).isEqualTo(65_535);
        assertThat(Event.count(event)).isEqualTo(15);
        assertThat(Event.kind(Event.of(Event.SAMPLE, 7))).isEqualTo(Event.SAMPLE);
        assertThat(Event.slot(Event.of(Event.SAMPLE, 7))).isEqualTo(7);
    }
}
