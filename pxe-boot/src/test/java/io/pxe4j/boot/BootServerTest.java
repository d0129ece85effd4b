package io.pxe4j.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.ClientArchitecture;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.VendorClass;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.DhcpLeasing;
import io.pxe4j.dhcp.engine.ServerPort;
import io.pxe4j.dhcp.engine.Subnet;
import io.pxe4j.dhcp.server.DhcpServer;
import io.pxe4j.ipxe.Initrd;
import io.pxe4j.ipxe.IpxeScript;
import io.pxe4j.testkit.BootPlan;
import io.pxe4j.testkit.BootResult;
import io.pxe4j.testkit.ClientLease;
import io.pxe4j.testkit.FetchedFile;
import io.pxe4j.testkit.Firmware;
import io.pxe4j.testkit.Platform;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BootServerTest {
    @TempDir
    Path root;

    private final Queue<BootStep> steps = new ConcurrentLinkedQueue<>();
    private @Nullable BootServer server;
    private @Nullable DhcpServer addresses;

    @BeforeEach
    void content() throws IOException {
        write("undionly.kpxe", 70_000);
        write("snponly.efi", 150_000);
        write("vmlinuz", 400_000);
        write("initrd.img", 300_000);
        Files.writeString(root.resolve("boot.ipxe"), "#!ipxe\nkernel vmlinuz\ninitrd initrd.img\nboot\n");
    }

    private void write(String name, int size) throws IOException {
        byte[] octets = new byte[size];
        new Random(size).nextBytes(octets);
        Files.write(root.resolve(name), octets);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        if (addresses != null) {
            addresses.close();
        }
    }

    static Stream<BootPlan> machines() {
        return Stream.of(
                Firmware.intelPxe().thenIpxe(),
                Firmware.edk2Pxe().thenIpxe(),
                Firmware.edk2Http().thenIpxe(),
                BootPlan.of(Firmware.ipxe(Platform.PCBIOS)),
                BootPlan.of(Firmware.ipxe(Platform.EFI)));
    }

    private BootServer.Builder settings() {
        return BootServer.builder()
                .onLoopback()
                .root(root)
                .bios("undionly.kpxe")
                .uefiX64("snponly.efi")
                .listener(steps::add);
    }

    private BootServer start(BootServer.Builder builder) throws Exception {
        BootServer fresh = builder.build();
        server = fresh;
        return fresh.start().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private DhcpServer startAddressServer() throws Exception {
        DhcpServer fresh = DhcpServer.builder()
                .onAddress(Ip4.of("127.0.0.1"))
                .dhcpPort(0)
                .withoutPxePort()
                .replyToSource(true)
                .engine(DhcpLeasing.builder().pool(AddressPool.of("127.0.0.60-127.0.0.69"))::build)
                .build();
        addresses = fresh;
        return fresh.start().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static BootServer.Builder leasing(BootServer.Builder builder) {
        return builder.leasing(AddressPool.of("127.0.0.50-127.0.0.59"));
    }

    private static IpxeScript script(BootClient client) {
        return IpxeScript.builder()
                .echo("Made for ", client.hardwareAddress().toString())
                .kernel("vmlinuz")
                .initrd(Initrd.of("initrd.img"))
                .propagate()
                .initrd(Initrd.of("initrd.img"))
                .propagate()
                .boot()
                .propagate()
                .build();
    }

    private static List<String> names(BootResult result) {
        return result.files().stream().map(FetchedFile::name).toList();
    }

    private String story() {
        StringBuilder text = new StringBuilder();
        steps.forEach(step -> text.append(step).append('\n'));
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void bootsEveryMachineThatItLeasesAnAddressTo(BootPlan machine) throws Exception {
        BootServer running = start(leasing(settings()).ipxe("boot.ipxe"));

        BootResult result = Loopback.boot(machine, Loopback.network(running));

        assertThat(result.booted()).as(result.ladder() + story()).isTrue();
        assertThat(names(result)).contains("boot.ipxe", "vmlinuz", "initrd.img");
        assertThat(result.leases())
                .allSatisfy(lease -> assertThat(lease.address()).isGreaterThanOrEqualTo(Ip4.of("127.0.0.50")));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void bootsEveryMachineBesideAnAddressServer(BootPlan machine) throws Exception {
        DhcpServer site = startAddressServer();
        BootServer running = start(settings().proxy().scripts(BootServerTest::script));

        BootResult result = Loopback.boot(machine, Loopback.network(running, site));

        assertThat(result.booted()).as(result.ladder() + story()).isTrue();
        assertThat(names(result)).contains("script-52-54-00-00-00-01.ipxe", "vmlinuz", "initrd.img");
        assertThat(result.leases())
                .allSatisfy(lease -> assertThat(lease.address()).isGreaterThanOrEqualTo(Ip4.of("127.0.0.60")));
    }

    @Test
    void makesAScriptForEachClient() throws Exception {
        BootServer running = start(leasing(settings()).scripts(BootServerTest::script));
        BootPlan machine = BootPlan.of(Firmware.ipxe(Platform.PCBIOS));

        BootResult one = Loopback.boot(machine, Loopback.network(running).mac("52:54:00:00:00:0a"));
        BootResult other = Loopback.boot(machine, Loopback.network(running).mac("52:54:00:00:00:0b"));

        assertThat(one.ladder()).contains("script-52-54-00-00-00-0a.ipxe", "Made for 52:54:00:00:00:0a");
        assertThat(other.ladder()).contains("script-52-54-00-00-00-0b.ipxe", "Made for 52:54:00:00:00:0b");
    }

    @Test
    void servesScriptsByTftpWhereThereIsNoHttp() throws Exception {
        BootServer running = start(leasing(settings()).withoutHttp().scripts(BootServerTest::script));

        BootResult result = Loopback.boot(BootPlan.of(Firmware.ipxe(Platform.PCBIOS)), Loopback.network(running));

        assertThat(result.booted()).as(result.ladder()).isTrue();
        assertThat(result.files())
                .allSatisfy(file -> assertThat(file.uri().getScheme()).isEqualTo("tftp"));
        assertThat(running.httpAddress()).isEmpty();
    }

    @Test
    void leavesAMachineAloneWhenTheDeciderSaysSo() throws Exception {
        BootServer running =
                start(leasing(settings()).decide(BootDecider.of(client -> BootDecision.ignore("not ours"))));

        BootResult result = Loopback.boot(BootPlan.of(Firmware.ipxe(Platform.PCBIOS)), Loopback.network(running));

        assertThat(result.booted()).isFalse();
        assertThat(result.leases()).hasSize(1);
    }

    @Test
    void tellsAFileAUrlOrTheStandardAsDecided() throws Exception {
        BootServer running = start(leasing(settings())
                .decide(client -> CompletableFuture.supplyAsync(() -> client.kind() == BootClient.Kind.IPXE
                        ? BootDecision.url(
                                server == null ? "" : server.httpRoot().orElseThrow() + "boot.ipxe")
                        : BootDecision.file("undionly.kpxe"))));

        BootResult result = Loopback.boot(Firmware.intelPxe().thenIpxe(), Loopback.network(running));

        assertThat(result.booted()).as(result.ladder()).isTrue();
        assertThat(names(result)).containsExactly("undionly.kpxe", "boot.ipxe", "vmlinuz", "initrd.img");
    }

    @Test
    void tellsTheStoryOfABoot() throws Exception {
        BootServer running = start(leasing(settings()).ipxe("boot.ipxe"));

        Loopback.boot(Firmware.intelPxe().thenIpxe(), Loopback.network(running));

        assertThat(story())
                .containsSubsequence(
                        "52:54:00:00:00:01, x86 BIOS, PXE ROM: DHCP OFFER 127.0.0.5",
                        "boot undionly.kpxe from 127.0.0.1",
                        "52:54:00:00:00:01, x86 BIOS, iPXE: DHCP ACK 127.0.0.5",
                        "boot boot.ipxe from 127.0.0.1");
        assertThat(steps).extracting(BootStep::kind).contains(BootStep.Kind.DHCP_ANSWERED, BootStep.Kind.TFTP_SENT);
    }

    @Test
    void saysWhyAClassOfClientsGetsNothing() throws Exception {
        BootServer running =
                start(leasing(BootServer.builder().onLoopback().root(root).listener(steps::add)));

        BootResult result = Loopback.boot(BootPlan.of(Firmware.edk2Http()), Loopback.network(running));

        assertThat(result.booted()).isFalse();
    }

    @Test
    void saysThatATftpPortIsTaken() throws Exception {
        BootServer running = start(leasing(settings()));
        int taken = running.tftpAddresses().get(0).getPort();

        BootServer second = settings().tftpPort(taken).build();

        assertThat(second.start())
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(BootException.class)
                .withMessageContaining("UDP port " + taken + " on 127.0.0.1 is taken by another program");
        second.close();
    }

    @Test
    void saysThatAnHttpPortIsTakenAndLeavesNoSocket() throws Exception {
        BootServer running = start(leasing(settings()));
        int taken = running.httpAddress().orElseThrow().getPort();

        BootServer second = settings().httpPort(taken).build();

        assertThat(second.start())
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(BootException.class)
                .withMessageContaining("TCP port " + taken + " on 127.0.0.1 is taken by another program");
        assertIsFree(second.tftpAddresses().get(0));
    }

    @Test
    void saysThatTheDhcpPortIsTakenAndStopsTheOthers() throws Exception {
        BootServer running = start(leasing(settings()));
        int taken = running.dhcpEndpoints().get(0).portNumber();

        BootServer second = settings().dhcpPort(taken).build();

        assertThat(second.start())
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(BootException.class)
                .withMessageContaining("UDP port " + taken);
        assertIsFree(second.tftpAddresses().get(0));
    }

    private static void assertIsFree(InetSocketAddress address) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(address)) {
            assertThat(socket.isBound()).isTrue();
        }
    }

    @Test
    void closesItsSocketsAndThreads() throws Exception {
        BootServer running = start(leasing(settings()));
        InetSocketAddress http = running.httpAddress().orElseThrow();

        running.close();
        running.close();

        assertThatThrownBy(() -> {
                    try (Socket socket = new Socket()) {
                        socket.connect(http, 1000);
                    }
                })
                .isInstanceOf(IOException.class);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().matches("(pxe4j|pxe)-.*")) {
                thread.join(10_000); // the last lines of a thread run after it has been reported as ended
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void stopsEvenWhileItStarts() throws Exception {
        for (int i = 0; i < 10; i++) {
            BootServer.Builder builder = leasing(settings());
            BootServer fresh = (i % 2 == 0 ? builder : builder.withoutHttp()).build();
            var starting = fresh.start().toCompletableFuture();

            fresh.stop().toCompletableFuture().get(10, TimeUnit.SECONDS);

            // Either it was up before it was stopped, or it says that it was stopped; nothing listens in both cases.
            starting.handle((up, failure) -> failure == null).get(10, TimeUnit.SECONDS);
            for (InetSocketAddress address : fresh.tftpAddresses()) {
                assertIsFree(address);
            }
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("pxe-dhcp")) {
                thread.join(10_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void handsItsBuildersToWhoeverWantsMoreOfThem() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        BootServer running = start(settings()
                .bootFiles(BootFiles.builder().bios("undionly.kpxe").build())
                .leasing(settings -> settings.subnet(Subnet.builder("127.0.0.0/8")
                        .pool("127.0.0.70-127.0.0.70")
                        .build()))
                .proxyDhcp(settings -> asked.add("proxy"))
                .dhcpServer(settings -> asked.add("server"))
                .tftpServer(settings -> asked.add("tftp")));

        BootResult result = Loopback.boot(BootPlan.of(Firmware.intelPxe()), Loopback.network(running));

        assertThat(result.leases())
                .as(result.ladder() + story())
                .extracting(ClientLease::address)
                .containsExactly(Ip4.of("127.0.0.70"));
        assertThat(asked).containsExactlyInAnyOrder("proxy", "server", "tftp");
    }

    @Test
    void answersOnPort4011WhereItLeasesAddressesToo() throws Exception {
        BootServer running = start(leasing(settings()));
        ByteBuf request = DhcpPacketWriter.request(DhcpMessageType.REQUEST, HardwareAddress.of("52:54:00:00:00:01"))
                .ciaddr(Ip4.of("127.0.0.1"))
                .set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT)
                .set(DhcpOption.CLIENT_ARCHITECTURE, List.of(ClientArchitecture.X64_UEFI))
                .encode(UnpooledByteBufAllocator.DEFAULT);
        byte[] octets = ByteBufUtil.getBytes(request);
        request.release();
        try (DatagramSocket client = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            client.setSoTimeout(10_000);
            client.send(new DatagramPacket(
                    octets, octets.length, Loopback.socket(running.dhcpEndpoints(), ServerPort.PXE)));
            DatagramPacket answer = new DatagramPacket(new byte[1500], 1500);
            client.receive(answer);

            DhcpPacket reply =
                    (DhcpPacket) DhcpPacket.decode(Unpooled.wrappedBuffer(answer.getData(), 0, answer.getLength()));
            assertThat(reply.is(DhcpMessageType.ACK)).isTrue();
            assertThat(reply.get(DhcpOption.BOOTFILE_NAME)).contains("snponly.efi");
        }
    }

    @Test
    void startsOnceOnly() throws Exception {
        BootServer running = start(leasing(settings()));

        assertThatThrownBy(running::start).isInstanceOf(IllegalStateException.class);

        BootServer never = settings().build();
        never.close();
        assertThatThrownBy(never::start).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(never::address).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesSettingsThatCannotWork() {
        assertThatThrownBy(() -> BootServer.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("onInterface");
        assertThatThrownBy(() -> BootServer.builder().bios("http://10.0.0.1/x"))
                .hasMessage("bios: http://10.0.0.1/x (expected: a file name, since PXE firmware loads no URLs)");
        assertThatThrownBy(() -> BootServer.builder().ipxe("http:/10.0.0.1/x")).hasMessageContaining("expected");
        assertThatThrownBy(() -> BootServer.builder().uefiX64Http("tftp://10.0.0.1/x"))
                .hasMessageContaining("expected");
        assertThatThrownBy(() -> BootServer.builder().bios(" ")).hasMessageContaining("expected");
        assertThatThrownBy(() -> BootServer.builder().httpPort(65536))
                .hasMessage("httpPort: 65536 (expected: 0..65535)");
    }

    @Test
    void findsAtTheStartThatABootFileIsMissing() {
        assertStartFails(settings().uefiArm64("none.efi"), "none.efi (uefiArm64) is not in " + root);
        assertStartFails(settings().root(root.resolve("none")), "is no directory");
        assertStartFails(BootServer.builder().onLoopback().bios("x"), "name the content root");
        assertStartFails(
                settings().httpPort(8099).uefiX64Http("http://127.0.0.1:8099/none.efi"), "none.efi (uefiX64Http)");
    }

    @Test
    void findsAtTheStartThatTheNetworkIsNotThere() {
        assertStartFails(
                settings().leasing(AddressPool.of("10.0.0.1-10.0.0.9")),
                "The range 10.0.0.1-10.0.0.9 lies outside 127.");
        assertStartFails(settings().onAddress(Ip4.of("203.0.113.9")), "203.0.113.9 is no address of this machine");
        assertStartFails(
                settings().onInterface("pxe4j-none"), "There is no network interface pxe4j-none: choose one of");
    }

    private static void assertStartFails(BootServer.Builder builder, String sentence) {
        assertThat(builder.build().start())
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(BootException.class)
                .withMessageContaining(sentence);
    }

    @Test
    void knowsItsOwnUrl() throws Exception {
        BootServer running = start(leasing(settings()));

        assertThat(running.httpRoot().map(Object::toString))
                .isEqualTo(Optional.of("http://127.0.0.1:"
                        + running.httpAddress().orElseThrow().getPort() + "/"));
        assertThat(running.address()).isEqualTo(Ip4.of("127.0.0.1"));
    }
}
