package io.pxe4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How each firmware's TFTP client asks, answers and gives up. */
class TftpReadTest {
    @Test
    void edk2sTwoRequestsAreTheCapturedOnes() throws IOException {
        List<byte[]> real = clientPackets("uefi-pxe.pcap");

        assertThat(TftpRead.probe(TftpStyle.EDK2, "snponly.efi").request()).isEqualTo(real.get(0));
        assertThat(TftpRead.file(TftpStyle.EDK2, "snponly.efi", 99).request()).isEqualTo(real.get(2));
    }

    @Test
    void edk2AbortsItsProbeAsCaptured() throws IOException {
        TftpRead probe = TftpRead.probe(TftpStyle.EDK2, "snponly.efi");

        Optional<byte[]> abort = probe.receive(oack("blksize", "1468", "tsize", "173792"));

        assertThat(abort).hasValue(clientPackets("uefi-pxe.pcap").get(1));
        assertThat(probe.isDone()).isTrue();
        assertThat(probe.size()).hasValue(173792L);
    }

    @Test
    void ipxesRequestIsTheCapturedOne() throws IOException {
        assertThat(TftpRead.file(TftpStyle.IPXE, "boot.ipxe", 99).request())
                .isEqualTo(clientPackets("bios-ipxe.pcap").get(0));
    }

    @Test
    void intelAsksForTheSizeAndThenWithBlksize1456() {
        assertThat(text(TftpRead.probe(TftpStyle.INTEL, "a").request())).isEqualTo("..a.octet.tsize.0.");
        assertThat(text(TftpRead.file(TftpStyle.INTEL, "a", 9).request())).isEqualTo("..a.octet.blksize.1456.");
    }

    @Test
    void edk2AcknowledgesEveryFourthBlockAndTheLast() {
        TftpRead read = TftpRead.file(TftpStyle.EDK2, "a", 9999);
        assertThat(read.receive(oack("blksize", "1468", "windowsize", "4"))).hasValue(ack(0));

        assertThat(read.receive(data(1, 1468))).isEmpty();
        assertThat(read.receive(data(2, 1468))).isEmpty();
        assertThat(read.receive(data(3, 1468))).isEmpty();
        assertThat(read.receive(data(4, 1468))).hasValue(ack(4));
        assertThat(read.receive(data(5, 10))).hasValue(ack(5));
        assertThat(read.isDone()).isTrue();
        assertThat(read.content()).hasSize(4 * 1468 + 10);
    }

    @Test
    void edk2AnswersEveryStrayBlockOfAWindow() {
        TftpRead read = TftpRead.file(TftpStyle.EDK2, "a", 99999);
        read.receive(oack("blksize", "1468", "windowsize", "4"));

        assertThat(read.receive(data(2, 1468))).hasValue(ack(0));
        assertThat(read.receive(data(3, 1468))).hasValue(ack(0));
        assertThat(read.receive(data(4, 1468))).hasValue(ack(0));
        assertThat(read.receive(data(1, 1468))).as("and keeps none of them").isEmpty();
        assertThat(read.blocks()).isEqualTo(1);
    }

    @Test
    void edk2RefusesAnOackWithAnythingItDidNotAskFor() {
        TftpRead unasked = TftpRead.file(TftpStyle.EDK2, "a", 99);
        Optional<byte[]> answer = unasked.receive(oack("blksize", "1468", "tsize", "10"));

        assertThat(text(answer.orElseThrow())).isEqualTo("....Malformatted OACK packet.");
        assertThat(answer.orElseThrow()[3]).isEqualTo((byte) 4);
        assertThat(unasked.failure()).hasValueSatisfying(f -> assertThat(f).contains("tsize was not asked for"));
        assertThat(failure(TftpStyle.EDK2, oack("blksize", "1469"))).contains("1469");
        assertThat(failure(TftpStyle.EDK2, oack("windowsize", "5"))).contains("windowsize is 5");
        assertThat(failure(TftpStyle.EDK2, oack("windowsize", "0"))).contains("windowsize is 0");
        assertThat(failure(TftpStyle.EDK2, oack("BLKSIZE", "1468"))).as("case").isEmpty();
    }

    @Test
    void othersPassOverOptionsTheyDoNotKnow() {
        assertThat(failure(TftpStyle.IPXE, oack("windowsize", "4", "blksize", "1432")))
                .isEmpty();
        assertThat(failure(TftpStyle.IPXE, oack("blksize", "0"))).contains("blksize 0");
    }

    @Test
    void edk2sBufferHasTheSizeTheServerTold() {
        TftpRead read = TftpRead.file(TftpStyle.EDK2, "a", 600);
        read.receive(data(1, 512));
        Optional<byte[]> answer = read.receive(data(2, 100));

        assertThat(answer.orElseThrow()[3]).isEqualTo((byte) 3);
        assertThat(read.failure()).isPresent();
    }

