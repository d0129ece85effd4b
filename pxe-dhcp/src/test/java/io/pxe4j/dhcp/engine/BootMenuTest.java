package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.Lab.SERVER;
import static io.pxe4j.dhcp.engine.Lab.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.dhcp.PxeBootItem;
import io.pxe4j.dhcp.PxeBootServerType;
import io.pxe4j.dhcp.PxeBootServers;
import io.pxe4j.dhcp.PxeMenuItem;
import io.pxe4j.dhcp.PxeMenuPrompt;
import io.pxe4j.dhcp.PxeOption;
import io.pxe4j.dhcp.PxeOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What menus and server lists say in option 43, and which of them are refused before a ROM could drop them. */
class BootMenuTest {
    private static final PxeBootServerType OURS = PxeBootServerType.of(0x8000);
    private static final PxeBootServerType THEIRS = PxeBootServerType.of(0x8001);
    private static final PxeBootServerType FOUND = PxeBootServerType.of(0x8002);
    private static final BootOffer FILE = BootOffer.file("a.efi");

    private static PxeOptions optionsOf(BootMenu menu) {
        return menu.options(SERVER);
    }

    private static BootMenu.Builder known() {
        return BootMenu.builder().localBoot("Disk").item(OURS, "Ours", FILE).item(THEIRS, "Theirs", ip("10.0.0.7"));
    }

    @Test
    void menuIsWrittenWithPromptListAndControl() {
        PxeOptions pxe =
                optionsOf(known().prompt("Press F8", Duration.ofSeconds(9)).build());

        assertThat(pxe.codes()).containsExactly(6, 8, 9, 10);
        assertThat(pxe.discoveryControl().bits()).isEqualTo(3);
        assertThat(pxe.get(PxeOption.BOOT_SERVERS))
                .contains(List.of(PxeBootServers.of(OURS, SERVER), PxeBootServers.of(THEIRS, ip("10.0.0.7"))));
        assertThat(pxe.get(PxeOption.BOOT_MENU))
                .contains(List.of(
                        PxeMenuItem.of(PxeBootServerType.LOCAL_BOOT, "Disk"),
                        PxeMenuItem.of(OURS, "Ours"),
                        PxeMenuItem.of(THEIRS, "Theirs")));
        assertThat(pxe.get(PxeOption.MENU_PROMPT)).contains(PxeMenuPrompt.of(9, "Press F8"));
    }

    @Test
    void addressOfThisServerFollowsTheInterface() {
        BootMenu menu = known().build();

        for (String us : List.of("10.0.0.1", "10.0.1.1", "10.0.0.1")) {
            assertThat(menu.options(ip(us)).get(PxeOption.BOOT_SERVERS).orElseThrow())
                    .first()
                    .isEqualTo(PxeBootServers.of(OURS, ip(us)));
        }
    }

    @Test
    void optionsAreMadeOncePerAddress() {
        BootMenu menu = known().build();

        assertThat(menu.options(SERVER)).isSameAs(menu.options(ip("10.0.0.1")));
    }

    @Test
    void withoutPromptTheMenuIsShownAndWaits() {
        assertThat(known().build().prompt()).isEqualTo(PxeMenuPrompt.of(255, "Boot menu"));
        assertThat(known().promptForever("Choose").build().prompt()).isEqualTo(PxeMenuPrompt.of(255, "Choose"));
        assertThat(known().prompt("Now", Duration.ZERO).build().prompt().seconds())
                .isZero();
        assertThat(known().prompt("Late", Duration.ofSeconds(254))
                        .build()
                        .prompt()
                        .seconds())
                .isEqualTo(254);
    }

    @Test
    void serverThatMustBeFoundOpensBroadcast() {
        PxeOptions pxe = optionsOf(known().itemAnywhere(FOUND, "Found").build());

        assertThat(pxe.discoveryControl().bits()).isEqualTo(2);
        assertThat(pxe.get(PxeOption.BOOT_SERVERS).orElseThrow()).contains(PxeBootServers.of(FOUND));
    }

