package io.pxe4j.tftp.engine;

import static io.pxe4j.tftp.engine.ReadOutcome.CLIENT_ERROR;
import static io.pxe4j.tftp.engine.ReadOutcome.CLIENT_SILENT;
import static io.pxe4j.tftp.engine.ReadOutcome.COMPLETED;
import static io.pxe4j.tftp.engine.ReadOutcome.COMPLETED_UNCONFIRMED;
import static io.pxe4j.tftp.engine.ReadOutcome.NO_ANSWER;
import static io.pxe4j.tftp.engine.ReadOutcome.PROBED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for one transfer, each with the client or RFC behind it. */
class ReadTransferTest {
    // The straight way.

    @Test
    void withoutOptionsStartsWithBlockOne() {
        Steps t = Steps.plain(1000);
        assertThat(t.sent()).isEqualTo("1");
        assertThat(t.ack(1)).isEqualTo("2");
        assertThat(t.ack(2)).isEmpty();
        t.endsAs(COMPLETED);
    }

    @Test
    void withOptionsStartsWithTheOack() {
        Steps t = Steps.windowed(1000, 512, 1);
        assertThat(t.sent()).isEqualTo("OACK");
        assertThat(t.ack(0)).isEqualTo("1");
        assertThat(t.ack(1)).isEqualTo("2");
        assertThat(t.ack(2)).isEmpty();
        t.endsAs(COMPLETED);
        assertThat(t.transfer.acknowledgedBytes()).isEqualTo(1000);
        assertThat(t.transfer.acknowledgedBlocks()).isEqualTo(2);
        assertThat(t.transfer.datagrams()).isEqualTo(3);
        assertThat(t.transfer.retransmits()).isZero();
    }

