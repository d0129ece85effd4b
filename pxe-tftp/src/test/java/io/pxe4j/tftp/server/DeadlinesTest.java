package io.pxe4j.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The timers of a loop, on the embedded loop's frozen clock. */
class DeadlinesTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<String> calls = new ArrayList<>();
    private long now;
    private final Deadlines deadlines = new Deadlines(channel.eventLoop(), () -> now);

    DeadlinesTest() {
        channel.freezeTime();
    }

    @Test
    void callsInTheOrderOfTheDeadlines() {
        new Alarm("late", 30).arm();
        new Alarm("early", 10).arm();
        advance(9);
        assertThat(calls).isEmpty();
        advance(1);
        assertThat(calls).containsExactly("early");
        advance(20);
        assertThat(calls).containsExactly("early", "late");
    }

    @Test
    void aDeadlineThatMovedAwayIsNotCalledEarly() {
        Alarm alarm = new Alarm("a", 10).arm();
        for (int i = 0; i < 100; i++) {
            advance(5);
            alarm.at = now + 10;
            deadlines.arm(alarm);
        }
        assertThat(calls).isEmpty();
        advance(10);
        assertThat(calls).containsExactly("a");
    }

    @Test
    void aDeadlineThatCameCloserIsCalledThen() {
        Alarm alarm = new Alarm("a", 1000).arm();
        alarm.at = 5;
        deadlines.arm(alarm);
        advance(5);
        assertThat(calls).containsExactly("a");
        advance(2000);
        assertThat(calls).containsExactly("a");
    }

    @Test
    void anAlarmThatNeverMovesDoesNotHoldUpTheLoop() {
        Alarm stuck = new Alarm("stuck", 5);
        stuck.moves = false;
        stuck.arm();
        advance(5);
        assertThat(calls).hasSize(1);
        advance(1);
        assertThat(calls).hasSize(2);
    }

    @Test
    void nothingIsCalledAfterTheEnd() {
        Alarm ended = new Alarm("ended", 5).arm();
        ended.isOver = true;
        new Alarm("cleared", 10).arm();
        advance(5);
        deadlines.clear();
        deadlines.arm(ended);
        advance(100);
        assertThat(calls).isEmpty();
    }

    private void advance(long nanos) {
        now += nanos;
        channel.advanceTimeBy(nanos, TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }

    private final class Alarm extends Deadlines.Timed {
        private final String name;
        private long at;
        private boolean moves = true;
        private boolean isOver;

        Alarm(String name, long at) {
            this.name = name;
            this.at = at;
        }

        Alarm arm() {
            deadlines.arm(this);
            return this;
        }

        @Override
        long deadline() {
            return at;
        }

        @Override
        void onTime(long time) {
            calls.add(name);
            if (moves) {
                at = Long.MAX_VALUE / 4;
            }
        }

        @Override
        boolean isEnded() {
            return isOver;
        }
    }
}
