package io.pxe4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.dhcp.Ip4;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The simulated clients' messages are those of the captured real ones, byte for byte. */
class RequestsMatchCapturesTest {
    @Test
    void edk2PxeSendsTheCapturedDiscoverAndRequest() throws IOException {
        List<byte[]> real = requests("uefi-pxe.pcap");
        EdkRequests edk = EdkRequests.pxe(identity(real.get(0)));

        assertSame(edk.discover(xid(real.get(0)), 0), real.get(0));
        assertSame(edk.request(xid(real.get(1)), 0, Ip4.of("10.77.0.1"), Ip4.of("10.77.0.88")), real.get(1));
        assertSame(Firmware.edk2Pxe().discover(network(real.get(0)), xid(real.get(0))), real.get(0));
    }

    @Test
    void edk2AsksPort4011AsCaptured() throws IOException {
        List<byte[]> real = requests("uefi-pxe-proxy.pcap");
        byte[] binl = real.get(2);

        assertSame(EdkRequests.pxe(identity(binl)).binl(xid(binl), 0, Ip4.of("10.77.0.89")), binl);
    }

    @Test
    void edk2HttpBootSendsTheCapturedDiscoverAndRequest() throws IOException {
        List<byte[]> real = requests("uefi-http.pcap");
        EdkRequests edk = EdkRequests.http(identity(real.get(0)));

        assertSame(edk.discover(xid(real.get(0)), 0), real.get(0));
        assertSame(edk.request(xid(real.get(1)), 0, Ip4.of("10.77.0.1"), Ip4.of("10.77.0.90")), real.get(1));
        assertSame(Firmware.edk2Http().discover(network(real.get(0)), xid(real.get(0))), real.get(0));
    }

    @Test
    void biosIpxeSendsTheCapturedDiscoverAndRequest() throws IOException {
        List<byte[]> real = requests("bios-ipxe.pcap");
        IpxeRequests ipxe = IpxeRequests.of(identity(real.get(0)), Platform.PCBIOS);

        assertSame(ipxe.discover(xid(real.get(0)), 4), real.get(0));
        assertSame(ipxe.request(xid(real.get(2)), 14, Ip4.of("10.77.0.1"), Ip4.of("10.77.0.85")), real.get(2));
        assertSame(Firmware.ipxe(Platform.PCBIOS).discover(network(real.get(0)), xid(real.get(0))), real.get(0));
    }

    @Test
    void efiIpxeSendsTheCapturedDiscoverAndRequest() throws IOException {
        List<byte[]> real = requests("uefi-http.pcap");
        byte[] discover = real.get(2);
        byte[] request = real.get(4);
        IpxeRequests ipxe = IpxeRequests.of(identity(discover), Platform.EFI);

        assertSame(ipxe.discover(xid(discover), 4), discover);
        assertSame(ipxe.request(xid(request), 18, Ip4.of("10.77.0.1"), Ip4.of("10.77.0.90")), request);
    }

    @Test
    void intelsDiscoverCarriesWhatItsBaseCodeSends() {
        byte[] discover = Firmware.intelPxe().discover(Boots.NETWORK, 7);
        Reply read = Reply.of(discover, ScriptedWire.SERVER);

        assertThat(read.messageType()).isEqualTo(1);
        assertThat(read.options().ended()).isTrue();
        assertThat(read.hasVendorClass("PXEClient:Arch:00000:UNDI:002001")).isTrue();
        assertThat(read.option(93)).hasValue(new byte[] {0, 0});
        assertThat(read.option(94)).hasValue(new byte[] {1, 2, 1});
        assertThat(read.option(97).orElseThrow()).hasSize(17);
        assertThat(read.option(55).orElseThrow()).contains(43, 60, 66, 67, 97, 128, 135);
        assertThat(discover[10] & 0xff).as("broadcast flag").isEqualTo(0x80);
    }

    @Test
    void theMachineIdHasItsFirstThreeFieldsInLittleEndianOrder() {
        BootNetwork network = BootNetwork.builder()
                .dhcpServer(ScriptedWire.SERVER)
                .uuid(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"))
                .build();

        assertThat(HexFormat.of().formatHex(Identity.of(network).machineId()))
                .isEqualTo("00" + "33221100" + "5544" + "7766" + "8899" + "aabbccddeeff");
    }

    private static void assertSame(byte[] ours, byte[] real) {
        assertThat(HexFormat.of().formatHex(ours)).isEqualTo(HexFormat.of().formatHex(real));
    }

    private static List<byte[]> requests(String capture) throws IOException {
        return capture(capture).stream()
                .filter(d -> d.destination().getPort() == 67 || d.destination().getPort() == 4011)
                .filter(d -> d.payload()[0] == 1)
                .map(UdpDatagram::payload)
                .toList();
    }

    static List<UdpDatagram> capture(String name) throws IOException {
        try (InputStream in = RequestsMatchCapturesTest.class.getResourceAsStream("/captures/" + name)) {
            return PcapReader.read(in.readAllBytes());
        }
    }

    private static int xid(byte[] message) {
        return Reply.of(message, ScriptedWire.SERVER).xid();
    }

    private static Identity identity(byte[] message) {
        return Identity.of(network(message));
    }

    private static BootNetwork network(byte[] message) {
        String mac = HexFormat.ofDelimiter(":").formatHex(message, 28, 34);
        return BootNetwork.builder().dhcpServer(ScriptedWire.SERVER).mac(mac).build();
    }
}
