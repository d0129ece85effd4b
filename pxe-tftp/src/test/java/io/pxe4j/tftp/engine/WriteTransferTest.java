package io.pxe4j.tftp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.tftp.TftpOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Block by block on a virtual clock: {@code data} says what was sent in answer, {@code "OACK"}, {@code "ACK 3"} or nothing. */
class WriteTransferTest {
    private static final long MILLI = 1_000_000;

    private long now = 1_000_000_000L;
    private WriteTransfer transfer = WriteTransfer.start(AgreedOptions.NONE, TransferTimers.DEFAULT, now);

    private void agreed(String... options) {
        transfer = WriteTransfer.start(AgreedOptions.of(TftpOptions.of(options)), TransferTimers.DEFAULT, now);
        assertThat(sent()).isEqualTo("OACK");
    }

    private String sent() {
        if (!transfer.isAckPending()) {
            return "";
        }
        String packet = transfer.isFirst() && transfer.agreed().hasOack() ? "OACK" : "ACK " + transfer.ackNumber();
        transfer.onSent(now);
        assertThat(transfer.isAckPending()).isFalse();
        return packet;
    }

    /** A full block. */
    private String data(int number) {
        return data(number, transfer.agreed().blockSize());
    }

    private String data(int number, int length) {
        transfer.onData(number, length, now);
        return sent();
    }

    private String tick() {
        transfer.onTime(now);
        return sent();
    }

    private void after(long millis) {
        now += millis * MILLI;
    }

    private String stored() {
        transfer.onStored(now);
        return sent();
    }

    @Test
    void withoutOptionsStartsWithAck0AndGoesInLockStep() {
        assertThat(sent()).isEqualTo("ACK 0");
        assertThat(transfer.isAnswered()).isFalse();
        assertThat(data(1)).isEqualTo("ACK 1");
        assertThat(transfer.isAnswered()).isTrue();
        assertThat(data(2, 511)).isEmpty();
        assertThat(transfer.isWhole()).isTrue();
        assertThat(stored()).isEqualTo("ACK 2");
        assertThat(transfer.bytes()).isEqualTo(1023);
        assertThat(transfer.blocks()).isEqualTo(2);
        assertThat(transfer.datagrams()).isEqualTo(3);
        assertThat(transfer.retransmits()).isZero();
    }

    @Test
    void acknowledgesAWindowAtItsEnd() {
        agreed("windowsize", "3");
        assertThat(data(1)).isEmpty();
        assertThat(data(2)).isEmpty();
        assertThat(data(3)).isEqualTo("ACK 3");
        assertThat(data(4)).isEmpty();
        assertThat(data(5, 0)).isEmpty();
        assertThat(stored()).isEqualTo("ACK 5");
    }

    /** The client must not believe that a file is safe before it is. */
    @Test
    void acknowledgesTheLastBlockOnlyOnceTheFileIsStored() {
        sent();
        assertThat(data(1, 10)).isEmpty();
        after(500);
        assertThat(data(1, 10)).isEmpty();
        after(5000);
        assertThat(tick()).isEmpty();
        assertThat(stored()).isEqualTo("ACK 1");
        assertThat(stored()).isEmpty();
    }

    @Test
    void takesEachBlockOnce() {
        agreed("windowsize", "4");
        assertThat(transfer.onData(1, 512, now)).isTrue();
        assertThat(transfer.onData(1, 512, now)).isFalse();
        assertThat(transfer.onData(2, 512, now)).isTrue();
        assertThat(transfer.onData(4, 512, now)).isFalse();
        assertThat(transfer.unwanted()).isEqualTo(2);
        assertThat(transfer.bytes()).isEqualTo(1024);
    }

    /** RFC 7440 §4. */
    @Test
    void tellsOfAGapAtOnceAndOnce() {
        agreed("windowsize", "8");
        data(1);
        data(2);
        assertThat(data(4)).isEqualTo("ACK 2");
        assertThat(data(5)).isEmpty();
        assertThat(data(8)).isEmpty();
        // The sender goes back to the block behind the ACK, and the window begins there.
        for (int block = 3; block < 10; block++) {
            assertThat(data(block)).isEmpty();
        }
        assertThat(data(10)).isEqualTo("ACK 10");
    }

