package io.pxe4j.tftp.server;

import static io.pxe4j.tftp.server.TftpServerTest.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.tftp.TftpAck;
import io.pxe4j.tftp.TftpData;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpOack;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.ContentSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What listeners, counters and Java Flight Recorder hear of the same things. */
class EventsTest {
    private final Recorder recorder = new Recorder();

    private TftpServer serve(TftpListener listener) {
        return TftpServerTest.start(TftpServer.builder()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .content(ContentSource.ofBytes(Map.of("f", TftpServerTest.random(5000))))
                .listener(listener));
    }

    /** One transfer that ends well, a probe, a broken-off transfer, a missing file, a malformed request and a stranger. */
    private void play(TftpServer server) throws IOException {
        InetSocketAddress address = address(server);
        try (RawClient client = new RawClient(address);
                RawClient stranger = new RawClient(address)) {
            client.send(TftpRequest.read("f", TftpOptions.of("blksize", "2000", "windowsize", "2")), address);
            assertThat(client.receive()).isInstanceOf(TftpOack.class);
            client.reply(new TftpAck(0));
            client.receive();
            client.receive();
            client.reply(new TftpAck(2));
            assertThat(((TftpData) client.receive()).payload().readableBytes()).isEqualTo(1000);
            stranger.send(new TftpAck(7), client.peer());
            stranger.receive();
            client.reply(new TftpAck(3));
            recorder.next(TransferFinished.class);
        }
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.read("f", TftpOptions.of("tsize", "0")), address);
            client.receive();
            client.reply(TftpError.of(TftpErrorCode.UNDEFINED, "TFTP Aborted"));
            recorder.next(TransferProbed.class);
            client.send(TftpRequest.read("f", TftpOptions.NONE), address);
            client.receive();
            client.reply(new TftpAck(1));
            client.receive();
            client.reply(TftpError.of(TftpErrorCode.DISK_FULL, "no room"));
            recorder.next(TransferFailed.class);
            client.send(TftpRequest.read("missing\n", TftpOptions.NONE), address);
            client.receive();
            recorder.next(RequestRefused.class);
            client.sendText("\0\1f\0", address);
            client.receive();
            recorder.next(RequestRefused.class);
        }
    }

    @Test
    void theListenerIsToldWhatATransferTook() throws IOException {
        try (TftpServer server = serve(recorder);
                RawClient client = new RawClient(address(server))) {
            client.send(TftpRequest.read("f", TftpOptions.of("blksize", "2000", "windowsize", "2")), address(server));
            client.receive();
            client.reply(new TftpAck(0));
            client.receive();
            client.receive();
            client.reply(new TftpAck(2));
            client.receive();
            client.reply(new TftpAck(3));
            TransferStarted started = recorder.next(TransferStarted.class);
            TransferFinished finished = recorder.next(TransferFinished.class);
            assertThat(started.transfer()).isEqualTo(finished.transfer());
            TransferInfo info = finished.transfer();
            assertThat(info.isRead()).isTrue();
            assertThat(info.file()).isEqualTo("f");
            assertThat(info.size()).isEqualTo(5000);
            assertThat(info.client().getPort()).isEqualTo(client.port());
            assertThat(info.server()).isEqualTo(client.peer());
            assertThat(info.options().oack()).isEqualTo(TftpOptions.of("blksize", "2000", "windowsize", "2"));
            assertThat(finished.confirmed()).isTrue();
            TransferStatistics statistics = finished.statistics();
            assertThat(statistics.bytes()).isEqualTo(5000);
            assertThat(statistics.blocks()).isEqualTo(3);
            assertThat(statistics.datagrams()).isEqualTo(4);
            assertThat(statistics.retransmits()).isZero();
            assertThat(statistics.timeouts()).isZero();
            assertThat(statistics.duration()).isPositive();
            assertThat(statistics.bytesPerSecond()).isPositive();
        }
    }

    @Test
    void aRateIsOctetsPerSecond() {
        assertThat(new TransferStatistics(5_000_000_000L, 1, 1, 0, 0, Duration.ofMillis(2500)).bytesPerSecond())
                .isEqualTo(2_000_000_000L);
        assertThat(new TransferStatistics(5, 1, 1, 0, 0, Duration.ZERO).bytesPerSecond())
                .isZero();
    }

    @Test
    void everythingIsCounted() throws IOException {
        try (TftpServer server = serve(recorder)) {
            assertThat(server.counters()).hasToString("");
            play(server);
            TftpCounters counters = server.counters();
            assertThat(counters.value(TftpCounter.REQUESTS)).isEqualTo(5);
            assertThat(counters.value(TftpCounter.STARTED)).isEqualTo(3);
            assertThat(counters.value(TftpCounter.READS_FINISHED)).isEqualTo(1);
            assertThat(counters.value(TftpCounter.READS_UNCONFIRMED)).isZero();
            assertThat(counters.value(TftpCounter.WRITES_FINISHED)).isZero();
            assertThat(counters.value(TftpCounter.PROBED)).isEqualTo(1);
            assertThat(counters.value(TftpCounter.FAILED)).isEqualTo(1);
            assertThat(counters.failed(TransferFailure.CLIENT_ERROR)).isEqualTo(1);
            assertThat(counters.value(TftpCounter.REFUSED)).isEqualTo(2);
            assertThat(counters.refused(RefusalReason.NOT_FOUND)).isEqualTo(1);
            assertThat(counters.refused(RefusalReason.MALFORMED)).isEqualTo(1);
            assertThat(counters.value(TftpCounter.BYTES_SENT)).isEqualTo(5000 + 512);
            assertThat(counters.value(TftpCounter.DATAGRAMS_SENT)).isEqualTo(4 + 1 + 2);
            assertThat(counters.value(TftpCounter.STRANGERS)).isEqualTo(1);
            assertThat(counters.value(TftpCounter.ERRORS_SENT)).isEqualTo(3);
            assertThat(counters)
                    .hasToString("REQUESTS 5, REFUSED 2, STARTED 3, READS_FINISHED 1, PROBED 1, FAILED 1,"
                            + " BYTES_SENT 5512, DATAGRAMS_SENT 7, STRANGERS 1, ERRORS_SENT 3,"
                            + " refused MALFORMED 1, refused NOT_FOUND 1, failed CLIENT_ERROR 1");
        }
    }

    @Test
    void repeatedRequestsAreCounted() throws IOException {
        try (TftpServer server = serve(recorder);
                RawClient client = new RawClient(address(server))) {
            TftpRequest request = TftpRequest.read("f", TftpOptions.of("tsize", "0"));
            client.send(request, address(server));
            client.receive();
            client.send(request, address(server));
            client.send(request, address(server));
            client.reply(TftpError.of(TftpErrorCode.UNDEFINED, ""));
            recorder.next(TransferProbed.class);
            assertThat(server.counters().value(TftpCounter.REQUESTS_REPEATED)).isEqualTo(2);
            assertThat(server.counters().value(TftpCounter.STARTED)).isEqualTo(1);
        }
    }

    @Test
    void aListenerThatThrowsHarmsNobody() throws IOException {
        TftpListener broken = new TftpListener() {
            @Override
            public void started(TransferStarted event) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void finished(TransferFinished event) {
                recorder.finished(event);
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void probed(TransferProbed event) {
                recorder.probed(event);
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void failed(TransferFailed event) {
                recorder.failed(event);
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void refused(RequestRefused event) {
                recorder.refused(event);
                throw new IllegalStateException("on purpose");
            }
        };
        try (TftpServer server = serve(broken)) {
            play(server);
            // The last one throws after the test has heard of it.
            server.close();
            assertThat(server.counters().value(TftpCounter.LISTENER_FAILURES)).isEqualTo(8);
        }
    }

    @Test
    void theFlightRecorderHearsOfIt(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("flight.jfr");
        try (Recording recording = new Recording();
                TftpServer server = serve(recorder)) {
            for (String name : List.of("TransferFinished", "TransferFailed", "RequestRefused")) {
                recording.enable("io.pxe4j.tftp." + name);
            }
            recording.start();
            play(server);
            recording.stop();
            recording.dump(file);
        }
        Map<String, List<RecordedEvent>> events = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("io.pxe4j.tftp."))
                .collect(Collectors.groupingBy(event -> event.getEventType().getName()));
        assertThat(events.get("io.pxe4j.tftp.TransferFinished")).singleElement().satisfies(event -> {
            assertThat(event.getString("file")).isEqualTo("f");
            assertThat(event.getLong("bytes")).isEqualTo(5000);
            assertThat(event.getLong("blocks")).isEqualTo(3);
            assertThat(event.getLong("datagrams")).isEqualTo(4);
            assertThat(event.getLong("retransmits")).isZero();
            assertThat(event.getLong("timeouts")).isZero();
            assertThat(event.getBoolean("write")).isFalse();
            assertThat(event.getBoolean("confirmed")).isTrue();
            assertThat(event.getString("options")).isEqualTo("blksize=2000 windowsize=2");
            assertThat(event.getDuration("taken")).isPositive();
            assertThat(event.getString("client")).contains("127.0.0.1:");
            assertThat(event.getString("server")).contains("127.0.0.1:");
        });
        assertThat(events.get("io.pxe4j.tftp.TransferFailed")).singleElement().satisfies(event -> {
            assertThat(event.getString("reason")).isEqualTo("CLIENT_ERROR");
            assertThat(event.getString("detail")).contains("no room");
        });
        assertThat(events.get("io.pxe4j.tftp.RequestRefused"))
                .extracting(reason())
                .containsExactly("NOT_FOUND missing\\x0a", "MALFORMED ");
    }

    private static Function<RecordedEvent, String> reason() {
        return event -> event.getString("reason") + " " + event.getString("file");
    }
}
