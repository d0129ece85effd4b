package io.pxe4j.boot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.tftp.server.PortMode;
import io.pxe4j.tftp.server.TftpServer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TftpRehearsalTest {
    @Test
    void fetchesUntilItIsClosed() throws Exception {
        TftpRehearsal rehearsal =
                TftpRehearsal.start(() -> TftpServer.builder().mode(PortMode.singlePort()), Duration.ofMinutes(1));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        // A file and more of each kind of client.
        while (rehearsal.blocks() < 20_000 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        rehearsal.close();
        assertThat(rehearsal.blocks()).isGreaterThanOrEqualTo(20_000);
    }

    @Test
    void noTimeMeansNone() throws Exception {
        TftpRehearsal none = TftpRehearsal.start(TftpServer::builder, Duration.ZERO);
        none.close();
        assertThat(none.blocks()).isZero();
    }
}
