package io.pxe4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures in and out. */
class PcapTest {
    private static final InetSocketAddress A = new InetSocketAddress("10.0.0.1", 67);
    private static final InetSocketAddress B = new InetSocketAddress("255.255.255.255", 68);

    @Test
    void readsWhatTheLabCaptured() throws IOException {
        List<UdpDatagram> datagrams = RequestsMatchCapturesTest.capture("uefi-pxe.pcap");
        UdpDatagram first = datagrams.get(0);

        assertThat(first.source()).isEqualTo(new InetSocketAddress("0.0.0.0", 68));
        assertThat(first.destination()).isEqualTo(new InetSocketAddress("255.255.255.255", 67));
        assertThat(first.payload()).hasSize(347);
        assertThat(datagrams).extracting(UdpDatagram::time).isSorted();
        assertThat(first.toString()).contains("347 bytes");
    }

    @Property(tries = 100)
    void readsBackWhatItWrote(
            @ForAll @Size(max = 1500) byte[] payload,
            @ForAll @IntRange(min = 0, max = 999_999) int micros,
            @ForAll @IntRange(min = 0, max = Integer.MAX_VALUE) int seconds)
            throws IOException {
        Instant time = Instant.ofEpochSecond(seconds, micros * 1000L);
        List<UdpDatagram> read = PcapReader.read(
                PcapWriter.bytes(List.of(UdpDatagram.of(time, A, B, payload), UdpDatagram.of(time, B, A, payload))));

        assertThat(read).hasSize(2);
        assertThat(read.get(0).time()).isEqualTo(time);
        assertThat(read.get(0).source()).isEqualTo(A);
        assertThat(read.get(0).destination()).isEqualTo(B);
        assertThat(read.get(0).payload()).isEqualTo(payload);
    }

    @Property(tries = 300)
    void arbitraryRecordsNeverThrowAnythingUndeclared(@ForAll @Size(max = 400) byte[] noise) throws IOException {
        byte[] header = PcapWriter.bytes(List.of());
        byte[] file = Arrays.copyOf(header, header.length + noise.length);
        System.arraycopy(noise, 0, file, header.length, noise.length);

        assertThatCode(() -> PcapReader.read(file)).doesNotThrowAnyException();
    }

    @Property(tries = 300)
    void arbitraryBytesInsideAFrameNeverThrow(
            @ForAll @Size(min = 1, max = 20) byte[] noise, @ForAll @IntRange(min = 0, max = 60) int at)
            throws IOException {
        byte[] file = PcapWriter.bytes(List.of(UdpDatagram.of(Instant.EPOCH, A, B, new byte[40])));
        System.arraycopy(noise, 0, file, 40 + at, Math.min(noise.length, file.length - 40 - at));

        assertThatCode(() -> PcapReader.read(file)).doesNotThrowAnyException();
    }

    @Test
    void theIpChecksumIsRight() {
        byte[] file = PcapWriter.bytes(List.of(UdpDatagram.of(Instant.EPOCH, A, B, new byte[] {1})));
        int sum = 0;
        for (int i = 0; i < 20; i += 2) {
            sum += (file[54 + i] & 0xff) << 8 | file[55 + i] & 0xff;
        }

        assertThat((sum & 0xffff) + (sum >> 16)).isEqualTo(0xffff);
    }

    @Test
    void refusesWhatIsNoPcap(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> PcapReader.read(new byte[3])).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> PcapReader.read(new byte[30])).hasMessageContaining("magic");
        byte[] raw = PcapWriter.bytes(List.of());
        raw[20] = 101;
        assertThatThrownBy(() -> PcapReader.read(raw)).hasMessageContaining("link type: 101");
        Path file = folder.resolve("a.pcap");
        PcapWriter.write(file, List.of(UdpDatagram.of(Instant.EPOCH, A, B, new byte[] {1, 2})));
        assertThat(PcapReader.read(file).get(0).payload()).containsExactly(1, 2);
    }

    @Test
    void passesOverFragmentsAndOtherProtocols() throws IOException {
        byte[] file = PcapWriter.bytes(List.of(UdpDatagram.of(Instant.EPOCH, A, B, new byte[] {1})));
        byte[] fragment = file.clone();
        fragment[40 + 14 + 6] = 0x20;
        byte[] tcp = file.clone();
        tcp[40 + 14 + 9] = 6;
        byte[] cut = Arrays.copyOf(file, file.length - 1);

        assertThat(PcapReader.read(fragment)).isEmpty();
        assertThat(PcapReader.read(tcp)).isEmpty();
        assertThat(PcapReader.read(cut)).isEmpty();
    }
}