    @Test
    void tellsOfTheSameGapAgainIfTheSenderDidNotHear() {
        agreed("windowsize", "8");
        data(1);
        assertThat(data(3)).isEqualTo("ACK 1");
        after(9);
        assertThat(data(4)).isEmpty();
        after(2);
        assertThat(data(3)).isEqualTo("ACK 1");
    }

    @Test
    void aGapBeforeTheFirstBlockIsToldByAck0AndNotByTheOack() {
        agreed("windowsize", "4");
        assertThat(data(2)).isEqualTo("ACK 0");
        assertThat(transfer.isAnswered()).isTrue();
    }

    /** RFC 1123 §4.2.3.1: an answer to each duplicate would bring the Sorcerer's Apprentice. */
    @Test
    void answersADuplicateOnlyIfItComesLate() {
        sent();
        after(1);
        assertThat(data(1)).isEqualTo("ACK 1");
        assertThat(data(1)).isEmpty();
        after(9);
        assertThat(data(1)).isEmpty();
        after(1);
        assertThat(data(1)).isEqualTo("ACK 1");
        assertThat(data(1)).isEmpty();
        assertThat(transfer.retransmits()).isEqualTo(1);
    }

    @Test
    void howLateDependsOnTheRoundTrip() {
        sent();
        after(100);
        assertThat(data(1)).isEqualTo("ACK 1");
        after(199);
        assertThat(data(1)).isEmpty();
        after(1);
        assertThat(data(1)).isEqualTo("ACK 1");
    }

    @Test
    void withinAWindowADuplicateIsNotAnswered() {
        agreed("windowsize", "4");
        data(1);
        data(2);
        after(300);
        assertThat(data(1)).isEmpty();
        assertThat(data(2)).isEmpty();
        assertThat(data(3)).isEmpty();
        assertThat(data(4)).isEqualTo("ACK 4");
    }

    /** What the sender cannot have sent now: DATA 0, late duplicates, what is left of an older transfer. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 8, 17, 30_000, 40_000, 65_535})
    void ignoresBlocksOutsideTheWindow(int number) {
        agreed("windowsize", "4");
        for (int block = 1; block <= 12; block++) {
            data(block);
        }
        after(1000);
        assertThat(data(number)).isEmpty();
        assertThat(transfer.unwanted()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 12, 14, 16})
    void answersWhatTheWindowHolds(int number) {
        agreed("windowsize", "4");
        for (int block = 1; block <= 12; block++) {
            data(block);
        }
        after(1000);
        assertThat(data(number)).isEqualTo("ACK 12");
    }

    /** The server may have to hold its first packet back. */
    @Test
    void aPacketThatHasNotLeftYetIsNotLate() {
        assertThat(transfer.isAckPending()).isTrue();
        assertThat(transfer.deadline() - now).isEqualTo(Duration.ofSeconds(150).toNanos());
    }

    @Test
    void theTimeThatItWasHeldIsNotTheSendersSilence() {
        sent();
        data(1);
        transfer.hold();
        after(149_000);
        transfer.proceed(now);
        assertThat(transfer.deadline() - now).isBetween(250 * MILLI, 1000 * MILLI);
        after(2_000);
        assertThat(tick()).isEqualTo("ACK 1");
    }

    @Test
    void data0IsNoFirstBlock() {
        sent();
        assertThat(data(0)).isEmpty();
        assertThat(transfer.isAnswered()).isFalse();
        assertThat(transfer.isOver()).isFalse();
        assertThat(data(1)).isEqualTo("ACK 1");
    }

    @Test
    void aBlockLongerThanAgreedEndsIt() {
        agreed("blksize", "1024");
        data(1);
        assertThat(transfer.onData(2, 1025, now)).isFalse();
        assertThat(transfer.outcome()).contains(WriteOutcome.BLOCK_TOO_LONG);
        assertThat(transfer.onData(2, 1024, now)).isFalse();
        assertThat(transfer.bytes()).isEqualTo(1024);
    }

    @Test
    void behindTheEndNothingIsTaken() {
        sent();
        data(1, 5);
        assertThat(transfer.onData(2, 512, now)).isFalse();
        assertThat(transfer.onData(2, 513, now)).isFalse();
        assertThat(transfer.isOver()).isFalse();
        stored();
        after(1000);
        assertThat(data(2)).isEmpty();
    }