    @Test
    void multicastOpensMulticastInPlaceOfBroadcast() {
        PxeOptions pxe = optionsOf(
                known().itemAnywhere(FOUND, "Found").multicast(ip("232.1.0.1")).build());

        assertThat(pxe.discoveryControl().bits()).isEqualTo(1);
        assertThat(pxe.get(PxeOption.DISCOVERY_ADDRESS)).contains(ip("232.1.0.1"));
    }

    @Test
    void searchMayBeSetByHand() {
        assertThat(optionsOf(known().broadcast(true).build()).discoveryControl().bits())
                .isEqualTo(2);
        assertThat(optionsOf(known().broadcast(true)
                                .multicast(ip("224.0.1.2"))
                                .listedOnly()
                                .build())
                        .discoveryControl()
                        .bits())
                .isEqualTo(4);
    }

    @Test
    void menuOfLocalDiskAloneIsOneThatIntelTakes() {
        PxeOptions pxe = optionsOf(BootMenu.builder().localBoot("Disk").build());

        assertThat(pxe.codes()).containsExactly(6, 9, 10);
        assertThat(pxe.discoveryControl().bits()).isEqualTo(2);
    }

    @Test
    void itemsKnowTheirOffersAndLayers() {
        BootOffer second = BootOffer.file("b.efi");
        BootServers servers = BootMenu.builder()
                .item(OURS, "Ours", FILE, second)
                .item(THEIRS, "Theirs", ip("10.0.0.7"))
                .build()
                .servers();

        assertThat(servers.serves(OURS)).isTrue();
        assertThat(servers.serves(THEIRS)).isFalse();
        assertThat(servers.serves(FOUND)).isFalse();
        assertThat(servers.offerFor(new PxeBootItem(OURS, 0))).contains(FILE);
        assertThat(servers.offerFor(new PxeBootItem(OURS, 1))).contains(second);
        assertThat(servers.offerFor(new PxeBootItem(OURS, 2))).isEmpty();
        assertThat(servers.offerFor(new PxeBootItem(THEIRS, 0))).isEmpty();
        assertThat(servers.offerFor(new PxeBootItem(FOUND, 0))).isEmpty();
    }

    @Test
    void firstOfferIsTheFirstItemThatThisServerServes() {
        assertThat(known().build().firstOffer()).contains(FILE);
        assertThat(BootMenu.builder().localBoot("Disk").build().firstOffer()).isEmpty();
    }

    @Test
    void menuThatDoesNotFitSaysSo() {
        BootMenu.Builder menu = BootMenu.builder();
        for (int i = 0; i < 12; i++) {
            menu.item(PxeBootServerType.of(0x8000 + i), "A text of some length", FILE);
        }

        assertThatThrownBy(menu::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "boot menu: 391 octets of PXE options (expected: at most 253, as boot ROMs read option 43 in one "
                                + "piece; shorten the texts or take items away)");
    }

    @Test
    void largestMenuHas253Octets() {
        // 43.6: 3, 43.8: 2 + 7, 43.9: 2 + 3 + text, 43.10: 2 + 1 + 9
        String longest = "x".repeat(253 - 29);
        PxeOptions pxe = optionsOf(BootMenu.builder().item(OURS, longest, FILE).build());

        assertThat(pxe.get(PxeOption.BOOT_MENU).orElseThrow().get(0).text()).isEqualTo(longest);
        assertThatThrownBy(
                        () -> BootMenu.builder().item(OURS, longest + "x", FILE).build())
                .hasMessageStartingWith("boot menu: 254 octets");
        assertThatThrownBy(() -> BootMenu.builder()
                        .item(OURS, longest.substring(1) + "ö", FILE)
                        .build())
                .hasMessageStartingWith("boot menu: 254 octets");
    }

