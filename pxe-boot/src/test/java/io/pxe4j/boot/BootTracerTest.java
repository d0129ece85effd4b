package io.pxe4j.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.boot.http.HttpTransfer;
import io.pxe4j.tftp.server.RefusalReason;
import io.pxe4j.tftp.server.RequestRefused;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BootTracerTest {
    private final List<BootStep> steps = new ArrayList<>();
    private final BootTracer tracer = new BootTracer(steps::add, () -> Instant.EPOCH);
    private final InetSocketAddress peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);

    private BootStep step() {
        assertThat(steps).hasSize(1);
        return steps.get(0);
    }

    private void http(String path, int status, boolean complete) {
        tracer.ended(new HttpTransfer(peer, "GET", path, status, 1234, Duration.ofMillis(12), complete));
    }

    @Test
    void tellsAnHttpTransfer() {
        http("/vmlinuz", 200, true);

        assertThat(step().kind()).isEqualTo(BootStep.Kind.HTTP_SENT);
        assertThat(step().toString()).endsWith("  127.0.0.1: HTTP GET /vmlinuz, 1,234 bytes in 12 ms");
    }

    @Test
    void tellsARefusedHttpRequestWithoutLettingItDriveTheTerminal() {
        http("/\u001b[2J", 404, true);

        assertThat(step().kind()).isEqualTo(BootStep.Kind.HTTP_REFUSED);
        assertThat(step().text()).isEqualTo("HTTP GET /\\u001b[2J refused: status 404");
    }

    @Test
    void tellsAnHttpTransferThatBrokeOff() {
        http("/vmlinuz", 200, false);

        assertThat(step().kind()).isEqualTo(BootStep.Kind.HTTP_FAILED);
    }

    @Test
    void tellsARefusedTftpRequest() {
        tracer.refused(new RequestRefused(peer, peer, "pxelinux.cfg/01", RefusalReason.NOT_FOUND, "file not found"));

        assertThat(step().kind()).isEqualTo(BootStep.Kind.TFTP_REFUSED);
        assertThat(step().text()).isEqualTo("TFTP pxelinux.cfg/01 refused: file not found");
    }

    @Test
    void tellsThatTooManyConnectionsAreOpen() {
        tracer.refused(peer);

        assertThat(step().text()).contains("too many");
    }
}
