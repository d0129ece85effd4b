package io.pxe4j.tftp.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnswerBudgetTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = Long.MAX_VALUE - 700 * SECOND; // the clock wraps around within a test

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anAddressThatNeverAnswersGetsThreePacketsAndThenOneInTenSeconds() {
        AnswerBudget budget = AnswerBudget.of(TftpLimits.DEFAULT);
        int sent = 0;
        for (int i = 0; i < 1000; i++) {
            sent += budget.maySend(address(1), START + i) ? 1 : 0;
        }
        assertThat(sent).isEqualTo(3);
        assertThat(budget.maySend(address(1), START + 10 * SECOND - 1)).isFalse();
        assertThat(budget.maySend(address(1), START + 10 * SECOND)).isTrue();
        assertThat(budget.maySend(address(1), START + 10 * SECOND)).isFalse();
        assertThat(budget.maySend(address(2), START)).isTrue();
    }

    @Test
    void whoHasAnsweredIsTrustedForTenMinutes() {
        AnswerBudget budget = AnswerBudget.of(TftpLimits.DEFAULT);
        budget.onAnswered(address(1), START);
        long later = START + Duration.ofMinutes(10).toNanos();
        for (int i = 0; i < 100; i++) {
            assertThat(budget.maySend(address(1), later - 1)).isTrue();
        }
        for (int i = 0; i < 3; i++) {
            assertThat(budget.maySend(address(1), later)).isTrue();
        }
        assertThat(budget.maySend(address(1), later)).isFalse();
        assertThat(budget.answered()).isZero();
    }

    @Test
    void eachAnswerStartsTheTenMinutesAgain() {
        AnswerBudget budget = AnswerBudget.of(TftpLimits.DEFAULT);
        budget.onAnswered(address(1), START);
        budget.onAnswered(address(1), START + 500 * SECOND);
        for (int i = 0; i < 10; i++) {
            assertThat(budget.maySend(address(1), START + 1000 * SECOND)).isTrue();
        }
    }

    @Test
    void aFloodDoesNotMakeItForgetWhoAnswered() {
        AnswerBudget budget =
                AnswerBudget.of(TftpLimits.builder().trackedAddresses(8).build());
        budget.onAnswered(address(1), START);
        for (int i = 2; i < 100_000; i++) {
            budget.maySend(address(i), START + i);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(budget.maySend(address(1), START + SECOND)).isTrue();
        }
    }

    @Test
    void remembersABoundedNumberOfThoseWhoAnsweredAndForgetsTheLongestSilentFirst() {
        AnswerBudget budget =
                AnswerBudget.of(TftpLimits.builder().trackedAddresses(8).build());
        for (int i = 0; i < 8; i++) {
            budget.onAnswered(address(i), START);
        }
        budget.onAnswered(address(0), START);
        budget.onAnswered(address(8), START);
        assertThat(budget.answered()).isEqualTo(8);
        int sent = 0;
        for (int i = 0; i < 10; i++) {
            sent += budget.maySend(address(1), START) ? 1 : 0;
            assertThat(budget.maySend(address(0), START)).isTrue();
        }
        assertThat(sent).isEqualTo(3);
    }
}
