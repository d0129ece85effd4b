package io.pxe4j.bench.check;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.bench.DhcpDecodeBenchmark;
import io.pxe4j.bench.ReadTransferBenchmark;
import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.DhcpDecoder;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.tftp.TftpLayout;
import java.util.function.Consumer;

/** Everything that is said to make no object, one by one. */
final class AllocationChecks {
    private AllocationChecks() {}

    /** Hands over one verdict after the other. */
    static void run(Consumer<Bound.Verdict> verdicts) {
        DhcpDecodeBenchmark decoding = new DhcpDecodeBenchmark();
        decoding.makeRequest();
        verdicts.accept(Bound.DHCP_READ_DIRECT.measure(() -> Allocation.perOperation(decoding::readTenOptions)));
        verdicts.accept(Bound.DHCP_KIND.measure(
                () -> Allocation.perOperation(() -> decoding.classify() == BootClient.Kind.IPXE ? 1 : 0)));
        decoding.moveToHeap();
        verdicts.accept(Bound.DHCP_READ_HEAP.measure(() -> Allocation.perOperation(decoding::readTenOptions)));
        decoding.freeRequest();
        verdicts.accept(Bound.DHCP_NUMBERS.measure(AllocationChecks::numbers));
        verdicts.accept(Bound.TFTP_ACK.measure(() -> acknowledge(1)));
        verdicts.accept(Bound.TFTP_ACK_WINDOW.measure(() -> acknowledge(16)));
        verdicts.accept(Bound.TFTP_HEADERS.measure(AllocationChecks::headers));
    }

    private static double numbers() {
        ByteBuf message = DhcpPacketWriter.request(DhcpMessageType.REQUEST, HardwareAddress.of("02:00:00:00:00:00"))
                .set(DhcpOption.SERVER_IDENTIFIER, Ip4.of("10.0.0.1"))
                .set(DhcpOption.REQUESTED_ADDRESS, Ip4.of("10.0.3.200"))
                .encode(UnpooledByteBufAllocator.DEFAULT);
        DhcpDecoder decoder = DhcpDecoder.create();
        try {
            return Allocation.perOperation(() -> {
                DhcpPacket packet = (DhcpPacket) decoder.decode(message);
                return packet.number(DhcpOption.MESSAGE_TYPE, 0)
                        + packet.ip4Bits(DhcpOption.SERVER_IDENTIFIER)
                        + packet.ip4Bits(DhcpOption.REQUESTED_ADDRESS);
            });
        } finally {
            message.release();
        }
    }

    private static double acknowledge(int window) {
        ReadTransferBenchmark engine = new ReadTransferBenchmark();
        engine.window = window;
        engine.agree();
        return Allocation.perOperation(engine::ackAndSend);
    }

    private static double headers() {
        ByteBuf packet = Unpooled.directBuffer(8);
        try {
            return Allocation.perOperation(() -> {
                packet.clear();
                TftpLayout.writeDataHeader(packet, 7);
                return (long) TftpLayout.opcode(packet) << 16 | TftpLayout.block(packet);
            });
        } finally {
            packet.release();
        }
    }
}