    @Test
    void sendsAWindowForEachAck() {
        Steps t = Steps.windowed(512 * 10, 512, 4);
        t.sent();
        assertThat(t.ack(0)).isEqualTo("1-4");
        assertThat(t.ack(4)).isEqualTo("5-8");
        assertThat(t.ack(8)).isEqualTo("9-11");
        t.ack(11);
        t.endsAs(COMPLETED);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0", "1, 1, 1", "511, 1, 511", "512, 2, 0", "513, 2, 1", "1024, 3, 0"})
    void endsWithABlockThatIsNotFull(long size, long lastBlock, int length) {
        ReadTransfer transfer = Steps.plain(size).transfer;
        assertThat(transfer.lastBlock()).isEqualTo(lastBlock);
        assertThat(transfer.length(lastBlock)).isEqualTo(length);
        assertThat(transfer.position(lastBlock)).isEqualTo((lastBlock - 1) * 512);
    }

    @Test
    void countsBlocksPast32Bits() {
        ReadTransfer transfer = Steps.windowed(1L << 45, 512, 1).transfer;
        assertThat(transfer.lastBlock()).isEqualTo((1L << 36) + 1);
        assertThat(transfer.position(1L << 36)).isEqualTo((1L << 45) - 512);
    }

    @Test
    void rollsOverFrom65535To0() {
        Steps t = Steps.windowed(8L * 200_000, 8, 1);
        t.sent();
        for (long block = 0; block < 140_000; block++) {
            assertThat(t.ack((int) (block & 0xffff))).isEqualTo(Long.toString(block + 1));
        }
    }

    // Duplicate ACKs.

    /** RFC 1123 §4.2.3.1, the Sorcerer's Apprentice: iPXE, GRUB, PXELINUX, lwIP and curl acknowledge every duplicate. */
    @Test
    void inLockStepADuplicateAckIsNotAnswered() {
        Steps t = Steps.plain(5000);
        t.sent();
        assertThat(t.ack(1)).isEqualTo("2");
        for (int i = 0; i < 100; i++) {
            assertThat(t.after(1).ack(1)).isEmpty();
        }
        assertThat(t.transfer.retransmits()).isZero();
    }

    /** Old U-Boot versions ask for a block again in this way. */
    @Test
    void inLockStepALateDuplicateAckIsAnsweredOnce() {
        Steps t = Steps.plain(5000);
        t.sent();
        t.ack(1);
        assertThat(t.after(200).ack(1)).isEqualTo("2");
        assertThat(t.after(200).ack(1)).isEmpty();
        assertThat(t.ack(2)).isEqualTo("3");
    }

    /** EDK2 sends W-1 duplicate ACKs for one lost block (uftpd#44: a window for each is a flood). */
    @Test
    void duplicateAcksOfALostWindowHeadCauseOneRetransmission() {
        Steps t = Steps.windowed(512 * 100, 512, 4);
        t.sent();
        t.after(1).ack(0);
        t.after(1).ack(4);
        assertThat(t.ack(4)).isEmpty();
        assertThat(t.ack(4)).isEmpty();
        assertThat(t.ack(4)).isEmpty();
        // The real ACK may be under way: the retransmission waits for a few milliseconds.
        assertThat(t.after(2).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("5");
        assertThat(t.after(1).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("6");
        for (int i = 0; i < 20; i++) {
            assertThat(t.after(1).ack(4)).isEmpty();
        }
        assertThat(t.ack(8)).isEqualTo("9");
        assertThat(t.transfer.retransmits()).isEqualTo(2);
    }

    /** What comes behind a gap is dropped: while the client says that it is there, the rest of the window waits. */
    @Test
    void furtherDuplicateAcksHoldTheRestOfTheWindowBack() {
        Steps t = Steps.windowed(512 * 1000, 512, 16);
        t.sent();
        t.after(10).ack(0);
        t.after(10).ack(16);
        assertThat(t.after(15).ack(16)).isEqualTo("17-23");
        for (int i = 0; i < 20; i++) {
            assertThat(t.after(9).ack(16)).isEmpty();
        }
        assertThat(t.after(29).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("17-23");
    }

    /** Once the client falls silent, its duplicate ACKs were old ones or the retransmission was lost too: neither waits for the timeout. */
    @Test
    void aWindowThatIsHeldBackBeginsAnewAtTheGapEachTimeLater() {
        Steps t = Steps.windowed(512 * 1000, 512, 16);
        t.sent();
        t.after(10).ack(0);
        t.after(10).ack(16);
        assertThat(t.after(15).ack(16)).isEqualTo("17-23");
        t.after(9).ack(16);
        assertThat(t.after(30).tick()).isEqualTo("17-23");
        t.after(9).ack(16);
        assertThat(t.after(59).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("17-23");
        assertThat(t.transfer.timeouts()).isZero();
    }

    /** A client that answers everything with the same ACK gets less and less, and is given up like a silent one. */
    @Test
    void aClientThatNeverGetsOnIsNotFlooded() {
        Steps t = Steps.windowed(512 * 1000, 512, 16);
        t.sent();
        t.after(10).ack(0);
        t.after(10).ack(16);
        long before = t.transfer.datagrams();
        for (int i = 0; i < 2_000; i++) {
            t.after(10).ack(16);
            t.after(0).tick();
        }
        assertThat(t.transfer.datagrams() - before).isLessThan(400);
    }

    /** A duplicate ACK can only tell of a block that was sent a round trip ago. */
    @Test
    void aDuplicateAckThatIsTooEarlyTellsNothingWithinAWindow() {
        Steps t = Steps.windowed(512 * 1000, 512, 64);
        t.sent();
        assertThat(t.after(10).ack(0)).isEqualTo("1-8");
        assertThat(t.after(8).ack(0)).isEmpty();
        assertThat(t.after(6).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("9-24");
        assertThat(t.after(1).ack(0)).isEqualTo("1-4");
    }

    @Test
    void aRealAckCallsTheFastRetransmissionOff() {
        Steps t = Steps.windowed(512 * 100, 512, 4);
        t.sent();
        t.after(1).ack(0);
        t.after(1).ack(4);
        t.ack(4);
        assertThat(t.after(1).ack(8)).isEqualTo("9-12");
        assertThat(t.after(10).tick()).isEmpty();
        assertThat(t.transfer.retransmits()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 16, 64})
    void oldAndFutureAcksAreIgnored(int window) {
        Steps t = Steps.windowed(512 * 1000, 512, window);
        t.sent();
        for (int acked = 0; acked <= 2 * window; acked += window) {
            t.ack(acked);
            t.rest();
        }
        int next = 3 * window + 1;
        for (int number : new int[] {0, window, 2 * window - 1, next, next + 1, 30_000, 65_535}) {
            assertThat(t.ack(number)).as("ACK %s", number).isEmpty();
        }
        assertThat(t.ack(3 * window)).isNotEmpty();
    }

    @Test
    void acksInReverseAreHarmless() {
        Steps t = Steps.windowed(512 * 1000, 512, 4);
        t.sent();
        t.ack(0);
        assertThat(t.ack(4)).isEqualTo("5-8");
        for (int number : new int[] {3, 2, 1, 0}) {
            assertThat(t.ack(number)).isEmpty();
        }
    }

    // Partial ACKs.

    /** RFC 7440 §4: the client saw a gap behind this block. */
    @Test
    void goesBackToTheBlockBehindAPartialAck() {
        Steps t = Steps.windowed(512 * 100, 512, 4);
        t.sent();
        t.after(1).ack(0);
        t.after(1).ack(4);
        assertThat(t.after(1).ack(6)).isEqualTo("7");
        assertThat(t.rest()).isEqualTo("8 9 10 ");
        assertThat(t.after(1).ack(10)).isEqualTo("11");
    }

    /** Else a client that acknowledges each block, or each duplicate as EDK2 does, would get a window for each. */
    @Test
    void furtherPartialAcksDoNotGoBackAgain() {
        Steps t = Steps.windowed(512 * 1000, 512, 8);
        t.sent();
        t.after(10).ack(0);
        t.after(10).ack(8);
        assertThat(t.after(10).ack(9)).isEqualTo("10-12");
        // These are older than what was just sent again.
        assertThat(t.ack(10)).isEmpty();
        assertThat(t.ack(11)).isEmpty();
        // The window goes on, for nothing has come within a round trip and a half.
        assertThat(t.after(14).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("13-15");
        // This one tells of 13 to 15, which left a round trip ago.
        assertThat(t.after(10).ack(12)).isEqualTo("13");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 16, 64})
    void aClientThatAcknowledgesEveryBlockCausesNoFlood(int window) {
        int blocks = 2000;
        Steps t = Steps.windowed(512L * blocks - 1, 512, window);
        t.sent();
        t.after(1).ack(0);
        long expected = 1;
        for (int round = 0; round < 100_000 && !t.transfer.isOver(); round++) {
            // All that was sent arrives a millisecond later and each block is answered.
            java.util.List<Long> arrived = t.takeBlocks();
            t.after(1).tick();
            for (long block : arrived) {
                expected = block == expected ? expected + 1 : expected;
                t.ack((int) (expected - 1));
            }
        }
        t.endsAs(COMPLETED);
        assertThat(t.transfer.datagrams()).isLessThan(3L * blocks);
    }

    /** U-Boot has four receive buffers: of a first window of eight, four arrive. */
    @Test
    void learnsTheReceiveRingFromTheFirstWindow() {
        Steps t = Steps.windowed(512 * 1000, 512, 8);
        t.sent();
        assertThat(t.after(1).ack(0)).isEqualTo("1-8");
        // Four at a time from now on; but all eight without an ACK between, for which the client would wait.
        assertThat(t.after(1).ack(4)).isEqualTo("5-8");
        assertThat(t.after(2).tick()).isEqualTo("9-12");
        assertThat(t.after(1).ack(12)).isEqualTo("13-16");
        assertThat(t.after(2).tick()).isEqualTo("17-20");
    }

    @Test
    void aWindowThatWorksAgainLeavesAtOnceAgain() {
        Steps t = Steps.windowed(512 * 1000, 512, 4);
        t.sent();
        t.ack(0);
        t.after(1).ack(4);
        assertThat(t.after(1).ack(6)).isEqualTo("7");
        assertThat(t.rest()).isEqualTo("8 9 10 ");
        assertThat(t.ack(10)).isEqualTo("11");
        t.rest();
        assertThat(t.ack(14)).isEqualTo("15-16");
        t.rest();
        assertThat(t.ack(18)).isEqualTo("19-21");
        t.rest();
        assertThat(t.ack(22)).isEqualTo("23-26");
    }

    /** Nobody knows yet what the way bears. */
    @Test
    void theFirstBlocksOfALargeWindowLeaveByAndBy() {
        Steps t = Steps.windowed(512 * 1000, 512, 64);
        t.sent();
        assertThat(t.after(2).ack(0)).isEqualTo("1-8");
        assertThat(t.after(2).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("9-24");
        assertThat(t.after(3).tick()).isEqualTo("25-56");
        assertThat(t.after(3).tick()).isEqualTo("57-64");
        assertThat(t.after(2).ack(64)).isEqualTo("65-128");
    }

    /** A client that reports a gap once falls silent when the report is lost, and so does one that has everything. */
    @Test
    void goesBackWhenTheReportOfAGapWasPerhapsLost() {
        Steps t = Steps.windowed(512 * 1000, 512, 64);
        t.sent();
        t.after(2).ack(0);
        assertThat(t.after(2).ack(1)).isEqualTo("2");
        StringBuilder expected = new StringBuilder();
        for (int block = 3; block <= 17; block++) {
            expected.append(block).append(' ');
        }
        // Sixteen without a word; then from the start, and further on.
        for (int block = 2; block <= 33; block++) {
            expected.append(block).append(' ');
        }
        for (int block = 2; block <= 65; block++) {
            expected.append(block).append(' ');
        }
        assertThat(t.rest()).isEqualTo(expected.toString());
    }

    // Silence.

    @Test
    void repeatsAfterASecondUntilItKnowsTheRoundTrip() {
        Steps t = Steps.plain(5000);
        t.sent();
        assertThat(t.after(999).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("1");
    }

    @Test
    void repeatsSoonerOnAFastNetworkAndLaterEachTime() {
        Steps t = Steps.plain(50_000);
        t.sent();
        t.after(1).ack(1);
        t.after(1).ack(2);
        assertThat(t.after(249).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("3");
        assertThat(t.after(499).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("3");
        assertThat(t.after(999).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("3");
        assertThat(t.transfer.timeouts()).isEqualTo(3);
    }

    @Test
    void waitsFourRoundTripsOnASlowNetwork() {
        Steps t = Steps.plain(50_000);
        t.sent();
        t.after(200).ack(1);
        assertThat(t.after(799).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("2");
    }

    /** Karn: nobody knows which of the two was acknowledged. */
    @Test
    void aRepeatedBlockIsNoMeasurement() {
        Steps t = Steps.plain(50_000);
        t.sent();
        t.after(200).ack(1);
        t.after(800).tick();
        t.after(1).ack(2);
        assertThat(t.after(799).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("3");
    }

    @Test
    void theTimeoutOptionIsTheStart() {
        AgreedOptions agreed = new AgreedOptions(Steps.OACK, 512, 1, java.util.Optional.of(Duration.ofSeconds(5)), 0);
        Steps t = new Steps(agreed, 50_000);
        t.sent();
        assertThat(t.after(4999).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("OACK");
    }

    @Test
    void theTimeoutOptionIsTheCeiling() {
        Steps t = new Steps(AgreedOptions.of(TftpOptions.of("timeout", "5")), 50_000);
        t.sent();
        t.after(2000).ack(0);
        assertThat(t.after(4999).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("1");
    }

    /** tftp-hpa's utimeout: a client that asks for less than our minimum knows its network. */
    @Test
    void aTimeoutInMicrosecondsMayBeBelowTheMinimum() {
        Steps t = new Steps(AgreedOptions.of(TftpOptions.of("utimeout", "20000")), 50_000);
        t.sent();
        assertThat(t.after(19).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("OACK");
        assertThat(t.after(39).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("OACK");
    }

    /** On a network that loses, a quarter of a second for each loss is most of the time that a boot takes. */
    @Test
    void waitsLessOnceLossesAreProven() {
        Steps t = Steps.plain(512 * 200);
        t.sent();
        for (int block = 1; block <= 10; block++) {
            t.after(2).ack(block);
        }
        long wait = 250;
        for (int block = 11; block <= 60; block++) {
            assertThat(t.after(wait / 2).tick()).isEmpty();
            long waited = wait / 2;
            while (t.after(1).tick().isEmpty()) {
                waited++;
            }
            waited++;
            assertThat(waited).isLessThanOrEqualTo(wait);
            wait = waited;
            t.after(2).ack(block);
        }
        assertThat(wait).isBetween(15L, 17L);
    }

    /** Two ACKs of the block: both came through, so the wait was too short. */
    @Test
    void waitsLongerAgainAfterANeedlessRepetition() {
        Steps t = Steps.plain(512 * 200);
        t.sent();
        t.after(2).ack(1);
        assertThat(t.after(250).tick()).isEqualTo("2");
        t.after(2).ack(2);
        assertThat(t.after(188).tick()).isEqualTo("3");
        t.after(2).ack(3);
        t.after(1).ack(3);
        // Of 140 ms that would have been next.
        assertThat(t.ack(4)).isEqualTo("5");
        assertThat(t.after(249).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("5");
    }

    /** The ACK was lost, and busybox does not acknowledge a duplicate: repeating sooner would not help. */
    @Test
    void anAnswerOfTheClientsOwnTimerProvesNoLoss() {
        Steps t = Steps.plain(512 * 200);
        t.sent();
        t.after(2).ack(1);
        assertThat(t.after(250).tick()).isEqualTo("2");
        t.after(300).ack(2);
        assertThat(t.after(249).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("3");
    }

    @Test
    void repeatsTheLastBlockThenTheWindow() {
        Steps t = Steps.windowed(512 * 100, 512, 4);
        t.sent();
        t.after(1).ack(0);
        t.after(1).ack(4);
        // A gap would have been reported: the last block or its ACK was lost.
        assertThat(t.after(250).tick()).isEqualTo("8");
        assertThat(t.after(499).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("5-6");
        assertThat(t.after(2).tick()).isEqualTo("7-8");
    }

    /** EDK2 answers the repeated last block with an ACK that says what it has. */
    @Test
    void theAnswerToTheLastBlockShowsWhereToGoOn() {
        Steps t = Steps.windowed(512 * 1000, 512, 16);
        t.sent();
        t.after(1).ack(0);
        t.after(1).ack(16);
        assertThat(t.after(250).tick()).isEqualTo("32");
        assertThat(t.after(1).ack(28)).isEqualTo("29-37");
        assertThat(t.transfer.retransmits()).isEqualTo(5);
    }

    /** GRUB stops to acknowledge while it unpacks; PXELINUX acknowledges when its reader wants more. */
    @Test
    void aClientMayBeSilentForTwoMinutes() {
        Steps t = Steps.plain(50_000);
        t.sent();
        t.after(1).ack(1);
        long before = t.transfer.datagrams();
        for (int second = 0; second < 140; second++) {
            t.after(1000).tick();
        }
        assertThat(t.transfer.isOver()).isFalse();
        assertThat(t.transfer.datagrams() - before).isLessThan(16);
        assertThat(t.ack(2)).isEqualTo("3");
    }

    @Test
    void aSilentClientIsGivenUpInTheEnd() {
        Steps t = Steps.plain(50_000);
        t.sent();
        t.after(1).ack(1);
        for (int second = 0; second < 150; second++) {
            t.after(1000).tick();
        }
        t.endsAs(CLIENT_SILENT);
    }

    @Test
    void aClientThatMayBeGoneGetsOneBlockEachTime() {
        Steps t = Steps.windowed(512 * 1000, 512, 8);
        t.sent();
        t.after(1).ack(0);
        long before = t.transfer.datagrams();
        for (int millis = 0; millis < 100_000; millis += 10) {
            t.after(10).tick();
        }
        assertThat(t.transfer.datagrams() - before).isLessThanOrEqualTo(2 * 8 + 12);
    }

    // Before the first ACK: an address may be forged.

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAddressThatNeverAnswersGetsThreeDatagrams(boolean options) {
        Steps t = options ? Steps.windowed(1 << 20, 1468, 64) : Steps.plain(1 << 20);
        t.sent();
        for (int second = 0; second < 200; second++) {
            t.after(1000).tick();
        }
        t.endsAs(NO_ANSWER);
        assertThat(t.transfer.datagrams()).isEqualTo(3);
    }

    @Test
    void aWindowOnlyLeavesForAnAddressThatAnswered() {
        Steps t = Steps.windowed(1 << 20, 512, 64);
        assertThat(t.sent()).isEqualTo("OACK");
        assertThat(t.ack(7)).isEmpty();
        assertThat(t.ack(65535)).isEmpty();
        assertThat(t.after(1000).tick()).isEqualTo("OACK");
        assertThat(t.ack(0)).isEqualTo("1-8");
    }

    // The end.

    /** busybox, U-Boot and EDK2 leave right after their last ACK. */
    @Test
    void aLostLastAckIsNoFailure() {
        Steps t = Steps.plain(600);
        t.sent();
        t.after(1).ack(1);
        for (int second = 0; second < 30; second++) {
            t.after(1000).tick();
        }
        t.endsAs(COMPLETED_UNCONFIRMED);
        assertThat(t.transfer.datagrams()).isLessThan(10);
    }

    @Test
    void nothingHappensAfterTheEnd() {
        Steps t = Steps.plain(10);
        t.sent();
        t.ack(1);
        t.takeBlocks();
        assertThat(t.ack(1)).isEmpty();
        assertThat(t.after(100_000).tick()).isEmpty();
        t.transfer.onError(TftpErrorCode.UNDEFINED);
        assertThat(t.transfer.onRequestAgain(t.now)).isFalse();
        t.transfer.onNotSent();
        assertThat(t.takeBlocks()).isEmpty();
        t.endsAs(COMPLETED);
    }

    // ERRORs.

    /** EDK2: ERROR 8 "User aborted the transfer"; Intel ROM and iPXE: ERROR 0. */
    @ParameterizedTest
    @ValueSource(ints = {0, 8})
    void anErrorRightAfterTheOackIsAProbe(int code) {
        Steps t = Steps.windowed(5000, 1468, 4);
        t.sent();
        t.transfer.onError(TftpErrorCode.of(code));
        t.endsAs(PROBED);
    }

    /** EDK2, whose options the server ignored: ERROR 4 "User aborted download". */
    @ParameterizedTest
    @ValueSource(ints = {0, 4, 8})
    void anErrorRightAfterTheFirstBlockIsAProbeIfThereIsNoOack(int code) {
        Steps t = Steps.plain(5000);
        t.sent();
        t.transfer.onError(TftpErrorCode.of(code));
        t.endsAs(PROBED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 99})
    void anotherErrorRightAfterTheOackIsAFailure(int code) {
        Steps t = Steps.windowed(5000, 1468, 4);
        t.sent();
        t.transfer.onError(TftpErrorCode.of(code));
        t.endsAs(CLIENT_ERROR);
    }

    @Test
    void anErrorInTheMiddleIsAFailure() {
        Steps t = Steps.plain(5000);
        t.sent();
        t.ack(1);
        t.transfer.onError(TftpErrorCode.UNDEFINED);
        t.endsAs(CLIENT_ERROR);
    }

    /** U-Boot's lwIP sends ERROR 5 "Wrong block number" for a duplicate and goes on. */
    @Test
    void anError5InTheMiddleIsNotTheEnd() {
        Steps t = Steps.plain(5000);
        t.sent();
        t.ack(1);
        t.transfer.onError(TftpErrorCode.UNKNOWN_TRANSFER_ID);
        assertThat(t.transfer.isOver()).isFalse();
        assertThat(t.ack(2)).isEqualTo("3");
    }

    @Test
    void anError5CountsUntilTheNextAckOnly() {
        Steps t = Steps.plain(5000);
        t.sent();
        t.after(1).ack(1);
        t.transfer.onError(TftpErrorCode.UNKNOWN_TRANSFER_ID);
        t.ack(2);
        for (int second = 0; second < 60; second++) {
            t.after(1000).tick();
        }
        assertThat(t.transfer.isOver()).isFalse();
    }

    @Test
    void anError5OfAClientThatIsGoneEndsSoon() {
        Steps t = Steps.plain(5000);
        t.sent();
        t.after(1).ack(1);
        for (int second = 0; second < 10; second++) {
            t.after(1000).tick();
            t.transfer.onError(TftpErrorCode.UNKNOWN_TRANSFER_ID);
        }
        t.endsAs(CLIENT_ERROR);
        assertThat(t.transfer.datagrams()).isLessThanOrEqualTo(6);
    }

    // The roll-over.

    /** iPXE takes a stale block 65535 for one 64 Ki blocks ahead and never ends. */
    @Test
    void aroundTheRollOverOnlyASecondOfSilenceCausesADuplicate() {
        Steps t = Steps.windowed(8L * 100_000, 8, 1);
        t.sent();
        for (int block = 0; block < 65_534; block++) {
            t.after(1).ack(block);
        }
        assertThat(t.after(1).ack(65_534)).isEqualTo("65535");
        assertThat(t.after(900).ack(65_534)).isEmpty();
        assertThat(t.after(99).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("65535");
        assertThat(t.ack(65_535)).isEqualTo("65536");
        assertThat(t.after(999).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("65536");
        assertThat(t.ack(0)).isEqualTo("65537");
        assertThat(t.ack(1)).isEqualTo("65538");
        t.after(1).ack(2);
        assertThat(t.after(260).tick()).isEqualTo("65539");
    }

    @Test
    void aWindowMayLieAcrossTheRollOver() {
        Steps t = Steps.windowed(8L * 100_000, 8, 16);
        t.sent();
        t.after(1).ack(0);
        long acked = 0;
        while (acked < 65_520) {
            acked += 16;
            t.after(1).ack((int) acked);
        }
        assertThat(acked).isEqualTo(65_520);
        assertThat(t.after(1).ack(65_530)).isEqualTo("65531-65546");
        assertThat(t.after(1).ack(65_520)).isEmpty();
        assertThat(t.after(1).ack(10)).isEqualTo("65547-65562");
    }

    /** tftp-hpa's option rollover. */
    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void rollsOverFrom65535To1WhereThatWasAgreed(int window) {
        AgreedOptions agreed =
                AgreedOptions.of(TftpOptions.of("blksize", "8", "rollover", "1").with("windowsize", window));
        Steps t = new Steps(agreed, 8L * 200_000 - 1);
        t.sent();
        t.ack(0);
        long acked = 0;
        while (acked + window <= 200_000) {
            acked += window;
            String sent = t.ack(BlockNumbers.onWire(acked, 1));
            assertThat(acked == 200_000 || sent.startsWith(Long.toString(acked + 1)))
                    .as("after %s: %s", acked, sent)
                    .isTrue();
            assertThat(t.ack(0)).isEmpty();
        }
        t.endsAs(COMPLETED);
        assertThat(t.transfer.datagrams()).isEqualTo(200_001);
    }

    @Test
    void anAckOfALargestWindowIsTakenForTheNewestBlock() {
        Steps t = Steps.windowed(8L * 400_000, 8, 65_535);
        t.sent();
        t.after(1).ack(0);
        t.rest();
        assertThat(t.transfer.pendingBlock()).isEqualTo(65_536);
        assertThat(t.after(1).ack(65_535)).startsWith("65536-");
        assertThat(t.transfer.acknowledgedBlocks()).isEqualTo(65_535);
    }

    // The same request again.

    /** PXELINUX repeats after 110 ms, the Pi three times in 9 ms. */
    @Test
    void aRepeatedRequestIsAnsweredOnceInAWhile() {
        Steps t = Steps.windowed(5000, 512, 1);
        t.sent();
        assertThat(t.after(5).requestAgain()).isEmpty();
        assertThat(t.after(5).requestAgain()).isEmpty();
        assertThat(t.after(100).requestAgain()).isEqualTo("OACK");
        assertThat(t.ack(0)).isEqualTo("1");
    }

    @Test
    void aRepeatedRequestAfterAck0GetsTheOackAgain() {
        Steps t = Steps.windowed(5000, 512, 4);
        t.sent();
        assertThat(t.after(1).ack(0)).isEqualTo("1-4");
        assertThat(t.after(100).requestAgain()).isEqualTo("OACK");
        assertThat(t.after(1).ack(0)).startsWith("1-");
    }

    @Test
    void aRequestThatWasDelayedOnItsWayChangesNothing() {
        Steps t = Steps.plain(5000);
        t.sent();
        t.ack(1);
        assertThat(t.after(10).requestAgain()).isEmpty();
        assertThat(t.ack(2)).isEqualTo("3");
    }

    /** U-Boot's ports recur: a client that started anew is not served the old transfer. */
    @Test
    void aRequestAfterAPauseStartsAnew() {
        Steps t = Steps.plain(5000);
        t.sent();
        t.ack(1);
        t.after(1500);
        assertThat(t.transfer.onRequestAgain(t.now)).isFalse();
    }

    // The caller.

    @Test
    void waitsForTheCallerWhenContentIsNotReady() {
        Steps t = Steps.plain(5000);
        assertThat(t.transfer.pendingCount()).isEqualTo(1);
        t.now += Duration.ofSeconds(60).toNanos();
        t.transfer.onTime(t.now);
        assertThat(t.transfer.isOver()).isFalse();
        assertThat(t.transfer.timeouts()).isZero();
        assertThat(t.sent()).isEqualTo("1");
    }

    @Test
    void contentThatNeverComesEndsTheTransfer() {
        Steps t = Steps.plain(5000);
        assertThat(t.transfer.deadline() - t.now)
                .isEqualTo(Duration.ofSeconds(150).toNanos());
        t.now += Duration.ofSeconds(150).toNanos();
        t.transfer.onTime(t.now);
        t.endsAs(NO_ANSWER);
    }

    @Test
    void whatTheNetworkRefusedIsPendingAgain() {
        Steps t = Steps.windowed(512 * 100, 512, 4);
        t.sent();
        assertThat(t.ack(0)).isEqualTo("1-4");
        t.transfer.onNotSent();
        assertThat(t.sent()).isEqualTo("1-4");
        assertThat(t.ack(4)).isEqualTo("5-8");
    }

    @Test
    void mayBeSentInParts() {
        Steps t = Steps.windowed(512 * 100, 512, 4);
        t.sent();
        t.transfer.onAck(0, t.now);
        assertThat(t.transfer.pendingCount()).isEqualTo(4);
        t.transfer.onSent(3, t.now);
        assertThat(t.transfer.pendingBlock()).isEqualTo(4);
        assertThat(t.transfer.pendingCount()).isEqualTo(1);
    }

    @Test
    void runsOnAnyClock() {
        Steps t = Steps.plain(50_000, Long.MAX_VALUE - 1_000_000);
        t.sent();
        t.after(1).ack(1);
        assertThat(t.after(249).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("2");
        t.after(1).ack(2);
        assertThat(t.after(187).tick()).isEmpty();
        assertThat(t.after(1).tick()).isEqualTo("3");
    }

    @Test
    void checksItsArguments() {
        assertThatIllegalArgumentException().isThrownBy(() -> Steps.plain(-1));
        TransferTimers d = TransferTimers.DEFAULT;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TransferTimers(Duration.ZERO, d.initial(), d.maximum(), d.silence(), 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TransferTimers(d.minimum(), Duration.ofMillis(1), d.maximum(), d.silence(), 3))
                .withMessage("initial: PT0.001S (expected: at least PT0.25S)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TransferTimers(d.minimum(), d.initial(), d.maximum(), d.silence(), 0));
    }
}
