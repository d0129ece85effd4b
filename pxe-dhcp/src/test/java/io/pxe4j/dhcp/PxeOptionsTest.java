package io.pxe4j.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PxeOptionsTest {
    private static final PxeBootServerType LINUX = PxeBootServerType.of(0x8000);
    private static final PxeBootServerType WINDOWS = PxeBootServerType.of(0x8001);
    private static final Ip4 SERVER = Ip4.of("10.0.0.1");

    @Test
    void directBootIsTheOneValueThatEveryClientTakes() {
        assertThat(hex(PxeOptions.directBoot())).isEqualTo("06010aff");
        assertThat(PxeOptions.directBoot().isPxeOffer()).isTrue();
    }

    @Test
    void aRaspberryPiFindsItsMenuText() {
        assertThat(hex(PxeOptions.raspberryPiBoot()))
                .isEqualTo("06010a" + "0914" + "000011" + "5261737062657272792050692042 6f6f74".replace(" ", "")
                        + "0a0400505845" + "ff");
    }

    @Test
    void aBootItemIsEchoedAlone() {
        assertThat(hex(PxeOptions.bootItem(new PxeBootItem(LINUX, 1)))).isEqualTo("470480000001ff");
        assertThat(PxeOptions.bootItem(PxeBootItem.of(LINUX)).isPxeOffer()).isFalse();
    }

    @Test
    void writesAndReadsEverySubOption() {
        PxeOptions options = PxeOptions.builder()
                .set(PxeOption.MTFTP_ADDRESS, Ip4.of("224.1.5.1"))
                .set(PxeOption.MTFTP_CLIENT_PORT, 0x1234)
                .set(PxeOption.MTFTP_SERVER_PORT, 1759)
                .set(PxeOption.MTFTP_TIMEOUT, Duration.ofSeconds(5))
                .set(PxeOption.MTFTP_DELAY, Duration.ofSeconds(255))
                .set(PxeOption.DISCOVERY_CONTROL, new PxeDiscoveryControl(3))
                .set(PxeOption.DISCOVERY_ADDRESS, Ip4.of("224.0.1.2"))
                .set(
                        PxeOption.BOOT_SERVERS,
                        List.of(PxeBootServers.of(LINUX, SERVER, Ip4.of("10.0.0.2")), PxeBootServers.of(WINDOWS)))
                .set(PxeOption.BOOT_MENU, List.of(PxeMenuItem.of(LINUX, "Linux"), PxeMenuItem.of(WINDOWS, "W")))
                .set(PxeOption.MENU_PROMPT, PxeMenuPrompt.of(PxeMenuPrompt.SHOW_MENU, "F8"))
                .set(PxeOption.MULTICAST_RANGE, new PxeMulticastRange(Ip4.of("239.0.0.0"), 256, 65535))
                .set(PxeOption.CREDENTIAL_TYPES, List.of(1L, 0xffff_ffffL))
                .set(PxeOption.BOOT_ITEM, new PxeBootItem(LINUX, 0x8001))
                .set(PxeOption.OS_INFO_2, new byte[] {7})
                .build();

        assertThat(hex(options))
                .isEqualTo("0104e0010501" + "02023412" + "0302df06" + "040105" + "0501ff" + "060103" + "0704e0000102"
                        + "080e" + "8000020a0000010a000002" + "800100"
                        + "090c" + "8000054c696e7578" + "80010157"
                        + "0a03ff4638"
                        + "0b08ef0000000100ffff"
                        + "0c0800000001ffffffff"
                        + "450107"
                        + "470480008001"
                        + "ff");
        PxeOptions read = read(hex(options));
        assertThat(read).isEqualTo(options).hasSameHashCodeAs(options);
        assertThat(read.get(PxeOption.MTFTP_ADDRESS)).contains(Ip4.of("224.1.5.1"));
        assertThat(read.get(PxeOption.MTFTP_CLIENT_PORT)).contains(0x1234);
        assertThat(read.get(PxeOption.MTFTP_SERVER_PORT)).contains(1759);
        assertThat(read.get(PxeOption.MTFTP_TIMEOUT)).contains(Duration.ofSeconds(5));
        assertThat(read.get(PxeOption.MTFTP_DELAY)).contains(Duration.ofSeconds(255));
        assertThat(read.discoveryControl().noBroadcast()).isTrue();
        assertThat(read.get(PxeOption.DISCOVERY_ADDRESS)).contains(Ip4.of("224.0.1.2"));
        assertThat(read.get(PxeOption.BOOT_SERVERS).orElseThrow()).hasSize(2);
        assertThat(read.get(PxeOption.BOOT_MENU).orElseThrow())
                .containsExactly(PxeMenuItem.of(LINUX, "Linux"), PxeMenuItem.of(WINDOWS, "W"));
        assertThat(read.get(PxeOption.MENU_PROMPT)).contains(PxeMenuPrompt.of(255, "F8"));
        assertThat(read.get(PxeOption.MULTICAST_RANGE))
                .contains(new PxeMulticastRange(Ip4.of("239.0.0.0"), 256, 65535));
        assertThat(read.get(PxeOption.CREDENTIAL_TYPES)).contains(List.of(1L, 0xffff_ffffL));
        assertThat(read.get(PxeOption.BOOT_ITEM).orElseThrow().wantsCredentials())
                .isTrue();
        assertThat(read.get(PxeOption.bytes(69))).contains(new byte[] {7});
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8})
    void refusesMulticastDiscoveryWithoutItsAddress(int control) {
        assertRefused(menu().set(PxeOption.DISCOVERY_CONTROL, new PxeDiscoveryControl(control)), "discovery address");
    }

    @Test
    void refusesALoneDownloadBitThatOldIntelCodeDrops() {
        assertRefused(
                PxeOptions.builder().set(PxeOption.DISCOVERY_CONTROL, new PxeDiscoveryControl(8)),
                "discovery control: 0x08 (download boot file) (expected: no multicast, or a discovery address in 43.7)");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 0x0b, 6, 0x0e})
    void refusesListedServersWithoutAList(int control) {
        assertRefused(
                menu().set(PxeOption.DISCOVERY_CONTROL, new PxeDiscoveryControl(control)), "boot servers in 43.8");
    }

    @Test
    void refusesAMenuWithoutPromptAndAPromptWithoutMenu() {
        assertRefused(
                PxeOptions.builder()
                        .set(PxeOption.DISCOVERY_CONTROL, PxeDiscoveryControl.DIRECT)
                        .set(PxeOption.MENU_PROMPT, PxeMenuPrompt.of(0, "PXE")),
                "menu and prompt together");
        assertRefused(
                PxeOptions.builder()
                        .set(PxeOption.DISCOVERY_CONTROL, PxeDiscoveryControl.DIRECT)
                        .set(PxeOption.BOOT_MENU, List.of(PxeMenuItem.of(LINUX, "Linux"))),
                "menu and prompt together");
    }

    @Test
    void refusesDiscoveryWithoutMenu() {
        assertRefused(
                PxeOptions.builder().set(PxeOption.DISCOVERY_CONTROL, new PxeDiscoveryControl(2)),
                "download boot file, or a menu and a prompt");
        assertRefused(
                PxeOptions.builder().set(PxeOption.DISCOVERY_ADDRESS, Ip4.of("224.0.1.2")), "a menu and a prompt");
    }

    @Test
    void refusesAMenuLineWhoseServersAreNotListedWhenOnlyListedOnesCount() {
        PxeOptions.Builder builder = menu().set(PxeOption.DISCOVERY_CONTROL, new PxeDiscoveryControl(6))
                .set(PxeOption.BOOT_SERVERS, List.of(PxeBootServers.of(WINDOWS, SERVER)));

        assertRefused(builder, "boot menu: type 32768");
        assertThat(builder.set(PxeOption.BOOT_SERVERS, List.of(PxeBootServers.of(LINUX, SERVER)))
                        .build()
                        .isPxeOffer())
                .isTrue();
    }

    @Test
    void refusesAMenuLineWithoutServersWhereNobodyMayBeAsked() {
        PxeOptions.Builder builder = menu().set(PxeOption.DISCOVERY_CONTROL, new PxeDiscoveryControl(3))
                .set(PxeOption.BOOT_SERVERS, List.of(PxeBootServers.of(WINDOWS, SERVER)));

        assertRefused(builder, "boot menu: type 32768");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 7, 0x0a, 0x0b, 0x0f})
    void acceptsEverySetThatAnIntelRomAccepts(int control) {
        PxeOptions options = menu().set(PxeOption.DISCOVERY_CONTROL, new PxeDiscoveryControl(control))
                .set(PxeOption.DISCOVERY_ADDRESS, Ip4.of("224.0.1.2"))
                .set(PxeOption.BOOT_SERVERS, List.of(PxeBootServers.of(LINUX, SERVER)))
                .build();

        assertThat(options.discoveryControl().bits()).isEqualTo(control);
    }

    @Test
    void refusesWhatFitsNoOption() {
        PxeOptions.Builder builder = PxeOptions.builder().set(PxeOption.DISCOVERY_CONTROL, PxeDiscoveryControl.DIRECT);

        assertThatThrownBy(() -> builder.set(PxeOption.bytes(200), new byte[256]))
                .hasMessage("sub-option 200: 256 octets (expected: at most 255)");
        assertRefused(
                builder.set(PxeOption.bytes(200), new byte[250]), "PXE options: 255 octets (expected: at most 254)");
        assertThat(hex(builder.set(PxeOption.bytes(200), new byte[249]).build()))
                .hasSize(2 * 255);
    }

    @Test
    void refusesMenusThatClientsCannotShow() {
        PxeOptions.Builder builder = PxeOptions.builder();

        assertThatThrownBy(() -> builder.set(PxeOption.BOOT_MENU, Collections.nCopies(25, PxeMenuItem.of(LINUX, "a"))))
                .hasMessage("menu items: 25 (expected: 1..24)");
        assertThatThrownBy(() -> builder.set(PxeOption.BOOT_MENU, List.of(PxeMenuItem.of(LINUX, "a".repeat(256)))))
                .hasMessage("menu text length: 256 (expected: 1..255)");
        assertThatThrownBy(() -> PxeMenuItem.of(LINUX, "")).hasMessageContaining("not empty");
        assertThatThrownBy(() -> PxeMenuItem.of(LINUX, "a\0")).hasMessageContaining("without NUL");
        assertThatThrownBy(() -> PxeMenuPrompt.of(0, "")).hasMessageContaining("not empty");
        assertThatThrownBy(() -> PxeMenuPrompt.of(256, "a")).hasMessage("seconds: 256 (expected: 0..255)");
    }

    @Test
    void readsSetsThatItWouldNotWrite() {
        PxeOptions options = read("060108" + "0a0400505845");

        assertThat(options.discoveryControl().downloadBootFile()).isTrue();
        assertThat(options.get(PxeOption.MENU_PROMPT)).contains(PxeMenuPrompt.of(0, "PXE"));
        assertThat(options.codes()).containsExactly(6, 10);
        assertThat(options).hasToString("{6=08, 10=00505845}");
    }

    @Test
    void readsThePaddingAndTheFirstOfTwo() {
        assertThat(read("0006010a00060108ff0601ff").discoveryControl()).isEqualTo(PxeDiscoveryControl.DIRECT);
    }

    @Test
    void readsTheOldBootItemOfThreeOctets() {
        assertThat(read("4703800002").get(PxeOption.BOOT_ITEM)).contains(new PxeBootItem(LINUX, 2));
        assertThat(read("47028000").get(PxeOption.BOOT_ITEM)).isEmpty();
        assertThat(read("47028000").has(PxeOption.BOOT_ITEM)).isTrue();
    }

    @Test
    void readsAMenuInOtherCharacterSets() {
        assertThat(read("0904000001e9")
                        .get(PxeOption.BOOT_MENU)
                        .orElseThrow()
                        .get(0)
                        .text())
                .isEqualTo("\u00e9");
        assertThat(read("0905000002c3a9")
                        .get(PxeOption.BOOT_MENU)
                        .orElseThrow()
                        .get(0)
                        .text())
                .isEqualTo("\u00e9");
    }

    @Test
    void discoveryControlPrintsItsBits() {
        assertThat(PxeDiscoveryControl.DIRECT).hasToString("0x0a (no multicast, download boot file)");
        assertThat(new PxeDiscoveryControl(5)).hasToString("0x05 (no broadcast, listed servers only)");
        assertThat(new PxeDiscoveryControl(0)).hasToString("0x00 (none)");
        assertThatThrownBy(() -> new PxeDiscoveryControl(256)).hasMessage("discovery control: 256 (expected: 0..255)");
    }

    @Test
    void bootServerTypesKeepEveryNumber() {
        assertThat(PxeBootServerType.of(0))
                .isEqualTo(PxeBootServerType.LOCAL_BOOT)
                .hasToString("local boot");
        assertThat(PxeBootServerType.of(3)).hasToString("DOS/UNDI");
        assertThat(PxeBootServerType.of(2)).hasToString("UNKNOWN(2)");
        assertThat(PxeBootServerType.of(0x8000)).hasToString("UNKNOWN(32768)");
        assertThat(PxeBootServerType.of(65535)).hasToString("PXE API test");
        assertThatThrownBy(() -> PxeBootServerType.of(65536)).isInstanceOf(IllegalArgumentException.class);
    }

    private static PxeOptions.Builder menu() {
        return PxeOptions.builder()
                .set(
                        PxeOption.BOOT_MENU,
                        List.of(
                                PxeMenuItem.of(LINUX, "Linux"),
                                PxeMenuItem.of(PxeBootServerType.LOCAL_BOOT, "Local disk")))
                .set(PxeOption.MENU_PROMPT, PxeMenuPrompt.of(10, "Press F8"));
    }

    private static void assertRefused(PxeOptions.Builder builder, String why) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private static String hex(PxeOptions options) {
        ByteBuf out = Unpooled.buffer();
        PxeOptions.FORMAT.encode(options, out);
        return ByteBufUtil.hexDump(out);
    }

    private static PxeOptions read(String hex) {
        return RawPacket.discover()
                .hexOption(43, hex)
                .end()
                .packet()
                .get(DhcpOption.VENDOR_SPECIFIC)
                .orElseThrow();
    }
}
