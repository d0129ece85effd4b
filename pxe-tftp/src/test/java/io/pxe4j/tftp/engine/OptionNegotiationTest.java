package io.pxe4j.tftp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pxe4j.tftp.TftpMode;
import io.pxe4j.tftp.TftpOpcode;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionNegotiationTest {
    private static final NegotiationLimits LIMITS = NegotiationLimits.DEFAULT;

    @Test
    void echoesTheOptionsInTheOrderOfTheRequest() {
        assertThat(agree(1000, "tsize", "0", "blksize", "1468", "windowsize", "4")
                        .oack())
                .hasToString("tsize=1000 blksize=1468 windowsize=4");
        assertThat(agree(1000, "windowsize", "4", "timeout", "5", "blksize", "1468", "tsize", "0")
                        .oack())
                .hasToString("windowsize=4 timeout=5 blksize=1468 tsize=1000");
    }

    @Test
    void startsWithDataWhenNothingIsAsked() {
        assertThat(agree(1000)).isEqualTo(AgreedOptions.NONE);
        assertThat(agree(1000).hasOack()).isFalse();
    }

    /** Windows' boot manager asks for it; without an echo it uses windowsize. */
    @Test
    void neverEchoesMsftwindow() {
        AgreedOptions agreed = agree(9, "tsize", "0", "blksize", "1456", "windowsize", "4", "msftwindow", "31416");
        assertThat(agreed.oack()).hasToString("tsize=9 blksize=1456 windowsize=4");
    }

    /** PXELINUX and EDK2 break off on an option that they did not ask for. */
    @Test
    void leavesOutWhatItDoesNotKnow() {
        assertThat(agree(9, "multicast", "", "x", "100", "msftwindow", "31416", "windowwait", "1"))
                .isEqualTo(AgreedOptions.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "8, 8",
        "512, 512",
        "1428, 1428",
        "65464, 65464",
        "65465, 65464",
        "65535, 65464",
        "99999999999999999999, 65464"
    })
    void agreesOnABlockSizeUpToTheLimit(String asked, int agreed) {
        assertThat(agree(1, "blksize", asked).blockSize()).isEqualTo(agreed);
        assertThat(agree(1, "blksize", asked).oack().number("blksize")).hasValue(agreed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "7", "-1", "+512", " 512", "0x200", "", "512 "})
    void ignoresAnInvalidBlockSize(String asked) {
        assertThat(agree(1, "blksize", asked)).isEqualTo(AgreedOptions.NONE);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 4", "64, 64", "65, 64", "65535, 64", "65536, 64"})
    void agreesOnAWindowUpToTheLimit(String asked, int agreed) {
        assertThat(agree(1, "windowsize", asked).windowSize()).isEqualTo(agreed);
        assertThat(agree(1, "windowsize", asked).oack().number("windowsize")).hasValue(agreed);
    }

    @Test
    void ignoresAnInvalidWindow() {
        assertThat(agree(1, "windowsize", "0")).isEqualTo(AgreedOptions.NONE);
        assertThat(agree(1, "windowsize", "many")).isEqualTo(AgreedOptions.NONE);
    }

    @Test
    void limitsTheOctetsOfAWindow() {
        NegotiationLimits limits =
                NegotiationLimits.builder().maxWindowBytes(100_000).build();
        assertThat(agree(limits, 1, "windowsize", "64", "blksize", "8192").windowSize())
                .isEqualTo(12);
        assertThat(agree(limits, 1, "windowsize", "64", "blksize", "65464").windowSize())
                .isEqualTo(1);
    }

    /** RFC 2349; U-Boot answers another value with error 8. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "5", "255", "005"})
    void echoesTheTimeoutExactly(String asked) {
        AgreedOptions agreed = agree(1, "timeout", asked);
        assertThat(agreed.oack()).hasToString("timeout=" + asked);
        assertThat(agreed.timeout()).contains(Duration.ofSeconds(Long.parseLong(asked)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "256", "-1", "1.5", "x"})
    void leavesOutAnInvalidTimeout(String asked) {
        assertThat(agree(1, "timeout", asked)).isEqualTo(AgreedOptions.NONE);
    }

    /** Files past 4 GiB: dnsmasq prints 32 bits. */
    @Test
    void tellsTheWholeSize() {
        assertThat(agree(5_000_000_000L, "tsize", "0").oack()).hasToString("tsize=5000000000");
    }

    /** curl takes it for an error. */
    @Test
    void leavesOutTheSizeOfAnEmptyFile() {
        assertThat(agree(0, "tsize", "0", "blksize", "512", "timeout", "6").oack())
                .hasToString("blksize=512 timeout=6");
    }

    /** GRUB needs an OACK. */
    @Test
    void keepsTheSizeOfAnEmptyFileIfNothingElseIsLeft() {
        assertThat(agree(0, "tsize", "0", "unknown", "1").oack()).hasToString("tsize=0");
    }

    @Test
    void leavesOutTheSizeInNetascii() {
        TftpRequest request =
                new TftpRequest(TftpOpcode.RRQ, "f", TftpMode.NETASCII, TftpOptions.of("tsize", "0", "blksize", "512"));
        assertThat(OptionNegotiation.agree(request, LIMITS, 9).oack()).hasToString("blksize=512");
        TftpRequest sizeOnly = new TftpRequest(TftpOpcode.RRQ, "f", TftpMode.NETASCII, TftpOptions.of("tsize", "0"));
        assertThat(OptionNegotiation.agree(sizeOnly, LIMITS, 9).oack()).hasToString("tsize=9");
    }

    @Test
    void fitsBlocksIntoAPacketOfTheLink() {
        assertThat(LIMITS.withinMtu(1500, false).maxBlockSize()).isEqualTo(1468);
        assertThat(LIMITS.withinMtu(1500, true).maxBlockSize()).isEqualTo(1448);
        assertThat(LIMITS.withinMtu(65536, false)).isEqualTo(LIMITS);
        assertThat(LIMITS.withinMtu(0, false)).isEqualTo(LIMITS);
        assertThat(agree(LIMITS.withinMtu(1500, false), 1, "blksize", "8192").oack())
                .hasToString("blksize=1468");
    }

    @Test
    void withoutABlockSizeOptionItIs512WhateverTheLimit() {
        assertThat(agree(
                                NegotiationLimits.builder()
                                        .maxBlockSize(256)
                                        .maxWindowSize(1)
                                        .maxWindowBytes(8)
                                        .build(),
                                1,
                                "tsize",
                                "0")
                        .blockSize())
                .isEqualTo(512);
    }

    @Test
    void checksItsLimits() {
        NegotiationLimits.Builder limits = NegotiationLimits.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits.maxBlockSize(7))
                .withMessage("maxBlockSize: 7 (expected: 8..65464)");
        assertThatIllegalArgumentException().isThrownBy(() -> limits.maxBlockSize(65465));
        assertThatIllegalArgumentException().isThrownBy(() -> limits.maxWindowSize(0));
        assertThatIllegalArgumentException().isThrownBy(() -> limits.maxWindowSize(65536));
        assertThatIllegalArgumentException().isThrownBy(() -> limits.maxWindowBytes(7));
        assertThatIllegalArgumentException().isThrownBy(() -> new NegotiationLimits(7, 1, 8, Set.of()));
        assertThat(limits.build()).isEqualTo(LIMITS);
        assertThat(limits.maxBlockSize(1468).maxWindowSize(4).maxWindowBytes(9).build())
                .isEqualTo(new NegotiationLimits(1468, 4, 9, Set.of()));
        assertThat(new NegotiationLimits(8, 1, 9, Set.of("x")).toBuilder().build())
                .isEqualTo(new NegotiationLimits(8, 1, 9, Set.of("x")));
    }

    @Test
    void refusesAnOptionAsIfItWereUnknown() {
        NegotiationLimits limits =
                NegotiationLimits.builder().refuse("BLKSIZE").refuse("tsize").build();
        assertThat(agree(limits, 5, "tsize", "0", "blksize", "1024", "windowsize", "2"))
                .isEqualTo(AgreedOptions.of(TftpOptions.of("windowsize", "2")));
        assertThat(agree(limits, 5, "tsize", "0", "blksize", "1024", "blksize2", "256")
                        .blockSize())
                .isEqualTo(256);
        assertThat(agree(limits.withinMtu(1500, false), 5, "tsize", "0")).isEqualTo(AgreedOptions.NONE);
    }

    /** tftp-hpa's blksize2. */
    @ParameterizedTest
    @CsvSource({"8, 8", "9, 8", "511, 256", "512, 512", "1468, 1024", "65464, 32768", "99999, 32768"})
    void agreesOnAPowerOfTwo(String asked, int agreed) {
        assertThat(agree(1, "blksize2", asked).oack()).hasToString("blksize2=" + agreed);
        assertThat(agree(1, "blksize2", asked).blockSize()).isEqualTo(agreed);
    }

    @Test
    void aPowerOfTwoIsLimitedToo() {
        NegotiationLimits limits = LIMITS.withinMtu(1500, false);
        assertThat(agree(limits, 1, "blksize2", "2048").blockSize()).isEqualTo(1024);
        assertThat(agree(1, "blksize2", "7")).isEqualTo(AgreedOptions.NONE);
    }

    @Test
    void ofTwoBlockSizesTheFirstValidOneCounts() {
        assertThat(agree(1, "blksize", "1000", "blksize2", "512").oack()).hasToString("blksize=1000");
        assertThat(agree(1, "blksize2", "1000", "blksize", "700").oack()).hasToString("blksize2=512");
        assertThat(agree(1, "blksize", "7", "blksize2", "700").oack()).hasToString("blksize2=512");
        assertThat(agree(1, "blksize2", "1000", "blksize", "700").blockSize()).isEqualTo(512);
    }

    @Test
    void theWindowIsLimitedInOctetsEvenIfItIsAskedForFirst() {
        NegotiationLimits limits =
                NegotiationLimits.builder().maxWindowBytes(10_000).build();
        assertThat(agree(limits, 1, "windowsize", "64", "blksize", "1000").oack())
                .hasToString("windowsize=10 blksize=1000");
        assertThat(agree(limits, 1, "windowsize", "64").oack()).hasToString("windowsize=19");
    }

    /** tftp-hpa: from 10 ms to 255 s. */
    @ParameterizedTest
    @ValueSource(longs = {10_000, 100_000, 255_000_000})
    void echoesATimeoutInMicroseconds(long micros) {
        AgreedOptions agreed = agree(1, "utimeout", micros + "");
        assertThat(agreed.oack()).hasToString("utimeout=" + micros);
        assertThat(agreed.timeout()).contains(Duration.ofNanos(micros * 1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "9999", "255000001", "-1", "1e6", "99999999999999999999"})
    void leavesOutAnInvalidTimeoutInMicroseconds(String asked) {
        assertThat(agree(1, "utimeout", asked)).isEqualTo(AgreedOptions.NONE);
    }

    @Test
    void ofTwoTimeoutsTheFirstValidOneCounts() {
        assertThat(agree(1, "timeout", "3", "utimeout", "50000").oack()).hasToString("timeout=3");
        assertThat(agree(1, "utimeout", "50000", "timeout", "3").oack()).hasToString("utimeout=50000");
        assertThat(agree(1, "utimeout", "50000", "timeout", "3").timeout()).contains(Duration.ofMillis(50));
        assertThat(agree(1, "timeout", "300", "utimeout", "50000").oack()).hasToString("utimeout=50000");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void rollsOverWhereTheClientWants(int to) {
        assertThat(agree(1, "rollover", to + "").oack()).hasToString("rollover=" + to);
        assertThat(agree(1, "rollover", to + "").rollover()).isEqualTo(to);
        assertThat(agree(1).rollover()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "-1", "x", "", "65535"})
    void rollsOverToNothingElse(String to) {
        assertThat(agree(1, "rollover", to)).isEqualTo(AgreedOptions.NONE);
    }

    /** With 300 options a request is malformed; with many of them unknown it is answered as without. */
    @Test
    void valuesOfAnyLengthAreHarmless() {
        String digits = "9".repeat(10_000);
        assertThat(agree(1, "blksize", digits, "tsize", digits, "timeout", digits, "rollover", digits)
                        .oack())
                .hasToString("blksize=65464 tsize=1");
        assertThat(agree(1, "blksize", "4294967296", "windowsize", "18446744073709551616")
                        .oack())
                .hasToString("blksize=65464 windowsize=16");
    }

    // Write requests.

    @Test
    void echoesTheSizeThatAWriterAnnounces() {
        AgreedOptions agreed = write("tsize", "1234567", "blksize", "1468", "windowsize", "4", "timeout", "2");
        assertThat(agreed.oack()).hasToString("tsize=1234567 blksize=1468 windowsize=4 timeout=2");
        assertThat(agreed.blockSize()).isEqualTo(1468);
        assertThat(write("tsize", "0", "blksize", "8").oack()).hasToString("tsize=0 blksize=8");
    }

    @Test
    void aWriterWithoutValidOptionsGetsNoOack() {
        assertThat(write()).isEqualTo(AgreedOptions.NONE);
        assertThat(write("tsize", "-1", "blksize", "0", "msftwindow", "31416")).isEqualTo(AgreedOptions.NONE);
    }

    @Test
    void anOackSaysWhatWasAgreed() {
        assertThat(AgreedOptions.of(
                        TftpOptions.of("blksize", "8", "windowsize", "9", "timeout", "10", "rollover", "1")))
                .isEqualTo(new AgreedOptions(
                        TftpOptions.of("blksize", "8", "windowsize", "9", "timeout", "10", "rollover", "1"),
                        8,
                        9,
                        Optional.of(Duration.ofSeconds(10)),
                        1));
        assertThat(AgreedOptions.NONE).isEqualTo(new AgreedOptions(TftpOptions.NONE, 512, 1, Optional.empty(), 0));
        assertThat(AgreedOptions.NONE.hasOack()).isFalse();
        assertThat(AgreedOptions.of(TftpOptions.of("tsize", "1")).hasOack()).isTrue();
    }

    @Property(tries = 1000)
    void neverAnswersWithMoreThanWasAsked(
            @ForAll @LongRange(min = -2, max = 70_000) long blksize,
            @ForAll @LongRange(min = -2, max = 70_000) long windowsize,
            @ForAll @LongRange(min = -2, max = 300) long timeout,
            @ForAll @LongRange(max = 10_000_000_000L) long size,
            @ForAll @IntRange(min = 8, max = 65464) int maxBlockSize) {
        TftpOptions asked = TftpOptions.of("blksize", blksize + "", "x", "y", "tsize", "0")
                .with("windowsize", windowsize)
                .with("timeout", timeout);
        AgreedOptions agreed = OptionNegotiation.agree(
                TftpRequest.read("f", asked),
                LIMITS.toBuilder().maxBlockSize(maxBlockSize).build(),
                size);
        TftpOptions oack = agreed.oack();
        assertThat(oack.isEmpty()).isFalse();
        List<String> inOrder = new ArrayList<>(asked.asMap().keySet());
        inOrder.retainAll(oack.asMap().keySet());
        assertThat(oack.asMap().keySet()).containsExactlyElementsOf(inOrder);
        oack.number("blksize").ifPresent(n -> assertThat(n).isBetween(8L, Math.min(blksize, maxBlockSize)));
        oack.number("windowsize").ifPresent(n -> assertThat(n).isBetween(1L, windowsize));
        oack.number("timeout").ifPresent(n -> assertThat(n).isEqualTo(timeout));
        oack.number("tsize").ifPresent(n -> assertThat(n).isEqualTo(size));
    }

    private static AgreedOptions write(String... options) {
        return OptionNegotiation.agreeToWrite(TftpRequest.write("f", TftpOptions.of(options)), LIMITS);
    }

    private static AgreedOptions agree(long size, String... options) {
        return agree(LIMITS, size, options);
    }

    private static AgreedOptions agree(NegotiationLimits limits, long size, String... options) {
        return OptionNegotiation.agree(TftpRequest.read("f", TftpOptions.of(options)), limits, size);
    }
}