    @Test
    void intelRepeatsTheAckOfThePreviousBlockAlone() {
        TftpRead read = TftpRead.file(TftpStyle.INTEL, "a", 99999);
        read.receive(oack("blksize", "1456"));
        read.receive(data(1, 1456));
        read.receive(data(2, 1456));

        assertThat(read.receive(data(2, 1456))).hasValue(ack(2));
        assertThat(read.receive(data(1, 1456))).isEmpty();
        assertThat(read.receive(data(4, 1456))).isEmpty();
        assertThat(read.receive(data(3, 0))).hasValue(ack(3));
        assertThat(read.isDone()).isTrue();
    }

    @Test
    void ipxeKeepsBlocksThatComeEarlyAndAcknowledgesWhatIsWhole() {
        TftpRead read = TftpRead.file(TftpStyle.IPXE, "a", 99999);
        read.receive(oack("blksize", "1432", "tsize", "3000"));

        assertThat(read.receive(data(3, 136))).hasValue(ack(0));
        assertThat(read.receive(data(2, 1432))).hasValue(ack(0));
        assertThat(read.receive(data(1, 1432))).hasValue(ack(3));
        assertThat(read.isDone()).isTrue();
        assertThat(read.content()).hasSize(3000);
    }

    @Test
    void ipxeAcknowledgesDuplicatesToo() {
        TftpRead read = TftpRead.file(TftpStyle.IPXE, "a", 99999);
        read.receive(data(1, 512));

        assertThat(read.receive(data(1, 512))).hasValue(ack(1));
    }

    @Test
    void ipxeDiesOfABlockZeroAtTheStart() {
        assertThat(failure(TftpStyle.IPXE, data(0, 512))).contains("block number 0");
    }

    @Test
    void blockNumbersGoOnAtZeroAfter65535() {
        for (TftpStyle style : List.of(TftpStyle.EDK2, TftpStyle.INTEL, TftpStyle.IPXE)) {
            TftpRead read = TftpRead.file(style, "a", Long.MAX_VALUE);
            read.receive(oack("blksize", "8"));
            for (int block = 1; block <= 65537; block++) {
                read.receive(data(block & 0xffff, 8));
            }
            read.receive(data(65538 & 0xffff, 3));

            assertThat(read.isDone()).as(style.toString()).isTrue();
            assertThat(read.content()).hasSize(65537 * 8 + 3);
        }
    }

    @Test
    void aLateCopyOfBlock65535NeverLetsIpxeFinish() {
        TftpRead read = TftpRead.file(TftpStyle.IPXE, "a", Long.MAX_VALUE);
        read.receive(oack("blksize", "8"));
        for (int block = 1; block <= 65535; block++) {
            read.receive(data(block, 8));
        }
        read.receive(data(65535, 8));
        read.receive(data(0, 8));
        read.receive(data(1, 3));

        assertThat(read.isDone()).isFalse();
        assertThat(read.failure()).isEmpty();
    }

    @Test
    void aServerWithoutOptionsSendsDataToTheProbe() {
        TftpRead probe = TftpRead.probe(TftpStyle.EDK2, "a");
        Optional<byte[]> abort = probe.receive(data(1, 512));

        assertThat(text(abort.orElseThrow())).isEqualTo("....User aborted download.");
        assertThat(probe.size()).isEmpty();
    }

    @Test
    void anErrorOfTheServerIsTold() {
        byte[] error = {0, 5, 0, 1, 'n', 'o', 0};

        assertThat(failure(TftpStyle.INTEL, error)).isEqualTo("the server answers with error 1: no");
    }

    @Test
    void aBlockLongerThanAgreedEndsTheTransfer() {
        assertThat(failure(TftpStyle.IPXE, data(1, 513))).contains("more bytes");
    }

    private static String failure(TftpStyle style, byte[] packet) {
        TftpRead read = TftpRead.file(style, "a", 99999);
        read.receive(packet);
        return read.failure().orElse("");
    }

    /** What the client sent to a TFTP server, in order. */
    private static List<byte[]> clientPackets(String capture) throws IOException {
        return RequestsMatchCapturesTest.capture(capture).stream()
                .filter(d -> d.destination().getPort() != 67 && d.destination().getPort() != 4011)
                .filter(d -> d.payload()[1] != 6 && d.payload()[1] != 3)
                .filter(d -> d.payload()[0] == 0)
                .map(UdpDatagram::payload)
                .toList();
    }

    static byte[] data(int number, int bytes) {
        byte[] packet = new byte[4 + bytes];
        packet[1] = 3;
        packet[2] = (byte) (number >> 8);
        packet[3] = (byte) number;
        return packet;
    }

    private static byte[] ack(int number) {
        return new byte[] {0, 4, (byte) (number >> 8), (byte) number};
    }

    private static byte[] oack(String... options) {
        String text = String.join("\0", options) + "\0";
        return ("\0\6" + text).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] packet) {
        StringBuilder text = new StringBuilder();
        for (byte b : packet) {
            text.append(b >= ' ' && b < 127 ? (char) b : '.');
        }
        return text.toString();
    }
}
