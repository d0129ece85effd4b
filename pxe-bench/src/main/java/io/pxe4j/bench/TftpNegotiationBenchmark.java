package io.pxe4j.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.pxe4j.tftp.TftpOack;
import io.pxe4j.tftp.TftpPacket;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.AgreedOptions;
import io.pxe4j.tftp.engine.NegotiationLimits;
import io.pxe4j.tftp.engine.OptionNegotiation;
import io.pxe4j.tftp.engine.ReadTransfer;
import io.pxe4j.tftp.engine.TransferTimers;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The engine's share of a request: from the octets of an RRQ to those of the OACK, with the transfer that begins. One operation is one
 * request; opening the file and the sockets are not in it.
 */
public class TftpNegotiationBenchmark extends AbstractBenchmark {
    private static final long SIZE = 60L << 20;

    /** Whose request: its options, in its order. */
    @Param({"IPXE", "EDK2", "WINDOWS"})
    public Asking client = Asking.IPXE;

    private ByteBuf request = Unpooled.EMPTY_BUFFER;

    /** What real clients ask for. */
    public enum Asking {
        /** As its {@code tftp.c}. */
        IPXE("boot/vmlinuz|octet|blksize|1432|tsize|0|"),
        /** As its PXE base code does with the default of its window. */
        EDK2("boot/snponly.efi|octet|blksize|1468|windowsize|4|"),
        /** As the boot manager, with an option of its own that nobody knows. */
        WINDOWS("\\Boot\\BCD|octet|tsize|0|blksize|1456|windowsize|4|msftwindow|31416|");

        private final String octets;

        Asking(String fields) {
            octets = "\0\1" + fields.replace('|', '\0');
        }
    }

    /** Puts the request into a buffer like that of a socket. */
    @Setup
    public void makeRequest() {
        request = PooledByteBufAllocator.DEFAULT.directBuffer();
        request.writeCharSequence(client.octets, StandardCharsets.US_ASCII);
    }

    /** Frees the request. */
    @TearDown
    public void freeRequest() {
        request.release();
    }

    /** Decodes, agrees, starts the transfer and encodes the OACK. */
    @Benchmark
    public int negotiate() {
        TftpRequest asked = (TftpRequest) TftpPacket.decode(request);
        AgreedOptions agreed = OptionNegotiation.agree(asked, NegotiationLimits.DEFAULT, SIZE);
        ReadTransfer transfer = ReadTransfer.start(agreed, SIZE, TransferTimers.DEFAULT, 0);
        ByteBuf oack = new TftpOack(agreed.oack()).encode(PooledByteBufAllocator.DEFAULT);
        int octets = oack.readableBytes();
        oack.release();
        return octets + (transfer.isOver() ? 1 : 0);
    }
}
