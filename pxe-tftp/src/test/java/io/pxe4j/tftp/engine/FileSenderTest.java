package io.pxe4j.tftp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.tftp.TftpAck;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpOack;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpPacket;
import io.pxe4j.tftp.TftpRequest;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSenderTest {
    private long now = 1_000_000_000L;

    private FileSender start(long size, String... options) {
        return FileSender.start(TftpRequest.write("f", TftpOptions.of(options)), size, Duration.ofSeconds(1), 4, now);
    }

    private String sent(FileSender sender) {
        int count = sender.pendingCount();
        if (count == 0) {
            return "";
        }
        long first = sender.pendingBlock();
        sender.onSent(count, now);
        return count == 1 ? "" + first : first + "-" + (first + count - 1);
    }

    private String ack(FileSender sender, int number) {
        now += 1_000_000;
        assertThat(sender.onPacket(new TftpAck(number), now)).isEmpty();
        return sent(sender);
    }

    @Test
    void waitsForTheServerBeforeItSends() {
        FileSender sender = start(1000);
        assertThat(sent(sender)).isEmpty();
        assertThat(sender.isAnswered()).isFalse();
        assertThat(ack(sender, 0)).isEqualTo("1");
        assertThat(sender.isAnswered()).isTrue();
        assertThat(ack(sender, 1)).isEqualTo("2");
        assertThat(ack(sender, 2)).isEmpty();
        assertThat(sender.isDone()).isTrue();
        assertThat(sender.bytes()).isEqualTo(1000);
        assertThat(sender.blocks()).isEqualTo(2);
        assertThat(sender.retransmits()).isZero();
        assertThat(sender.failure()).isEmpty();
    }

    @Test
    void sendsAWholeWindowAtOnce() {
        FileSender sender = start(8 * 10, "blksize", "8", "windowsize", "4");
        now += 1_000_000;
        sender.onPacket(new TftpOack(TftpOptions.of("blksize", "8", "windowsize", "4")), now);
        assertThat(sent(sender)).isEqualTo("1-4");
        assertThat(sender.agreed().windowSize()).isEqualTo(4);
        assertThat(ack(sender, 4)).isEqualTo("5-8");
        assertThat(sender.bytes()).isEqualTo(32);
        assertThat(sender.blocks()).isEqualTo(4);
        assertThat(ack(sender, 8)).isEqualTo("9-11");
        assertThat(ack(sender, 11)).isEmpty();
        assertThat(sender.isDone()).isTrue();
        assertThat(sender.blocks()).isEqualTo(11);
    }

    @Test
    void anEmptyFileIsOneEmptyBlock() {
        FileSender sender = start(0);
        assertThat(ack(sender, 0)).isEqualTo("1");
        assertThat(ack(sender, 1)).isEmpty();
        assertThat(sender.isDone()).isTrue();
        assertThat(sender.blocks()).isEqualTo(1);
    }

    @Test
    void aServerMayIgnoreTheOptions() {
        FileSender sender = start(1000, "blksize", "1468", "windowsize", "4");
        assertThat(ack(sender, 0)).isEqualTo("1");
        assertThat(sender.agreed().blockSize()).isEqualTo(512);
        assertThat(ack(sender, 1)).isEqualTo("2");
    }

    @Test
    void anAckOfSomethingElseStartsNothing() {
        FileSender sender = start(1000);
        assertThat(ack(sender, 1)).isEmpty();
        assertThat(sender.isAnswered()).isFalse();
        sender.onPacket(new TftpOack(TftpOptions.of("blksize", "8")), now);
        assertThat(sender.isAnswered()).isFalse();
    }

    /** RFC 1123 §4.2.3.1. */
    @Test
    void duplicatesOfTheOackBringNoDuplicateOfTheData() {
        FileSender sender = start(8 * 10, "blksize", "8");
        TftpOack oack = new TftpOack(TftpOptions.of("blksize", "8"));
        sender.onPacket(oack, now);
        assertThat(sent(sender)).isEqualTo("1");
        sender.onPacket(oack, now);
        assertThat(sent(sender)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"blksize, 1469", "windowsize, 5", "timeout, 4", "rollover, 0"})
    void refusesAnAnswerThatWasNotAskedFor(String name, String value) {
        FileSender sender = start(1000, "blksize", "1468", "windowsize", "4", "timeout", "5", "tsize", "1000");
        Optional<TftpPacket> reply = sender.onPacket(new TftpOack(TftpOptions.of(name, value)), now);
        assertThat(((TftpError) reply.orElseThrow()).code()).isEqualTo(TftpErrorCode.OPTION_NEGOTIATION);
        assertThat(sender.isOver()).isTrue();
        assertThat(sender.failure()).get().asString().contains(name);
        assertThat(ack(sender, 0)).isEmpty();
    }

    @Test
    void anErrorEndsItWheneverItComes() {
        FileSender sender = start(1000);
        sender.onPacket(TftpError.of(TftpErrorCode.FILE_EXISTS, "there"), now);
        assertThat(sender.serverError()).contains(TftpError.of(TftpErrorCode.FILE_EXISTS, "there"));

        FileSender later = start(1000);
        ack(later, 0);
        later.onPacket(TftpError.of(TftpErrorCode.DISK_FULL, "full"), now);
        assertThat(later.isOver()).isTrue();
        assertThat(later.isDone()).isFalse();
        assertThat(ack(later, 1)).isEmpty();
    }

    @Test
    void repeatsTheRequestLaterEachTimeAndGivesUp() {
        FileSender sender = start(1000);
        long asked = now;
        int requests = 1;
        while (!sender.isOver()) {
            now = sender.deadline();
            requests += sender.onTime(now).isPresent() ? 1 : 0;
        }
        assertThat(requests).isEqualTo(4);
        assertThat(now - asked).isEqualTo(Duration.ofSeconds(1 + 2 + 4 + 8).toNanos());
        assertThat(sender.failure()).get().asString().contains("no answer", "4 tries");
        assertThat(sender.retransmits()).isEqualTo(3);
    }

    /** A server that stores before it acknowledges may take its time, but without its ACK nothing is known. */
    @Test
    void withoutTheLastAckItHasFailed() {
        FileSender sender = start(10);
        ack(sender, 0);
        while (!sender.isOver()) {
            now = sender.deadline();
            assertThat(sender.onTime(now)).isEmpty();
            sent(sender);
        }
        assertThat(sender.isDone()).isFalse();
        assertThat(sender.failure()).isPresent();
    }

    @Test
    void canBeBrokenOff() {
        FileSender sender = start(10);
        assertThat(sender.abort(TftpErrorCode.UNDEFINED, "no")).isEqualTo(TftpError.of(TftpErrorCode.UNDEFINED, "no"));
        assertThat(sender.isOver()).isTrue();
        assertThat(sender.onTime(sender.deadline())).isEmpty();
    }
}
