package io.pxe4j.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IpxeOptionsTest {
    @Test
    void noProxyDhcpIsOneSubOption() {
        assertThat(hex(IpxeOptions.noProxyDhcp())).isEqualTo("b00101ff");
    }

    @Test
    void writesAndReadsEverySubOption() {
        IpxeOptions options = IpxeOptions.builder()
                .set(IpxeOption.PRIORITY, -1)
                .set(IpxeOption.KEEP_SAN, true)
                .set(IpxeOption.SKIP_SAN_BOOT, false)
                .feature(IpxeFeature.HTTPS)
                .set(IpxeOption.SCRIPTLET, "shell")
                .set(IpxeOption.SYSLOGS, "log")
                .set(IpxeOption.TRUSTED_ROOTS, new byte[] {1})
                .set(IpxeOption.CERTIFICATE, new byte[] {2})
                .set(IpxeOption.PRIVATE_KEY, new byte[] {3})
                .set(IpxeOption.CROSS_CERTIFICATES, "http://ca")
                .set(IpxeOption.NO_PXEDHCP, true)
                .set(IpxeOption.BUS_ID, new IpxeOption.BusId(1, 0x8086, 0x100e))
                .set(IpxeOption.USE_CACHED, true)
                .set(IpxeOption.SAN_RETRIES, 10)
                .set(IpxeOption.SAN_FILENAME, "x")
                .set(IpxeOption.SAN_DRIVE, 0x80)
                .set(IpxeOption.USERNAME, "u")
                .set(IpxeOption.PASSWORD, "p")
                .set(IpxeOption.REVERSE_USERNAME, "U")
                .set(IpxeOption.REVERSE_PASSWORD, "P")
                .set(IpxeOption.UID, 1000L)
                .set(IpxeOption.GID, 0xffff_ffffL)
                .set(IpxeOption.VERSION, new IpxeOption.Version(1, 21, 1))
                .build();

        assertThat(hex(options))
                .isEqualTo("0101ff" + "080101" + "090100" + "140101" + "51057368656c6c" + "55036c6f67" + "5a0101"
                        + "5b0102" + "5c0103" + "5d09687474703a2f2f6361" + "b00101" + "b105018086100e" + "b20101"
                        + "bb010a" + "bc0178" + "bd0180" + "be0175" + "bf0170" + "c00155" + "c10150" + "c204000003e8"
                        + "c304ffffffff" + "eb03011501" + "ff");
        IpxeOptions read = read(hex(options));
        assertThat(read).isEqualTo(options).hasSameHashCodeAs(options);
        assertThat(read.get(IpxeOption.PRIORITY)).contains(-1);
        assertThat(read.get(IpxeOption.SKIP_SAN_BOOT)).contains(false);
        assertThat(read.get(IpxeOption.SCRIPTLET)).contains("shell");
        assertThat(read.get(IpxeOption.GID)).contains(0xffff_ffffL);
        assertThat(read.get(IpxeOption.BUS_ID).orElseThrow()).hasToString("1:8086:100e");
        assertThat(read.get(IpxeOption.VERSION).orElseThrow()).hasToString("1.21.1");
        assertThat(read.get(IpxeOption.bytes(0x5a))).contains(new byte[] {1});
        assertThat(read.features()).containsExactly(IpxeFeature.HTTPS);
        assertThat(read.has(IpxeOption.KEEP_SAN)).isTrue();
    }

    @Test
    void featuresAreASet() {
        Set<IpxeFeature> features = Set.of(IpxeFeature.MENU, IpxeFeature.HTTP);

        IpxeOptions options = IpxeOptions.builder().features(features).build();

        assertThat(hex(options)).isEqualTo("130101" + "270101" + "ff");
        assertThat(options.features()).isEqualTo(features);
        assertThat(IpxeOption.NO_PXEDHCP).hasToString("176 (no-pxedhcp)");
        assertThat(IpxeOption.bytes(0x2f).name()).isEqualTo("sub-option 47");
    }

    @Test
    void aFeatureAnnouncedAsZeroIsNone() {
        assertThat(read("130100" + "140101" + "1502").features()).containsExactly(IpxeFeature.HTTPS);
    }

    @Test
    void featuresKeepTheOrderOfTheWireAndUnknownNumbers() {
        assertThat(read("270101" + "100102" + "2f0101").features())
                .containsExactly(IpxeFeature.MENU, IpxeFeature.PXE_EXT, IpxeFeature.of(0x2f));
        assertThat(IpxeFeature.of(0x2f)).hasToString("UNKNOWN(47)");
        assertThat(IpxeFeature.HTTP).hasToString("HTTP");
        assertThatThrownBy(() -> IpxeFeature.of(0x50)).hasMessage("iPXE feature: 80 (expected: 16..79)");
        assertThatThrownBy(() -> IpxeFeature.of(0x0f)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keysAndPasswordsAreNotPrinted() {
        IpxeOptions options = IpxeOptions.builder()
                .set(IpxeOption.PRIVATE_KEY, new byte[] {1})
                .set(IpxeOption.USERNAME, "u")
                .set(IpxeOption.PASSWORD, "p")
                .set(IpxeOption.REVERSE_PASSWORD, "P")
                .build();

        assertThat(options).hasToString("{92=(secret), 190=75, 191=(secret), 193=(secret)}");
    }

    @Test
    void refusesWhatFitsNoOption() {
        assertThatThrownBy(() -> IpxeOptions.builder()
                        .set(IpxeOption.SCRIPTLET, "x".repeat(253))
                        .build())
                .hasMessage("iPXE options: 255 octets (expected: at most 254)");
        assertThatThrownBy(() -> IpxeOption.bytes(255)).hasMessage("sub-option code: 255 (expected: 1..254)");
        assertThatThrownBy(() -> IpxeOptions.builder().set(IpxeOption.PRIORITY, 128))
                .hasMessage("value: 128 (expected: -128..127)");
    }

    private static String hex(IpxeOptions options) {
        ByteBuf out = Unpooled.buffer();
        IpxeOptions.FORMAT.encode(options, out);
        return ByteBufUtil.hexDump(out);
    }

    private static IpxeOptions read(String hex) {
        return RawPacket.discover()
                .hexOption(175, hex)
                .end()
                .packet()
                .get(DhcpOption.IPXE)
                .orElseThrow();
    }
}
