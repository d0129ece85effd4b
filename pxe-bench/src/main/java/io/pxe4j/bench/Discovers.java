package io.pxe4j.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.dhcp.ClientArchitecture;
import io.pxe4j.dhcp.ClientIdentifier;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.IpxeFeature;
import io.pxe4j.dhcp.IpxeOptions;
import io.pxe4j.dhcp.MachineId;
import io.pxe4j.dhcp.NetworkInterfaceIdentifier;
import io.pxe4j.dhcp.ParameterRequestList;
import io.pxe4j.dhcp.UserClass;
import io.pxe4j.dhcp.VendorClass;
import java.util.List;
import java.util.UUID;

/** Requests as clients send them, to be measured on. */
final class Discovers {
    private Discovers() {}

    /** What iPXE on BIOS sends first: the options of its {@code dhcp.c}, about 400 octets. The caller releases it. */
    static ByteBuf ipxe(HardwareAddress address) {
        NetworkInterfaceIdentifier undi = NetworkInterfaceIdentifier.undi(2, 1);
        IpxeOptions.Builder features = IpxeOptions.builder();
        for (IpxeFeature feature : new IpxeFeature[] {
            IpxeFeature.PXE_EXT,
            IpxeFeature.ISCSI,
            IpxeFeature.AOE,
            IpxeFeature.HTTP,
            IpxeFeature.HTTPS,
            IpxeFeature.TFTP,
            IpxeFeature.DNS,
            IpxeFeature.BZIMAGE,
            IpxeFeature.MULTIBOOT,
            IpxeFeature.PXE,
            IpxeFeature.ELF,
            IpxeFeature.MENU
        }) {
            features.feature(feature);
        }
        return DhcpPacketWriter.request(DhcpMessageType.DISCOVER, address)
                .xid(0x12345678)
                .set(DhcpOption.MAX_MESSAGE_SIZE, 1472)
                .set(DhcpOption.CLIENT_ARCHITECTURE, List.of(ClientArchitecture.X86_BIOS))
                .set(DhcpOption.CLIENT_NDI, undi)
                .set(DhcpOption.VENDOR_CLASS, VendorClass.pxeClient(ClientArchitecture.X86_BIOS, undi))
                .set(DhcpOption.USER_CLASS, UserClass.IPXE)
                .set(
                        DhcpOption.PARAMETER_REQUEST_LIST,
                        ParameterRequestList.of(
                                1, 3, 6, 7, 12, 15, 17, 26, 43, 60, 66, 67, 119, 128, 129, 130, 131, 132, 133, 134, 135,
                                175, 203))
                .set(DhcpOption.IPXE, features.build())
                .set(DhcpOption.CLIENT_IDENTIFIER, ClientIdentifier.of(address))
                .set(DhcpOption.MACHINE_ID, MachineId.of(new UUID(0x0011223344556677L, 0x8899aabbccddeeffL)))
                .encode(UnpooledByteBufAllocator.DEFAULT);
    }
}
