package io.pxe4j.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The timers of a loop, on the embedded loop's frozen clock. */
class DeadlinesTest {
    private static final long MILLI = 1_000_000;

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
    void isNeverEarlyAndHardlyLate() {
        for (int millis : new int[] {1, 3, 99, 100, 101, 117, 250, 1000, 1023, 1024, 1025, 2500, 150_000}) {
            Alarm alarm = new Alarm("a" + millis, millis);
            alarm.at += now + 1;
            alarm.arm();
            long end = alarm.at;
            while (calls.isEmpty()) {
                advance(1);
            }
            assertThat(now - end).as("%d ms", millis).isBetween(0L, (millis < 100 ? 1 : 17) * MILLI);
            calls.clear();
        }
    }

    @Test
    void aDeadlineThatMovedAwayIsNotCalledEarly() {
        Alarm alarm = new Alarm("a", 10).arm();
        for (int i = 0; i < 100; i++) {
            advance(5);
            alarm.at = now + 10 * MILLI;
            deadlines.arm(alarm);
        }
        assertThat(calls).isEmpty();
        advance(10);
        assertThat(calls).containsExactly("a");
    }

    @Test
    void aDeadlineThatCameCloserIsCalledThen() {
        Alarm alarm = new Alarm("a", 1000).arm();
        alarm.at = 5 * MILLI;
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
        advance(5000);
        assertThat(calls).as("once after a stall").hasSize(3);
    }

    @Test
    void nothingIsCalledAfterTheEnd() {
        Alarm ended = new Alarm("ended", 5).arm();
        ended.isOver = true;
        Alarm removed = new Alarm("removed", 7).arm();
        deadlines.remove(removed);
        deadlines.remove(removed);
        new Alarm("cleared", 10).arm();
        advance(9);
        deadlines.clear();
        deadlines.arm(ended);
        advance(100);
        assertThat(calls).isEmpty();
    }

    @Test
    void oneThatEndsItsNeighboursLeavesTheOthersInPlace() {
        List<Alarm> neighbours = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            neighbours.add(new Alarm("n" + i, 5).arm());
        }
        neighbours.get(0).kills = List.of(neighbours.get(1), neighbours.get(5));
        neighbours.get(2).kills = List.of(neighbours.get(3));
        advance(5);
        assertThat(calls).contains("n0", "n2", "n4").doesNotContain("n1", "n3", "n5");
    }

    @Test
    void wakesAfterALongIdleTime() {
        new Alarm("first", 5).arm();
        advance(5);
        advance(10_000_000);
        Alarm second = new Alarm("second", 0);
        second.at = now + 300 * MILLI;
        second.arm();
        advance(299);
        assertThat(calls).containsExactly("first");
        advance(20);
        assertThat(calls).containsExactly("first", "second");
    }

    @Test
    void manyAtRandomAreEachCalledOnceInTime() {
        Random random = new Random(7);
        List<Alarm> alarms = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            alarms.add(new Alarm("r" + i, random.nextInt(4000)).arm());
            if (random.nextBoolean()) {
                advance(random.nextInt(3));
            }
            Alarm moved = alarms.get(random.nextInt(alarms.size()));
            if (!calls.contains(moved.name)) {
                moved.at = now + random.nextInt(3000) * MILLI;
                deadlines.arm(moved);
            }
        }
        advance(1);
        while (calls.size() < 500) {
            for (Alarm alarm : alarms) {
                assertThat(calls.contains(alarm.name) || now - alarm.at < 18 * MILLI)
                        .as(alarm.name)
                        .isTrue();
            }
            advance(10);
        }
        advance(10_000);
        assertThat(calls).hasSize(500).doesNotHaveDuplicates();
    }

    @Test
    void oneTimerOfTheLoopServesAll() {
        for (int i = 0; i < 100; i++) {
            new Alarm("a" + i, 250 + i % 5).arm();
        }
        advance(300);
        assertThat(calls).hasSize(100);
        deadlines.clear();
        assertThat(channel.runScheduledPendingTasks())
                .as("nothing is left to wait for")
                .isEqualTo(-1);
    }

    private void advance(long millis) {
        now += millis * MILLI;
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    private final class Alarm extends Deadlines.Timed {
        private final String name;
        private long at;
        private boolean moves = true;
        private boolean isOver;
        private List<Alarm> kills = List.of();

        Alarm(String name, long millis) {
            this.name = name;
            this.at = millis * MILLI;
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
            kills.forEach(other -> {
                other.isOver = true;
                deadlines.remove(other);
            });
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
