package io.pxe4j.bench.load;

import static io.pxe4j.bench.load.LoadClient.Answer.ACK;
import static io.pxe4j.bench.load.LoadClient.Answer.ERROR;
import static io.pxe4j.bench.load.LoadClient.Answer.NOTHING;
import static io.pxe4j.bench.load.LoadClient.Answer.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpLayout;
import io.pxe4j.tftp.TftpOack;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpPacket;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class LoadClientTest {
    private static final InetSocketAddress SERVER = new InetSocketAddress("127.0.0.1", 69);
    private static final long SECOND = 1_000_000_000;
    private static final int BLKSIZE = 100;

    private final byte[] content = content(10 * BLKSIZE + 7);
    private LoadClient client = client(4);

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(1).nextBytes(content);
        return content;
    }

    private long crc() {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }

    private LoadPlan.Builder plan(int window) {
        return LoadPlan.of(SERVER, "f")
                .blksize(BLKSIZE)
                .window(window)
                .tsize(true)
                .expectedCrc32(crc());
    }

    private LoadClient client(int window) {
        return new LoadClient(plan(window).build());
    }

    private LoadClient.Answer receive(TftpPacket packet) {
        return receive(packet.encode(UnpooledByteBufAllocator.DEFAULT));
    }

    private LoadClient.Answer receive(ByteBuf datagrams) {
        return receive(datagrams, 0);
    }

    private LoadClient.Answer receive(ByteBuf datagrams, long now) {
        try {
            return client.onDatagrams(datagrams, now);
        } finally {
            datagrams.release();
        }
    }

    private LoadClient.Answer agree() {
        client.start(0);
        return receive(new TftpOack(TftpOptions.of("blksize", "100", "tsize", "1007", "windowsize", "4")));
    }

    /** Those blocks, one behind the other as the kernel hands them over. */
    private ByteBuf blocks(int... numbers) {
        ByteBuf buffer = Unpooled.buffer();
        for (int number : numbers) {
            int from = (number - 1) * BLKSIZE;
            TftpLayout.writeDataHeader(buffer, number);
            buffer.writeBytes(content, from, Math.min(BLKSIZE, content.length - from));
        }
        return buffer;
    }

    @Test
    void asksForWhatThePlanSaysAndForNothingElse() {
        assertThat(LoadClient.request(plan(4).build())).hasToString("RRQ \"f\" octet blksize=100 tsize=0 windowsize=4");
        assertThat(LoadClient.request(LoadPlan.of(SERVER, "f").build())).hasToString("RRQ \"f\" octet");
    }

    @Test
    void aWholeTransferIsAckedWindowByWindow() {
        assertThat(client.start(0)).isEqualTo(REQUEST);
        assertThat(agree()).isEqualTo(ACK);
        assertThat(client.ackBlock()).isZero();
        assertThat(receive(blocks(1, 2, 3, 4))).isEqualTo(ACK);
        assertThat(client.ackBlock()).isEqualTo(4);
        assertThat(receive(blocks(5, 6))).isEqualTo(NOTHING);
        assertThat(client.isInsideWindow()).isTrue();
        assertThat(receive(blocks(7))).isEqualTo(NOTHING);
        assertThat(receive(blocks(8))).isEqualTo(ACK);
        assertThat(client.isInsideWindow()).isFalse();
        assertThat(receive(blocks(9, 10, 11), 5_000_000)).isEqualTo(ACK);

        assertThat(client.ackBlock()).isEqualTo(11);
        assertThat(client.isFinished()).isTrue();
        assertThat(client.isCorrupt()).isFalse();
        assertThat(client.octets()).isEqualTo(1007);
        assertThat(client.nanos()).isEqualTo(5_000_000);
    }

    @Test
    void aLostBlockIsToldOnceAndTheWindowBeginsBehindWhatCame() {
        agree();
        assertThat(receive(blocks(1))).isEqualTo(NOTHING);
        assertThat(receive(blocks(3))).isEqualTo(ACK);
        assertThat(client.ackBlock()).isEqualTo(1);
        assertThat(receive(blocks(4))).isEqualTo(NOTHING);

        // RFC 7440 §4: the server goes on behind the ACK.
        assertThat(receive(blocks(2, 3, 4))).isEqualTo(NOTHING);
        assertThat(receive(blocks(5))).isEqualTo(ACK);
        assertThat(client.ackBlock()).isEqualTo(5);
        receive(blocks(6, 7, 8, 9));
        receive(blocks(10, 11));
        assertThat(client.isFinished()).isTrue();
        assertThat(client.isCorrupt()).isFalse();
    }

    @Test
    void aBlockThatComesTwiceCountsOnceAndItsAckIsSaidAgain() {
        agree();
        receive(blocks(1, 2, 3, 4));
        assertThat(receive(blocks(4))).isEqualTo(ACK);
        assertThat(client.ackBlock()).isEqualTo(4);
        // An older one says nothing new.
        assertThat(receive(blocks(2))).isEqualTo(NOTHING);
        assertThat(client.octets()).isEqualTo(400);
        receive(blocks(5, 6, 7, 8));
        receive(blocks(9, 10, 11));
        assertThat(client.isCorrupt()).isFalse();
    }

    @Test
    void aWindowInAnotherOrderLosesNothingThatTheServerSendsAgain() {
        agree();
        receive(blocks(1));
        assertThat(receive(blocks(3))).isEqualTo(ACK);
        assertThat(client.ackBlock()).isEqualTo(1);
        assertThat(receive(blocks(2))).isEqualTo(NOTHING);
        assertThat(receive(blocks(4))).isEqualTo(ACK);
        assertThat(client.ackBlock()).isEqualTo(2);
        receive(blocks(2, 3, 4, 5));
        assertThat(client.ackBlock()).isEqualTo(5);
        receive(blocks(6, 7, 8, 9));
        receive(blocks(10, 11));
        assertThat(client.isFinished()).isTrue();
        assertThat(client.isCorrupt()).isFalse();
        assertThat(client.octets()).isEqualTo(1007);
    }

    @Test
    void anOackThatComesTwiceIsAckedTwiceAndIgnoredAfterTheFirstBlock() {
        agree();
        TftpOack oack = new TftpOack(TftpOptions.of("blksize", "100", "windowsize", "4"));
        assertThat(receive(oack)).isEqualTo(ACK);
        assertThat(client.ackBlock()).isZero();
        receive(blocks(1));
        assertThat(receive(oack)).isEqualTo(NOTHING);
    }

    @Test
    void whatTheServerDoesNotAgreeToIsAsRfc1350HasIt() {
        client.start(0);
        assertThat(receive(new TftpOack(TftpOptions.of("blksize", "100")))).isEqualTo(ACK);
        assertThat(receive(blocks(1))).isEqualTo(ACK);
        assertThat(receive(blocks(2))).isEqualTo(ACK);
        assertThat(client.ackBlock()).isEqualTo(2);
    }

    @Test
    void aServerMayLowerWhatWasAskedFor() {
        client.start(0);
        receive(new TftpOack(TftpOptions.of("blksize", "100", "windowsize", "2")));
        assertThat(receive(blocks(1, 2))).isEqualTo(ACK);
        assertThat(client.ackBlock()).isEqualTo(2);
    }

    @Test
    void aServerThatRaisesWhatWasAskedForIsToldAndTheTransferFails() {
        client.start(0);
        assertThat(receive(new TftpOack(TftpOptions.of("blksize", "101")))).isEqualTo(ERROR);
        assertThat(client.isOver()).isTrue();
        assertThat(client.isFinished()).isFalse();
        assertThat(client.failure())
                .isEqualTo("OACK blksize=101 was not asked for (asked: blksize=100 tsize=0 windowsize=4)");
        assertThat(LoadClient.error().code()).isEqualTo(TftpErrorCode.OPTION_NEGOTIATION);

        client.start(0);
        assertThat(receive(new TftpOack(TftpOptions.of("windowsize", "5")))).isEqualTo(ERROR);
        client.start(0);
        assertThat(receive(new TftpOack(TftpOptions.of("windowsize", "0")))).isEqualTo(ERROR);
    }

    @Test
    void aServerWithoutOptionsSendsBlocksOf512InLockStep() {
        byte[] file = content(1000);
        CRC32 crc = new CRC32();
        crc.update(file);
        client = new LoadClient(plan(4).expectedCrc32(crc.getValue()).build());
        client.start(0);
        ByteBuf first = Unpooled.buffer();
        TftpLayout.writeDataHeader(first, 1);
        assertThat(receive(first.writeBytes(file, 0, 512))).isEqualTo(ACK);
        assertThat(client.isFinished()).isFalse();
        ByteBuf second = Unpooled.buffer();
        TftpLayout.writeDataHeader(second, 2);
        assertThat(receive(second.writeBytes(file, 512, 488))).isEqualTo(ACK);
        assertThat(client.isFinished()).isTrue();
        assertThat(client.isCorrupt()).isFalse();
        assertThat(client.octets()).isEqualTo(1000);
    }

    @Test
    void anErrorEndsTheTransferAndIsKept() {
        client.start(0);
        assertThat(receive(TftpError.of(TftpErrorCode.FILE_NOT_FOUND, "no such file")))
                .isEqualTo(NOTHING);
        assertThat(client.isOver()).isTrue();
        assertThat(client.failure()).isEqualTo("ERROR 1 (file not found): no such file");

        client.start(0);
        assertThat(client.isOver()).isFalse();
        assertThat(client.failure()).isEmpty();
    }

    @Test
    void contentThatIsNotWhatWasExpectedIsCorrupt() {
        agree();
        content[350] ^= 1;
        receive(blocks(1, 2, 3, 4));
        receive(blocks(5, 6, 7, 8));
        receive(blocks(9, 10, 11));
        assertThat(client.isFinished()).isTrue();
        assertThat(client.isCorrupt()).isTrue();
    }

    @Test
    void aFileOfAnotherSizeThanTheServerSaidIsCorrupt() {
        client = new LoadClient(
                LoadPlan.of(SERVER, "f").blksize(BLKSIZE).tsize(true).build());
        client.start(0);
        receive(new TftpOack(TftpOptions.of("blksize", "100", "tsize", "8")));
        ByteBuf block = Unpooled.buffer();
        TftpLayout.writeDataHeader(block, 1);
        receive(block.writeBytes(content, 0, 7));
        assertThat(client.isFinished()).isTrue();
        assertThat(client.isCorrupt()).isTrue();
    }

    @Test
    void silenceIsAnsweredByTheLastPacketAgainUntilItIsTooMuch() {
        client.start(0);
        assertThat(client.onTime(SECOND - 1)).isEqualTo(NOTHING);
        assertThat(client.onTime(SECOND)).isEqualTo(REQUEST);
        assertThat(client.onTime(SECOND + 1)).isEqualTo(NOTHING);
        receive(
                new TftpOack(TftpOptions.of("blksize", "100", "windowsize", "4"))
                        .encode(UnpooledByteBufAllocator.DEFAULT),
                2 * SECOND);
        receive(blocks(1, 2), 2 * SECOND);
        for (int i = 1; i <= LoadClient.MAX_RETRIES; i++) {
            assertThat(client.onTime((2 + i) * SECOND)).isEqualTo(ACK);
            assertThat(client.ackBlock()).isEqualTo(2);
        }
        assertThat(client.onTime(20 * SECOND)).isEqualTo(NOTHING);
        assertThat(client.isOver()).isTrue();
        assertThat(client.failure()).isEqualTo("no answer to 8 tries");
    }

    @Test
    void blockNumbersGoOnAtZeroBehind65535() {
        client = new LoadClient(LoadPlan.of(SERVER, "f").blksize(8).window(1).build());
        client.start(0);
        receive(new TftpOack(TftpOptions.of("blksize", "8", "windowsize", "1")));
        for (int block = 1; block <= 65537; block++) {
            ByteBuf data = Unpooled.buffer();
            TftpLayout.writeDataHeader(data, block);
            assertThat(receive(data.writeLong(block))).isEqualTo(ACK);
            assertThat(client.ackBlock()).isEqualTo(block & 0xffff);
        }
        assertThat(client.octets()).isEqualTo(65537L * 8);
    }

    @Test
    void packetsThatAreNoneAreIgnored() {
        agree();
        assertThat(receive(Unpooled.buffer().writeZero(3))).isEqualTo(NOTHING);
        assertThat(receive(Unpooled.buffer().writeInt(0x00090001))).isEqualTo(NOTHING);
        assertThat(receive(Unpooled.buffer().writeInt(0x00040001))).isEqualTo(NOTHING);
        assertThat(receive(blocks(1, 2, 3, 4))).isEqualTo(ACK);
    }
}