    @Test
    void menuHasOneTo24Items() {
        BootMenu.Builder menu = BootMenu.builder();
        assertThatThrownBy(menu::build).hasMessage("boot menu: 0 items (expected: 1..24, as EDK2 shows no more)");
        for (int i = 1; i <= 24; i++) {
            menu.itemAnywhere(PxeBootServerType.of(i), "x");
        }
        assertThat(menu.build().items()).hasSize(24);

        assertThatThrownBy(
                        () -> menu.itemAnywhere(PxeBootServerType.of(25), "x").build())
                .hasMessage("boot menu: 25 items (expected: 1..24, as EDK2 shows no more)");
    }

    @Test
    void typesAreUsedOnce() {
        assertThatThrownBy(() -> known().item(OURS, "Again", FILE))
                .hasMessage("boot server type: 32768 twice (expected: once)");
        assertThatThrownBy(() -> known().localBoot("Again")).hasMessage("local boot: twice (expected: once)");
        assertThatThrownBy(() -> BootMenu.builder().item(PxeBootServerType.LOCAL_BOOT, "Disk", FILE))
                .hasMessageStartingWith("boot server type: 0 (expected: 1..65535");
    }

    @Test
    void refusedItemLeavesTheMenuAsItWas() {
        BootMenu.Builder menu = known();
        assertThatThrownBy(() -> menu.item(OURS, "Again", FILE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> menu.item(FOUND, "", FILE)).isInstanceOf(IllegalArgumentException.class);

        assertThat(menu.itemAnywhere(FOUND, "Found").build().items()).hasSize(4);
    }

    @Test
    void textsAreNotEmptyAndPrintable() {
        assertThatThrownBy(() -> BootMenu.builder().localBoot("")).hasMessageContaining("not empty");
        assertThatThrownBy(() -> BootMenu.builder().localBoot("a\nb"))
                .hasMessage("menu text: a\\u000ab (expected: without control characters)");
        assertThatThrownBy(() -> BootMenu.builder().promptForever("")).hasMessageContaining("not empty");
        assertThatThrownBy(() -> BootMenu.builder().prompt("a\u007f", Duration.ZERO))
                .hasMessageContaining("control characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT4M15S", "PT0.5S"})
    void timeoutsThatCannotBeSentAreRefused(String timeout) {
        assertThatThrownBy(() -> BootMenu.builder().prompt("x", Duration.parse(timeout)))
                .hasMessage("timeout: " + timeout + " (expected: 0..254 s, in whole seconds)");
    }

    @Test
    void itemsOffersAreFilesOrUrls() {
        for (BootOffer offer : List.of(BootOffer.ignore("why"), BootOffer.menu(known().build()))) {
            assertThatThrownBy(() -> BootMenu.builder().item(FOUND, "x", FILE, offer))
                    .hasMessage("offer: " + offer + " (expected: a file or a URL)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"223.255.255.255", "240.0.0.1", "10.0.0.1"})
    void multicastAddressesAreMulticast(String address) {
        assertThatThrownBy(() -> BootServers.builder().multicast(ip(address)))
                .hasMessage("multicast: " + address + " (expected: 224.0.0.0..239.255.255.255)");
    }

    @Test
    void serverThatCouldNeverBeFoundIsRefused() {
        assertThatThrownBy(() -> BootMenu.builder()
                        .itemAnywhere(FOUND, "x")
                        .broadcast(false)
                        .build())
                .hasMessageStartingWith("boot servers: one without address (expected: search by broadcast");
        assertThatThrownBy(() -> BootMenu.builder().localBoot("x").listedOnly().build())
                .hasMessageContaining("expected: boot servers in 43.8");
    }

    @Test
    void serversAloneGoWithDirectBoot() {
        BootServers servers = BootServers.builder()
                .at(THEIRS, ip("10.0.0.7"), ip("10.0.0.8"))
                .here(OURS, FILE)
                .build();
        PxeOptions pxe = servers.directBoot(SERVER);

        assertThat(pxe.codes()).containsExactly(6, 8);
        assertThat(pxe.discoveryControl().bits()).isEqualTo(0x0b);
        assertThat(pxe.get(PxeOption.BOOT_SERVERS))
                .contains(List.of(
                        PxeBootServers.of(THEIRS, ip("10.0.0.7"), ip("10.0.0.8")), PxeBootServers.of(OURS, SERVER)));
        assertThat(servers.firstListed(SERVER)).contains(ip("10.0.0.7"));
        assertThat(servers.directBootUnlisted()).isEqualTo(PxeOptions.directBoot());
    }

    @Test
    void serversFoundByMulticast() {
        BootServers servers = BootServers.builder()
                .anywhere(FOUND)
                .multicast(ip("239.255.255.255"))
                .build();

        assertThat(servers.multicast()).contains(ip("239.255.255.255"));
        assertThat(servers.firstListed(SERVER)).isEmpty();
        assertThat(servers.directBoot(SERVER).discoveryControl().bits()).isEqualTo(9);
        assertThat(servers.directBoot(SERVER).codes()).containsExactly(6, 7, 8);
        assertThat(servers.directBootUnlisted().discoveryControl().bits()).isEqualTo(8);
        assertThat(servers.directBootUnlisted().codes()).containsExactly(6, 7);
    }

    @Test
    void serverListsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> BootServers.builder().build())
                .hasMessage("boot servers: none (expected: at least one)");
        BootServers.Builder many = BootServers.builder();
        // 43.6: 3, 43.7: 6, 43.8: 2 + 34 * 7 = 249
        for (int i = 1; i <= 34; i++) {
            many.at(PxeBootServerType.of(i), ip("10.0.0.7"));
        }
        many.multicast(ip("224.0.1.2"));
        assertThat(many.build().directBoot(SERVER).has(PxeOption.BOOT_SERVERS)).isTrue();
        assertThatThrownBy(
                        () -> many.at(PxeBootServerType.of(35), ip("10.0.0.7")).build())
                .hasMessageStartingWith("boot servers: 256 octets of PXE options (expected: at most 253")
                .hasMessageEndingWith("name fewer servers)");
    }

    @Test
    void largestServerListHas253Octets() {
        // 43.6: 3, 43.8: 2 + 35 * 7 + 3
        BootServers.Builder most = BootServers.builder();
        for (int i = 1; i <= 35; i++) {
            most.at(PxeBootServerType.of(i), ip("10.0.0.7"));
        }
        assertThat(most.anywhere(FOUND).build().directBoot(SERVER).has(PxeOption.BOOT_SERVERS))
                .isTrue();
    }

    @Test
    void serversSayHowTheyMayBeFound() {
        PxeOptions pxe = BootServers.builder()
                .broadcast(true)
                .listedOnly()
                .at(THEIRS, ip("10.0.0.7"))
                .build()
                .directBoot(SERVER);

        assertThat(pxe.discoveryControl().bits()).isEqualTo(0x0e);
    }

    @Test
    void localDiskMayStandAnywhere() {
        BootMenu menu =
                BootMenu.builder().item(OURS, "Ours", FILE).localBoot("Disk").build();

        assertThat(menu.items()).last().isEqualTo(PxeMenuItem.of(PxeBootServerType.LOCAL_BOOT, "Disk"));
    }

    @Test
    void menusAndServersInWords() {
        assertThat(BootOffer.menu(known().build())).hasToString("menu of 3 items");
        assertThat(BootOffer.menu(BootMenu.builder().localBoot("x").build())).hasToString("menu of 1 item");
    }

    @Test
    void serversGoOnlyBesideAFileOrUrl() {
        BootServers servers = BootServers.builder().here(OURS, FILE).build();

        assertThat(FILE.bootServers()).isEmpty();
        assertThat(FILE.withBootServers(servers).bootServers()).contains(servers);
        assertThat(FILE.withBootServers(servers)).isNotEqualTo(FILE);
        assertThatThrownBy(() -> BootOffer.menu(known().build()).withBootServers(servers))
                .hasMessage("boot servers: beside menu of 3 items (expected: beside a file or URL)");
        assertThatThrownBy(() -> BootOffer.ignore("why").withBootServers(servers))
                .hasMessageStartingWith("boot servers: beside ignore: why");
    }
}
