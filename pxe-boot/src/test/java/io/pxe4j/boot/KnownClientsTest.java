package io.pxe4j.boot;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.testkit.BootPlan;
import io.pxe4j.testkit.Firmware;
import io.pxe4j.testkit.Platform;
import io.pxe4j.tftp.limits.AddressPrefix;
import io.pxe4j.tftp.limits.TftpLimits;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who gets files by TFTP. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs all addresses of 127.0.0.0/8")
class KnownClientsTest {
    @TempDir
    Path root;

    @BeforeEach
    void content() throws Exception {
        Files.writeString(root.resolve("boot.ipxe"), "#!ipxe\nshell\n");
    }

    private BootServer.Builder settings() {
        return BootServer.builder()
                .onLoopback()
                .root(root)
                .leasing(AddressPool.of("127.0.0.50-127.0.0.59"))
                .withoutHttp()
                .ipxe("boot.ipxe");
    }

    /** The opcode and, of an ERROR, the code of what comes back. */
    private static Optional<String> ask(InetAddress client, InetSocketAddress server, int millis) throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, client)) {
            byte[] request = "\0\1boot.ipxe\0octet\0".getBytes(US_ASCII);
            socket.send(new DatagramPacket(request, request.length, server));
            byte[] reply = new byte[600];
            socket.setSoTimeout(millis);
            socket.receive(new DatagramPacket(reply, reply.length));
            return Optional.of(reply[1] == 5 ? "ERROR " + reply[3] : "opcode " + reply[1]);
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        }
    }

    @Test
    void whoseAddressDhcpKnowsIsServedAndOthersAreToldNo() throws Exception {
        try (BootServer server = settings().knownClientsOnly().build()) {
            server.start().toCompletableFuture().get(20, TimeUnit.SECONDS);
            InetSocketAddress tftp = server.tftpAddresses().get(0);
            assertThat(answers(tftp)).containsOnly("ERROR 2");

            Loopback.boot(BootPlan.of(Firmware.ipxe(Platform.PCBIOS)), Loopback.network(server));

            assertThat(answers(tftp)).containsOnlyOnce("opcode 3").contains("ERROR 2");
        }
    }

    private static List<String> answers(InetSocketAddress tftp) throws Exception {
        List<String> answers = new ArrayList<>();
        for (int host = 50; host < 60; host++) {
            answers.add(
                    ask(Ip4.of("127.0.0." + host).toInetAddress(), tftp, 20_000).orElse("nothing"));
        }
        return answers;
    }

    @Test
    void theLimitsOfTftpAreTheUsers() throws Exception {
        TftpLimits limits =
                TftpLimits.builder().deny(AddressPrefix.of("127.0.0.9")).build();
        try (BootServer server = settings().tftpLimits(limits).build()) {
            server.start().toCompletableFuture().get(20, TimeUnit.SECONDS);
            InetSocketAddress tftp = server.tftpAddresses().get(0);
            assertThat(ask(Ip4.of("127.0.0.1").toInetAddress(), tftp, 20_000)).contains("opcode 3");
            assertThat(ask(Ip4.of("127.0.0.9").toInetAddress(), tftp, 100)).isEmpty();
        }
    }
}