    @Test
    void dalliesToAnswerALastBlockThatComesAgain() {
        sent();
        data(1, 5);
        stored();
        after(6000);
        assertThat(data(1, 5)).isEqualTo("ACK 1");
        after(6000);
        assertThat(tick()).isEmpty();
        assertThat(transfer.isOver()).isFalse();
        after(600);
        transfer.onTime(now);
        assertThat(transfer.outcome()).contains(WriteOutcome.STORED);
    }

    /** A sender that doubts whether anybody is there sends the lowest block of its window alone. */
    @Test
    void answersAnyBlockOfTheLastWindowOnceTheFileIsStored() {
        agreed("blksize", "512", "windowsize", "4");
        data(1);
        data(2);
        data(3, 100);
        assertThat(stored()).isEqualTo("ACK 3");
        assertThat(data(1)).isEmpty();
        after(1_000);
        assertThat(data(1)).isEqualTo("ACK 3");
        after(5);
        assertThat(data(2)).isEmpty();
        after(1_000);
        assertThat(data(2)).isEqualTo("ACK 3");
    }

    @Test
    void dalliesLongerForAClientThatWantsToWaitLonger() {
        agreed("timeout", "10");
        data(1, 5);
        stored();
        assertThat(transfer.deadline() - now).isEqualTo(Duration.ofSeconds(20).toNanos());
    }

    @Test
    void answersTheLastBlockSoOftenAndNoMore() {
        sent();
        data(1, 5);
        stored();
        int answers = 0;
        for (int i = 0; i < 100; i++) {
            after(50);
            answers += data(1, 5).isEmpty() ? 0 : 1;
        }
        assertThat(answers).isEqualTo(8);
        assertThat(transfer.datagrams()).isEqualTo(10);
    }

    @Test
    void repeatsItsAckWhenTheSenderFallsSilentLaterEachTime() {
        sent();
        after(10);
        data(1);
        long previous = 0;
        for (int i = 0; i < 9; i++) {
            long wait = transfer.deadline() - now;
            assertThat(wait).isGreaterThanOrEqualTo(previous).isBetween(250 * MILLI, 16_000 * MILLI);
            previous = wait;
            now = transfer.deadline();
            assertThat(tick()).isEqualTo("ACK 1");
        }
        assertThat(previous).isEqualTo(16_000 * MILLI);
        assertThat(transfer.timeouts()).isEqualTo(9);
        while (!transfer.isOver()) {
            now = transfer.deadline();
            tick();
        }
        assertThat(transfer.outcome()).contains(WriteOutcome.SENDER_SILENT);
        assertThat(transfer.datagrams()).isLessThan(20);
    }

    @Test
    void withinAWindowSilenceIsToldByAnAckOfWhatThereIs() {
        agreed("windowsize", "8");
        data(1);
        data(2);
        now = transfer.deadline();
        assertThat(tick()).isEqualTo("ACK 2");
        assertThat(transfer.retransmits()).isZero();
    }

    /** RFC 1123 §4.2.3.2; no measurement from a packet that was sent twice (Karn). */
    @Test
    void waitsAsLongAsTheRoundTripSays() {
        sent();
        after(100);
        data(1);
        assertThat(transfer.deadline() - now).isEqualTo(400 * MILLI);
        now = transfer.deadline();
        assertThat(tick()).isEqualTo("ACK 1");
        after(10);
        data(2);
        assertThat(transfer.deadline() - now).isEqualTo(400 * MILLI);
    }

    /** A forged address gets three packets, whoever repeats the request. */
    @Test
    void anAddressThatNeverAnswersGetsThreePackets() {
        sent();
        for (int i = 0; i < 1000 && !transfer.isOver(); i++) {
            after(100);
            transfer.onRequestAgain(now);
            sent();
            tick();
        }
        assertThat(transfer.outcome()).contains(WriteOutcome.NO_ANSWER);
        assertThat(transfer.datagrams()).isEqualTo(3);
    }

    @Test
    void aRepeatedRequestGetsTheFirstPacketAgainButNotForEachCopy() {
        agreed("blksize", "1024");
        after(49);
        assertThat(transfer.onRequestAgain(now)).isTrue();
        assertThat(sent()).isEmpty();
        after(1);
        assertThat(transfer.onRequestAgain(now)).isTrue();
        assertThat(sent()).isEqualTo("OACK");
    }

