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
        assertThat(agree(9, "multicast", "", "utimeout", "100", "blksize2", "512", "rollover", "0"))
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
        NegotiationLimits limits = new NegotiationLimits(65464, 64, 100_000);
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
        assertThat(agree(new NegotiationLimits(256, 1, 8), 1, "tsize", "0").blockSize())
                .isEqualTo(512);
    }

    @Test
    void checksItsLimits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NegotiationLimits(7, 1, 8))
                .withMessage("maxBlockSize: 7 (expected: 8..65464)");
        assertThatIllegalArgumentException().isThrownBy(() -> new NegotiationLimits(65465, 1, 8));
        assertThatIllegalArgumentException().isThrownBy(() -> new NegotiationLimits(8, 0, 8));
        assertThatIllegalArgumentException().isThrownBy(() -> new NegotiationLimits(8, 65536, 8));
        assertThatIllegalArgumentException().isThrownBy(() -> new NegotiationLimits(8, 1, 7));
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
                TftpRequest.read("f", asked), new NegotiationLimits(maxBlockSize, 64, 1 << 20), size);
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

    private static AgreedOptions agree(long size, String... options) {
        return agree(LIMITS, size, options);
    }

    private static AgreedOptions agree(NegotiationLimits limits, long size, String... options) {
        return OptionNegotiation.agree(TftpRequest.read("f", TftpOptions.of(options)), limits, size);
    }
}
