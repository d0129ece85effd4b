package io.pxe4j.bench.scale;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.dhcp.ClientArchitecture;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.NetworkInterfaceIdentifier;
import io.pxe4j.dhcp.VendorClass;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The DHCP requests of the simulated firmware: made once for each kind, then filled in for each machine. */
final class RequestForms {
    private static final int HOPS = 3;
    private static final int XID = 4;
    private static final int GIADDR = 24;
    private static final int CHADDR = 28;
    private static final int NUMBER = CHADDR + 3;
    private static final int OPTIONS = 240;
    private static final int END = 255;
    private static final Ip4 BLANK = Ip4.of("192.0.2.1");
    private static final byte[] ROM_LIST = {
        1, 2, 3, 4, 5, 6, 12, 13, 15, 17, 18, 22, 23, 28, 40, 41, 42, 43, 50, 51, 54, 58, 59, 60, 66, 67, 97
    };
    private static final byte[] IPXE_LIST = {1, 3, 6, 7, 12, 15, 17, 26, 43, 60, 66, 67, 119, (byte) 175, (byte) 203};
    /** Features of an iPXE: PXE, HTTP, TFTP, DNS, EFI or bzImage. */
    private static final byte[] FEATURES = {0x10, 1, 1, 0x13, 1, 1, 0x15, 1, 1, 0x17, 1, 1, 0x18, 1, 1};

    private final Form[] forms = new Form[8];

    RequestForms() {
        for (int i = 0; i < forms.length; i++) {
            forms[i] = new Form((i & 1) != 0, (i & 2) != 0, (i & 4) != 0);
        }
    }

    /** The octets of that request; valid until the next one of its kind is asked for. */
    ByteBuf fill(Mail mail, boolean uefi, Ip4 relay) {
        boolean request = mail.kind() == Mail.Kind.REQUEST;
        Form form = forms[(request ? 1 : 0) | (mail.ipxe() ? 2 : 0) | (uefi ? 4 : 0)];
        form.bytes.setInt(XID, mail.xid()).setInt(GIADDR, relay.bits()).setMedium(NUMBER, mail.machine());
        if (form.clientId > 0) {
            // Type, then the address, of which the last three octets differ.
            form.bytes.setMedium(form.clientId + 4, mail.machine());
        }
        if (request) {
            form.bytes.setInt(form.requested, mail.address()).setInt(form.server, mail.serverAddress());
        }
        return form.bytes.readerIndex(0);
    }

    private static final class Form {
        final ByteBuf bytes;
        final int requested;
        final int server;
        final int clientId;

        Form(boolean request, boolean ipxe, boolean uefi) {
            ClientArchitecture architecture = uefi ? ClientArchitecture.X64_UEFI : ClientArchitecture.X86_BIOS;
            NetworkInterfaceIdentifier undi = NetworkInterfaceIdentifier.undi(uefi ? 3 : 2, uefi ? 10 : 1);
            HardwareAddress address = HardwareAddress.of("02:50:58:00:00:00");
            DhcpPacketWriter writer = DhcpPacketWriter.request(
                            request ? DhcpMessageType.REQUEST : DhcpMessageType.DISCOVER, address)
                    .broadcast(!ipxe)
                    .giaddr(BLANK)
                    .set(DhcpOption.MAX_MESSAGE_SIZE, 1472)
                    .set(DhcpOption.CLIENT_ARCHITECTURE, List.of(architecture))
                    .set(DhcpOption.CLIENT_NDI, undi)
                    .set(DhcpOption.VENDOR_CLASS, VendorClass.pxeClient(architecture, undi))
                    .raw(55, ipxe ? IPXE_LIST : ROM_LIST)
                    .raw(97, new byte[17]);
            if (ipxe) {
                writer.raw(77, "iPXE".getBytes(StandardCharsets.US_ASCII))
                        .raw(175, FEATURES)
                        .raw(61, new byte[] {1, 2, 0x50, 0x58, 0, 0, 0});
            }
            if (request) {
                writer.set(DhcpOption.REQUESTED_ADDRESS, BLANK).set(DhcpOption.SERVER_IDENTIFIER, BLANK);
            }
            this.bytes = onHeap(writer.encode(UnpooledByteBufAllocator.DEFAULT));
            this.bytes.setByte(HOPS, 1);
            this.requested = find(bytes, DhcpOption.REQUESTED_ADDRESS.code());
            this.server = find(bytes, DhcpOption.SERVER_IDENTIFIER.code());
            this.clientId = find(bytes, 61);
        }
    }

    /** For as long as the form lives, without anybody to release it. */
    private static ByteBuf onHeap(ByteBuf encoded) {
        try {
            return Unpooled.wrappedBuffer(ByteBufUtil.getBytes(encoded));
        } finally {
            encoded.release();
        }
    }

    /** Where the value of an option begins; 0 if it is not there. */
    static int find(ByteBuf packet, int code) {
        int at = packet.readerIndex() + OPTIONS;
        int end = packet.writerIndex();
        while (at + 1 < end) {
            int option = packet.getUnsignedByte(at);
            if (option == END) {
                break;
            }
            if (option == code) {
                return at + 2;
            }
            at += option == 0 ? 1 : 2 + packet.getUnsignedByte(at + 1);
        }
        return 0;
    }
}
