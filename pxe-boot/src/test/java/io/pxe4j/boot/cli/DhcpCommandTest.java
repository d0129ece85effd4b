package io.pxe4j.boot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.engine.LoadBalancing;
import io.pxe4j.testkit.BootNetwork;
import io.pxe4j.testkit.BootPlan;
import io.pxe4j.testkit.BootResult;
import io.pxe4j.testkit.Firmware;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DhcpCommandTest {
    private final CommandRun command = new CommandRun();

    private CommandRun.Running start(String... arguments) {
        String[] loopback = {"dhcp", "--bind", "127.0.0.1", "--dhcp-port", "0", "--pxe-port", "0", "--reply-to-source"};
        return command.start(
                Stream.of(loopback, arguments).flatMap(Arrays::stream).toArray(String[]::new));
    }

    /** A simulated machine asks; there is no TFTP server, so it does not get further than its boot file's name. */
    private BootResult boot(Firmware firmware, String mac) throws Exception {
        BootNetwork.Builder network = BootNetwork.builder()
                .dhcpServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), port(".*: (?:DHCP|ProxyDHCP).*")))
                .tftpPort(9)
                .mac(mac)
                .patience(0.05);
        return BootPlan.of(firmware).boot(network.build()).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private int port(String line) {
        Matcher matcher = Pattern.compile("listening on UDP 127.0.0.1:(\\d+) on " + line)
                .matcher(command.out().toString());
        assertThat(matcher.find()).as(command.out().toString()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    @Test
    void leasesAddressesAndNamesBootFiles() throws Exception {
        try (CommandRun.Running running = start(
                "--mode=dhcp",
                "--range=127.0.0.50-127.0.0.59",
                "--bios=undionly.kpxe",
                "--reserve=52:54:00:00:00:09=127.0.0.9",
                "-v")) {
            command.out().await("PXE boot server");

            boot(Firmware.intelPxe(), "52:54:00:00:00:09");

            command.out()
                    .await(
                            "52:54:00:00:00:09, x86 BIOS, PXE ROM: DISCOVER, OFFER 127.0.0.9, boot undionly.kpxe from 127.0.0.1");
            command.out().await("52:54:00:00:00:09, x86 BIOS, PXE ROM: REQUEST, ACK 127.0.0.9, boot undionly.kpxe");
            assertThat(running.stop()).isZero();
        }
        assertThat(command.err().toString()).isEmpty();
    }

    @Test
    void isQuietUnlessAsked() throws Exception {
        try (CommandRun.Running running =
                start("--mode=dhcp", "--range=127.0.0.50-127.0.0.59", "--bios=undionly.kpxe")) {
            command.out().await("DHCP, leasing 127.0.0.50-127.0.0.59");

            BootResult result = boot(Firmware.intelPxe(), "52:54:00:00:00:09");

            assertThat(result.leases()).hasSize(1);
            assertThat(running.stop()).isZero();
        }
        assertThat(command.out().toString().lines().filter(line -> line.contains("52:54")))
                .isEmpty();
    }

    @Test
    void namesBootFilesBesideAnotherServer() throws Exception {
        try (CommandRun.Running running =
                start("--mode=proxy", "--bios=undionly.kpxe", "--next-server=127.0.0.2", "-v")) {
            command.out().await("PXE boot server");

            boot(Firmware.intelPxe(), "52:54:00:00:00:09");

            command.out().await("DISCOVER, OFFER, boot undionly.kpxe from 127.0.0.2");
            assertThat(running.stop()).isZero();
        }
    }

    @Test
    void keepsLeasesThroughARestart(@TempDir Path directory) throws Exception {
        String store = "--lease-store=jdbc:sqlite:" + directory.resolve("leases.db");
        String[] arguments = {"--mode=dhcp", "--range=127.0.0.50-127.0.0.50", "--bios=undionly.kpxe", store, "-v"};
        try (CommandRun.Running running = start(arguments)) {
            command.out().await("PXE boot server");
            boot(Firmware.intelPxe(), "52:54:00:00:00:01");
            command.out().await("52:54:00:00:00:01, x86 BIOS, PXE ROM: REQUEST, ACK 127.0.0.50");
            assertThat(running.stop()).isZero();
        }

        DhcpCommandTest later = new DhcpCommandTest();
        try (CommandRun.Running running = later.start(arguments)) {
            later.command.out().await("PXE boot server");
            later.boot(Firmware.intelPxe(), "52:54:00:00:00:02");
            later.command.out().await("52:54:00:00:00:02, x86 BIOS, PXE ROM: DISCOVER not answered: no free address");
            later.boot(Firmware.intelPxe(), "52:54:00:00:00:01");
            later.command.out().await("52:54:00:00:00:01, x86 BIOS, PXE ROM: REQUEST, ACK 127.0.0.50");
            assertThat(running.stop()).isZero();
        }
        assertThat(later.command.out().toString())
                .startsWith("leases in jdbc:sqlite:")
                .contains("counters: received ");
    }

    @Test
    void leavesTheClientsOfOtherBucketsToOtherServers() throws Exception {
        String[] macs = {"52:54:00:00:00:01", "52:54:00:00:00:02"};
        int[] buckets = {bucketOf(macs[0]), bucketOf(macs[1])};
        try (CommandRun.Running running = start(
                "--mode=dhcp",
                "--range=127.0.0.50-127.0.0.59",
                "--bios=undionly.kpxe",
                "--load-balance=" + buckets[0] + "-" + buckets[0],
                "-v")) {
            command.out().await("PXE boot server");
            boot(Firmware.intelPxe(), macs[1]);
            boot(Firmware.intelPxe(), macs[0]);
            command.out().await(macs[0] + ", x86 BIOS, PXE ROM: REQUEST, ACK 127.0.0.");
            assertThat(running.stop()).isZero();
        }
        assertThat(buckets[1]).isNotEqualTo(buckets[0]);
        assertThat(command.out().toString()).contains(macs[1]).doesNotContain(macs[1] + ", x86 BIOS, PXE ROM: REQUEST");
    }

    private static int bucketOf(String mac) {
        ByteBuf packet = DhcpPacketWriter.request(DhcpMessageType.DISCOVER, HardwareAddress.of(mac))
                .encode(UnpooledByteBufAllocator.DEFAULT);
        try {
            return LoadBalancing.of(0, 255).bucketOf((DhcpPacket) DhcpPacket.decode(packet));
        } finally {
            packet.release();
        }
    }

    @Test
    void saysThatSettingsContradictEachOther() {
        command.assertProblem(
                "These settings cannot be used together: host hw:52:54:00:00:00:02: 127.0.0.9 (expected:",
                "dhcp",
                "--bind=127.0.0.1",
                "--dhcp-port=0",
                "--mode=dhcp",
                "--range=127.0.0.5-127.0.0.9",
                "--reserve=52:54:00:00:00:01=127.0.0.9",
                "--reserve=52:54:00:00:00:02=127.0.0.9");
    }

    @Test
    void handsOutSeveralRanges() throws Exception {
        try (CommandRun.Running running = start(
                "--mode=dhcp",
                "--range=127.0.0.50-127.0.0.50,127.0.0.60-127.0.0.60",
                "--subnet=10.1.0.0/24,range=10.1.0.5-10.1.0.9",
                "--bios=undionly.kpxe",
                "-v")) {
            command.out().await("PXE boot server");
            boot(Firmware.intelPxe(), "52:54:00:00:00:01");
            boot(Firmware.intelPxe(), "52:54:00:00:00:02");
            command.out().await("ACK 127.0.0.50");
            command.out().await("ACK 127.0.0.60");
            assertThat(running.stop()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dhcp | --mode=proxy",
                "dhcp --mode dhcp | There is nothing to serve: add --interface, like --interface eth0",
                "dhcp --mode both --interface lo | --mode both cannot be used: give proxy or dhcp",
                "dhcp --mode dhcp --interface lo | --mode dhcp needs the addresses to hand out: add --range",
                "dhcp --mode proxy --interface lo | --mode proxy has nothing to offer: add boot files",
                "dhcp --mode proxy --interface lo --bios a --range 10.0.0.1-10.0.0.2 | --range is for --mode dhcp",
                "dhcp --mode dhcp --interface lo --range 10.0.0.9-10.0.0.1 | the lower end first",
                "dhcp --mode dhcp --bind 10 --range 10.0.0.1-10.0.0.9 | --bind 10 cannot be used",
                "dhcp --mode dhcp --interface lo --range 10.0.0.1-10.0.0.9 --dhcp-port 65536 | --dhcp-port 65536 cannot be used: give 0..65535",
                "dhcp --mode dhcp --interface lo --range 10.0.0.1-10.0.0.9 --router x | --router x cannot be used",
                "dhcp --mode dhcp --interface lo --range 10.0.0.1-10.0.0.9 --dns 1.2.3 | --dns 1.2.3 cannot be used",
                "dhcp --mode dhcp --interface lo --range 10.0.0.1-10.0.0.9 --lease-time 1s | --lease-time 1s cannot be used: give 8 s to 100 years",
                "dhcp --mode dhcp --interface lo --range 10.0.0.1-10.0.0.9 --range 10.0.0.20-10.0.0.29 | The range 10.0.0.1-10.0.0.9 lies in no network of the interface",
                "dhcp --mode dhcp --interface lo --subnet 10.0.0.0/24,x=1 | --subnet 10.0.0.0/24,x=1 cannot be used: give range=A-B",
                "dhcp --mode proxy --interface lo --bios a --subnet 10.0.0.0/24 | --subnet is for --mode dhcp",
                "dhcp --mode dhcp --interface lo --range 10.0.0.1-10.0.0.9 --lease-store disk | --lease-store disk cannot be used: give memory",
                "dhcp --mode dhcp --interface lo --range 10.0.0.1-10.0.0.9 --lease-cache 0.9 | --lease-cache 0.9 cannot be used: give 0..0.5",
                "dhcp --mode dhcp --interface lo --range 10.0.0.1-10.0.0.9 --lease-cache x | --lease-cache x cannot be used: give 0 to 0.5",
                "dhcp --mode dhcp --interface lo --range 10.0.0.1-10.0.0.9 --load-balance 7 | --load-balance 7 cannot be used: give like 0-127",
                "dhcp --mode dhcp --interface lo --range 10.0.0.1-10.0.0.9 --load-balance 9-256 | --load-balance 9-256 cannot be used: give 0..255",
                "dhcp --mode dhcp --interface lo --range 10.0.0.1-10.0.0.9 --server-id x | --server-id x cannot be used",
                "dhcp --mode dhcp --interface lo --range 10.0.0.1-10.0.0.9 --client-rate -1 | --client-rate -1 cannot be used: give 0..1000000",
                "dhcp --mode proxy --interface lo --bios a --uefi-style x | --uefi-style x cannot be used: give direct or redirect",
                "dhcp --mode proxy --interface lo --bios a --reply-delay 5s | --reply-delay 5s cannot be used: give 0..3 s",
                "dhcp --mode proxy --interface lo --bios a --relay 10 | --relay 10 cannot be used",
                "dhcp --mode dhcp --interface pxe4j-none --range 10.0.0.1-10.0.0.9 | There is no network interface pxe4j-none: choose one of ",
            })
    void saysInOneSentenceWhatIsWrong(String line) {
        int bar = line.lastIndexOf('|');
        command.assertProblem(
                line.substring(bar + 1).strip(), line.substring(0, bar).strip().split(" "));
    }
}
