package io.pxe4j.tftp.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.pxe4j.tftp.TftpAck;
import io.pxe4j.tftp.TftpData;
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

class FileReceiverTest {
    private final StringBuilder received = new StringBuilder();
    private long now = 1_000_000_000L;

    @Test
    void withoutOptionsReadsInLockStep() {
        FileReceiver receiver = start();
        assertThat(data(receiver, 1, "x".repeat(512))).contains(new TftpAck(1));
        assertThat(data(receiver, 2, "end")).contains(new TftpAck(2));
        assertThat(receiver.isStored()).isTrue();
        assertThat(received.toString()).isEqualTo("x".repeat(512) + "end");
        assertThat(receiver.bytes()).isEqualTo(515);
        assertThat(receiver.blocks()).isEqualTo(2);
    }

    @Test
    void acknowledgesAWindowAtItsEnd() {
        FileReceiver receiver = agreed("blksize", "8", "windowsize", "3");
        assertThat(data(receiver, 1, "12345678")).isEmpty();
        assertThat(data(receiver, 2, "12345678")).isEmpty();
        assertThat(data(receiver, 3, "12345678")).contains(new TftpAck(3));
        assertThat(data(receiver, 4, "1234")).contains(new TftpAck(4));
        assertThat(receiver.isStored()).isTrue();
    }

    @Test
    void aServerMayIgnoreTheOptions() {
        FileReceiver receiver = start("blksize", "1468", "windowsize", "4");
        assertThat(data(receiver, 1, "x".repeat(512))).contains(new TftpAck(1));
        assertThat(receiver.agreed().blockSize()).isEqualTo(512);
        assertThat(receiver.oack().isEmpty()).isTrue();
    }

    @Test
    void tellsOfAGapOnce() {
        FileReceiver receiver = agreed("blksize", "8", "windowsize", "4");
        assertThat(data(receiver, 1, "12345678")).isEmpty();
        assertThat(data(receiver, 3, "12345678")).contains(new TftpAck(1));
        assertThat(data(receiver, 4, "12345678")).isEmpty();
        assertThat(receiver.unwanted()).isEqualTo(2);
        assertThat(data(receiver, 2, "abcdefgh")).isEmpty();
        assertThat(received.toString()).isEqualTo("12345678abcdefgh");
    }

    /** RFC 1123 §4.2.3.1: an answer to each duplicate would bring the Sorcerer's Apprentice. */
    @Test
    void answersADuplicateOnlyIfItComesLate() {
        FileReceiver receiver = start();
        data(receiver, 1, "x".repeat(512));
        assertThat(data(receiver, 1, "x".repeat(512))).isEmpty();
        now += Duration.ofMillis(250).toNanos();
        assertThat(data(receiver, 1, "x".repeat(512))).contains(new TftpAck(1));
        assertThat(received).hasSize(512);
    }

    @Test
    void acknowledgesARepeatedLastBlockAfterTheEnd() {
        FileReceiver receiver = start();
        data(receiver, 1, "end");
        now += Duration.ofMillis(250).toNanos();
        assertThat(data(receiver, 1, "end")).contains(new TftpAck(1));
        assertThat(received.toString()).isEqualTo("end");
    }

    @Test
    void acknowledgesARepeatedOack() {
        FileReceiver receiver = start("blksize", "8");
        TftpOack oack = new TftpOack(TftpOptions.of("blksize", "8"));
        assertThat(receiver.onPacket(oack, now)).contains(new TftpAck(0));
        assertThat(receiver.onPacket(oack, now)).isEmpty();
        now += Duration.ofMillis(250).toNanos();
        assertThat(receiver.onPacket(oack, now)).contains(new TftpAck(0));
        data(receiver, 1, "12345678");
        assertThat(receiver.onPacket(oack, now)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "blksize, 1469",
        "blksize, 7",
        "blksize, x",
        "windowsize, 5",
        "windowsize, 0",
        "timeout, 4",
        "timeout, 6",
        "tsize, -1",
        "rollover, 0"
    })
    void refusesAnAnswerThatWasNotAskedFor(String name, String value) {
        FileReceiver receiver = start("blksize", "1468", "windowsize", "4", "timeout", "5", "tsize", "0");
        Optional<TftpPacket> reply = receiver.onPacket(new TftpOack(TftpOptions.of(name, value)), now);
        assertThat(reply).get().isInstanceOf(TftpError.class);
        assertThat(((TftpError) reply.orElseThrow()).code()).isEqualTo(TftpErrorCode.OPTION_NEGOTIATION);
        assertThat(receiver.isOver()).isTrue();
        assertThat(receiver.failure()).get().asString().contains(name);
        assertThat(data(receiver, 1, "x")).isEmpty();
    }

    @Test
    void takesLessThanItAskedFor() {
        FileReceiver receiver = start("blksize", "1468", "windowsize", "4", "tsize", "0");
        receiver.onPacket(new TftpOack(TftpOptions.of("blksize", "512", "windowsize", "2", "tsize", "77")), now);
        assertThat(receiver.agreed().blockSize()).isEqualTo(512);
        assertThat(receiver.agreed().windowSize()).isEqualTo(2);
        assertThat(receiver.size()).hasValue(77);
    }

    @Test
    void refusesABlockThatIsTooLong() {
        FileReceiver receiver = agreed("blksize", "8");
        Optional<TftpPacket> reply = data(receiver, 1, "123456789");
        assertThat(((TftpError) reply.orElseThrow()).code()).isEqualTo(TftpErrorCode.ILLEGAL_OPERATION);
        assertThat(received).isEmpty();
    }

