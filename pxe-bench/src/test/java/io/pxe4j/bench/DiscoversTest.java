package io.pxe4j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.HardwareAddress;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class DiscoversTest {
    @Property(tries = 100)
    void isTakenForIpxeOfThatAddress(@ForAll @Size(6) byte[] mac) {
        HardwareAddress address = HardwareAddress.of(HardwareAddress.ETHERNET, mac);
        ByteBuf discover = Discovers.ipxe(address);
        try {
            BootClient client = BootClient.of((DhcpPacket) DhcpPacket.decode(discover));

            assertThat(client.kind()).isEqualTo(BootClient.Kind.IPXE);
            assertThat(client.hardwareAddress()).isEqualTo(address);
            assertThat(client.ipxeFeatures()).hasSize(12);
        } finally {
            discover.release();
        }
    }
}