    @Test
    void aRepeatedRequestInTheMiddleIsALateCopyOrANewStart() {
        sent();
        data(1);
        after(999);
        assertThat(transfer.onRequestAgain(now)).isTrue();
        assertThat(sent()).isEmpty();
        after(1);
        assertThat(transfer.onRequestAgain(now)).isFalse();
    }

    @Test
    void aFileThatIsBeingStoredIsNotGivenUpForARepeatedRequest() {
        sent();
        data(1, 5);
        after(5000);
        assertThat(transfer.onRequestAgain(now)).isTrue();
        stored();
        after(1001);
        assertThat(transfer.onRequestAgain(now)).isFalse();
    }

    @Test
    void anErrorEndsItUnlessTheFileIsWhole() {
        sent();
        data(1);
        transfer.onError();
        assertThat(transfer.outcome()).contains(WriteOutcome.SENDER_ERROR);
        assertThat(data(2)).isEmpty();
        assertThat(transfer.onRequestAgain(now)).isFalse();

        transfer = WriteTransfer.start(AgreedOptions.NONE, TransferTimers.DEFAULT, now);
        sent();
        data(1, 5);
        transfer.onError();
        assertThat(transfer.isOver()).isFalse();
    }

    /** The disk is slow: what is gathered is bounded, so nothing asks for more. */
    @Test
    void whileHeldNothingAsksForMore() {
        agreed("windowsize", "2");
        data(1);
        transfer.hold();
        assertThat(data(2)).isEmpty();
        after(3000);
        assertThat(tick()).isEmpty();
        assertThat(data(1)).isEmpty();
        assertThat(data(2)).isEmpty();
        transfer.proceed(now);
        assertThat(transfer.isHeld()).isFalse();
        assertThat(sent()).isEqualTo("ACK 2");
    }

    @Test
    void aStoreThatNeverTakesAnythingEndsIt() {
        sent();
        transfer.hold();
        data(1);
        now = transfer.deadline();
        tick();
        assertThat(transfer.outcome()).contains(WriteOutcome.STORE_SILENT);

        transfer = WriteTransfer.start(AgreedOptions.NONE, TransferTimers.DEFAULT, now);
        sent();
        data(1, 5);
        now = transfer.deadline();
        tick();
        assertThat(transfer.outcome()).contains(WriteOutcome.STORE_SILENT);
        assertThat(stored()).isEmpty();
    }

    @Test
    void countsPast65535Blocks() {
        agreed("blksize", "8");
        for (int block = 1; block < 140_000; block++) {
            assertThat(data(block & 0xffff)).isEqualTo("ACK " + (block & 0xffff));
        }
        assertThat(transfer.blocks()).isEqualTo(139_999);
        after(1000);
        assertThat(data(139_999 & 0xffff)).isEqualTo("ACK " + (139_999 & 0xffff));
    }

    /** 65464 octets a block pass 4 GiB with few blocks. */
    @Test
    void countsPast4GiB() {
        agreed("blksize", "65464", "windowsize", "64");
        for (int block = 1; block <= 66_000; block++) {
            data(block & 0xffff);
        }
        assertThat(transfer.bytes()).isEqualTo(66_000L * 65_464).isGreaterThan(1L << 32);
    }

    @Test
    void rollsOverTo1WhereTheClientWantsThat() {
        agreed("blksize", "8", "rollover", "1", "windowsize", "2");
        for (int block = 1; block <= 65_534; block++) {
            data(block);
        }
        assertThat(data(65_535)).isEmpty();
        assertThat(data(0)).isEmpty();
        assertThat(data(1)).isEqualTo("ACK 1");
        assertThat(transfer.blocks()).isEqualTo(65_536);
    }

    @Test
    void acrossTheRollOverAGapIsAGap() {
        agreed("blksize", "8", "windowsize", "4");
        for (int block = 1; block <= 65_532; block++) {
            data(block);
        }
        data(65_533);
        data(65_534);
        assertThat(data(0)).isEqualTo("ACK 65534");
        assertThat(data(65_535)).isEmpty();
        assertThat(data(0)).isEmpty();
        assertThat(data(1)).isEmpty();
        assertThat(data(2)).isEqualTo("ACK 2");
    }
}