    @Test
    void anErrorEndsIt() {
        FileReceiver receiver = start();
        assertThat(receiver.onPacket(TftpError.of(TftpErrorCode.FILE_NOT_FOUND, "no"), now))
                .isEmpty();
        assertThat(receiver.isOver()).isTrue();
        assertThat(receiver.serverError()).contains(TftpError.of(TftpErrorCode.FILE_NOT_FOUND, "no"));
        assertThat(data(receiver, 1, "x")).isEmpty();
    }

    @Test
    void repeatsTheRequestLaterEachTimeAndGivesUp() {
        FileReceiver receiver = start();
        long asked = now;
        int requests = 1;
        while (!receiver.isOver()) {
            now = receiver.deadline();
            Optional<TftpPacket> packet = receiver.onTime(now);
            if (packet.isPresent()) {
                requests++;
                assertThat(packet).contains(receiver.request());
            }
        }
        assertThat(requests).isEqualTo(4);
        assertThat(now - asked).isEqualTo(Duration.ofSeconds(1 + 2 + 4 + 8).toNanos());
        assertThat(receiver.failure()).get().asString().contains("no answer", "4 tries");
    }

    @Test
    void repeatsItsLastAckWhenTheServerFallsSilent() {
        FileReceiver receiver = agreed("blksize", "8", "windowsize", "4");
        data(receiver, 1, "12345678");
        assertThat(receiver.onTime(now)).isEmpty();
        now = receiver.deadline();
        assertThat(receiver.onTime(now)).contains(new TftpAck(1));
        assertThat(receiver.retransmits()).isZero();
        now = receiver.deadline();
        assertThat(receiver.onTime(now)).contains(new TftpAck(1));
        assertThat(receiver.retransmits()).isEqualTo(1);
        while (!receiver.isOver()) {
            now = receiver.deadline();
            receiver.onTime(now);
        }
        assertThat(receiver.failure()).contains("the server fell silent after block 1");
    }

    /** The disk behind is slow: what asks for more waits. */
    @Test
    void asksForNoMoreThanThereIsRoomFor() {
        FileReceiver receiver = agreed("blksize", "8");
        receiver.hold();
        assertThat(data(receiver, 1, "12345678")).isEmpty();
        now = receiver.deadline() - 1;
        assertThat(receiver.onTime(now)).isEmpty();
        assertThat(receiver.proceed(now)).contains(new TftpAck(1));
    }

    @Test
    void givesUpAStoreThatNeverAnswers() {
        FileReceiver receiver = agreed("blksize", "8");
        receiver.onPacket(TftpData.of(1, Unpooled.EMPTY_BUFFER), now);
        now = receiver.deadline();
        assertThat(receiver.onTime(now)).isEmpty();
        assertThat(receiver.failure()).contains("the file could not be stored in time");
        assertThat(receiver.onStored(now)).isEmpty();
        assertThat(receiver.proceed(now)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"blksize2, 24", "blksize2, 2048", "utimeout, 20001", "rollover, 0"})
    void refusesWhatTftpHpasOptionsCannotMean(String name, String value) {
        FileReceiver receiver = start("blksize2", "1024", "utimeout", "20000", "rollover", "1");
        Optional<TftpPacket> reply = receiver.onPacket(new TftpOack(TftpOptions.of(name, value)), now);
        assertThat(((TftpError) reply.orElseThrow()).code()).isEqualTo(TftpErrorCode.OPTION_NEGOTIATION);
    }

    @Test
    void rollsOverTo1IfAgreed() {
        FileReceiver receiver = agreed("blksize", "8", "rollover", "1");
        for (int block = 1; block < 66_000; block++) {
            int number = (block - 1) % 65_535 + 1;
            assertThat(data(receiver, number, "12345678")).contains(new TftpAck(number));
        }
        assertThat(receiver.blocks()).isEqualTo(65_999);
    }

    @Test
    void rollsOver() {
        FileReceiver receiver = agreed("blksize", "8");
        for (int block = 1; block < 70_000; block++) {
            assertThat(data(receiver, block & 0xffff, "12345678")).contains(new TftpAck(block & 0xffff));
        }
        assertThat(data(receiver, 65_535, "12345678")).isEmpty();
        assertThat(receiver.blocks()).isEqualTo(69_999);
    }

    @Test
    void canBeBrokenOff() {
        FileReceiver receiver = start();
        assertThat(receiver.abort(TftpErrorCode.DISK_FULL, "full"))
                .isEqualTo(TftpError.of(TftpErrorCode.DISK_FULL, "full"));
        assertThat(receiver.isOver()).isTrue();
    }

    private FileReceiver start(String... options) {
        return FileReceiver.start(
                TftpRequest.read("f", TftpOptions.of(options)),
                Duration.ofSeconds(1),
                4,
                payload -> received.append(payload.toString(US_ASCII)),
                now);
    }

    private FileReceiver agreed(String... options) {
        FileReceiver receiver = start(options);
        assertThat(receiver.onPacket(new TftpOack(TftpOptions.of(options)), now))
                .contains(new TftpAck(0));
        return receiver;
    }

    private Optional<TftpPacket> data(FileReceiver receiver, int block, String payload) {
        Optional<TftpPacket> answer =
                receiver.onPacket(TftpData.of(block, Unpooled.copiedBuffer(payload, US_ASCII)), now);
        if (!receiver.isWhole() || receiver.isStored()) {
            return answer;
        }
        assertThat(answer).as("before it is stored").isEmpty();
        return receiver.onStored(now);
    }
}
