package io.pxe4j.tftp.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = Long.MAX_VALUE - SECOND; // so that the clock wraps around within a test

    private static boolean ask(TokenBuckets buckets, long key, long now) {
        boolean allowed = buckets.allows(key, now);
        if (allowed) {
            buckets.take(key, now);
        }
        return allowed;
    }

    @Test
    void aFullBucketGivesItsBurstAndThenOneTokenAtATime() {
        TokenBuckets buckets = new TokenBuckets(RequestRate.of(10, 3), 8);
        long now = START;
        for (int i = 0; i < 3; i++) {
            assertThat(ask(buckets, 1, now)).isTrue();
        }
        assertThat(ask(buckets, 1, now)).isFalse();
        assertThat(ask(buckets, 1, now + SECOND / 10 - 1)).isFalse();
        assertThat(ask(buckets, 1, now + SECOND / 10)).isTrue();
        assertThat(ask(buckets, 1, now + SECOND / 10)).isFalse();
        assertThat(ask(buckets, 2, now + SECOND / 10)).isTrue();
        // Two seconds of rest give no more than the burst.
        for (int i = 0; i < 3; i++) {
            assertThat(ask(buckets, 1, now + 2 * SECOND)).isTrue();
        }
        assertThat(ask(buckets, 1, now + 2 * SECOND)).isFalse();
    }

    @Test
    void aTokenMayTakeLongerThanASecond() {
        TokenBuckets buckets = new TokenBuckets(10 * SECOND, 2, 8);
        assertThat(ask(buckets, 1, START)).isTrue();
        assertThat(ask(buckets, 1, START)).isTrue();
        assertThat(ask(buckets, 1, START + 10 * SECOND - 1)).isFalse();
        assertThat(ask(buckets, 1, START + 10 * SECOND)).isTrue();
    }

    @Test
    void askingWithoutTakingCostsNothing() {
        TokenBuckets buckets = new TokenBuckets(RequestRate.of(1, 1), 8);
        assertThat(buckets.allows(5, START)).isTrue();
        assertThat(buckets.allows(5, START)).isTrue();
        buckets.take(5, START);
        assertThat(buckets.allows(5, START)).isFalse();
    }

    @Test
    void theKeyZeroIsAKeyLikeAnother() {
        TokenBuckets buckets = new TokenBuckets(RequestRate.of(1, 2), 8);
        assertThat(ask(buckets, 0, 0)).isTrue();
        assertThat(ask(buckets, 0, 0)).isTrue();
        assertThat(ask(buckets, 0, 0)).isFalse();
    }

    @Test
    void memoryIsRoundedUpAndStaysAsItIs() {
        assertThat(new TokenBuckets(RequestRate.of(1, 1), 1).capacity()).isEqualTo(8);
        assertThat(new TokenBuckets(RequestRate.of(1, 1), 8).capacity()).isEqualTo(8);
        assertThat(new TokenBuckets(RequestRate.of(1, 1), 9).capacity()).isEqualTo(16);
        assertThat(new TokenBuckets(RequestRate.of(1, 1), 1000).capacity()).isEqualTo(1024);
        assertThat(new TokenBuckets(RequestRate.of(1, 1), 1 << 14).capacity()).isEqualTo(1 << 14);
    }

    @Test
    void aFloodOfNewKeysForgetsEachOtherAndNotTheOneThatAsksMost() {
        TokenBuckets buckets = new TokenBuckets(RequestRate.of(1, 4), 8);
        for (int i = 0; i < 4; i++) {
            assertThat(ask(buckets, -1, START)).isTrue();
        }
        for (long key = 1; key <= 1000; key++) {
            assertThat(ask(buckets, key, START)).isTrue();
        }
        assertThat(ask(buckets, -1, START)).isFalse();
        assertThat(buckets.forgotten()).isEqualTo(1000 - 7);
    }

    @Test
    void aBucketThatIsFullAgainIsNoLoss() {
        TokenBuckets buckets = new TokenBuckets(RequestRate.of(1, 1), 8);
        for (long key = 1; key <= 100; key++) {
            assertThat(ask(buckets, key, START + key * SECOND)).isTrue();
        }
        assertThat(buckets.forgotten()).isZero();
    }

    @Test
    void keysSpreadOverTheSets() {
        TokenBuckets buckets = new TokenBuckets(RequestRate.of(1, 1), 1 << 14);
        // Half full with neighbouring addresses: a hash that clusters would overflow its sets.
        for (long key = 0; key < 1 << 13; key++) {
            ask(buckets, 0x0A00_0000L + key, START);
        }
        assertThat(buckets.forgotten()).isLessThan(1 << 9);
    }

    /** One who asks. */
    record Asked(int key, long afterNanos) {}

    @Provide
    Arbitrary<List<Asked>> questions() {
        Arbitrary<Long> pauses = Arbitraries.oneOf(
                Arbitraries.just(0L),
                Arbitraries.longs().between(0, SECOND / 4),
                Arbitraries.longs().between(0, 3 * SECOND));
        return Combinators.combine(Arbitraries.integers().between(0, 7), pauses)
                .as(Asked::new)
                .list()
                .ofMaxSize(200);
    }

    /** The textbook's bucket: a number of tokens, in nanoseconds of refill so that it is exact. */
    private static final class Naive {
        private long nanos;
        private long last;
    }

    @Property(tries = 300)
    void agreesWithTheTextbookWhileThereIsRoom(
            @ForAll("questions") List<Asked> questions,
            @ForAll @IntRange(min = 1, max = 50) int perSecond,
            @ForAll @IntRange(min = 1, max = 10) int burst) {
        TokenBuckets buckets = new TokenBuckets(RequestRate.of(perSecond, burst), 8);
        Map<Integer, Naive> naive = new HashMap<>();
        long token = SECOND / perSecond;
        long now = START;
        for (Asked asked : questions) {
            now += asked.afterNanos();
            Naive bucket = naive.get(asked.key());
            if (bucket == null) {
                bucket = new Naive();
                bucket.nanos = burst * token;
                naive.put(asked.key(), bucket);
            } else {
                bucket.nanos = Math.min(burst * token, bucket.nanos + (now - bucket.last));
            }
            bucket.last = now;
            boolean expected = bucket.nanos >= token;
            if (expected) {
                bucket.nanos -= token;
            }
            assertThat(ask(buckets, asked.key(), now)).isEqualTo(expected);
        }
        assertThat(buckets.forgotten()).isZero();
    }

    @Property(tries = 200)
    void neverAllowsMoreThanBurstAndRateUnlessItForgets(
            @ForAll("questions") List<Asked> questions, @ForAll @IntRange(min = 1, max = 10) int burst) {
        TokenBuckets buckets = new TokenBuckets(RequestRate.of(5, burst), 8);
        long now = 0;
        int allowed = 0;
        for (Asked asked : questions) {
            now += asked.afterNanos();
            allowed += ask(buckets, 1, now) ? 1 : 0;
        }
        assertThat(allowed).isLessThanOrEqualTo((int) (burst + now / (SECOND / 5)));
    }
}
