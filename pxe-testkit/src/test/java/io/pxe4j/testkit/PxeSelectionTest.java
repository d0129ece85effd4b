package io.pxe4j.testkit;

import static io.pxe4j.testkit.OfferClass.BOOTP;
import static io.pxe4j.testkit.OfferClass.DHCP_BINL;
import static io.pxe4j.testkit.OfferClass.DHCP_ONLY;
import static io.pxe4j.testkit.OfferClass.DHCP_PXE10;
import static io.pxe4j.testkit.OfferClass.DHCP_WFM;
import static io.pxe4j.testkit.OfferClass.PROXY_BINL;
import static io.pxe4j.testkit.OfferClass.PROXY_PXE10;
import static io.pxe4j.testkit.OfferClass.PROXY_WFM;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order in which PXE firmware prefers offers. */
class PxeSelectionTest {
    private static final byte[] DISCOVER = Firmware.edk2Pxe().discover(Boots.NETWORK, 1);

    @Test
    void theOrderIsThatOfEdk2() {
        List<List<OfferClass>> order = List.of(
                List.of(DHCP_PXE10),
                List.of(DHCP_WFM),
                List.of(DHCP_ONLY, PROXY_PXE10),
                List.of(DHCP_ONLY, PROXY_WFM),
                List.of(DHCP_BINL),
                List.of(DHCP_ONLY, PROXY_BINL),
                List.of(DHCP_ONLY),
                List.of(BOOTP));
        for (int i = 0; i < order.size(); i++) {
            // Everything that ranks lower is there too, and comes first.
            List<PxeOffer> offers = new ArrayList<>();
            for (int j = order.size() - 1; j >= i; j--) {
                order.get(j).forEach(c -> offers.add(offer(c, "file")));
            }
            PxeSelection chosen = PxeSelection.of(offers).orElseThrow();
            List<OfferClass> classes = new ArrayList<>(List.of(chosen.address().offerClass()));
            chosen.proxies().forEach(p -> classes.add(p.offerClass()));

            assertThat(classes).isEqualTo(order.get(i));
        }
    }

    @Test
    void aPlainOfferNeedsAFileOrAProxy() {
        assertThat(PxeSelection.of(List.of(offer(DHCP_ONLY, "")))).isEmpty();
        assertThat(PxeSelection.of(List.of(offer(DHCP_ONLY, ""), offer(DHCP_ONLY, "b"))))
                .hasValueSatisfying(s -> assertThat(s.address().bootFile()).hasValue("b"));
        assertThat(PxeSelection.of(List.of(offer(PROXY_PXE10, "a"), offer(PROXY_BINL, "b"))))
                .isEmpty();
        assertThat(PxeSelection.of(List.of())).isEmpty();
    }

    @Test
    void theFirstOfEqualOffersWinsAndOnlyBinlProxiesAreAllTried() {
        PxeSelection direct =
                select(offer(DHCP_ONLY, "x"), offer(DHCP_ONLY, "y"), offer(PROXY_PXE10, "a"), offer(PROXY_PXE10, "b"));
        PxeSelection binl = select(offer(DHCP_ONLY, ""), offer(PROXY_BINL, "a"), offer(PROXY_BINL, "b"));

        assertThat(direct.address().bootFile()).hasValue("x");
        assertThat(direct.proxies()).extracting(p -> p.bootFile().orElse("")).containsExactly("a");
        assertThat(binl.proxies()).extracting(p -> p.bootFile().orElse("")).containsExactly("a", "b");
    }

    private static PxeSelection select(PxeOffer... offers) {
        return PxeSelection.of(Arrays.asList(offers)).orElseThrow();
    }

    private static PxeOffer offer(OfferClass offerClass, String file) {
        return new PxeOffer(Reply.of(ReplyBuilder.offer(DISCOVER).file(file).bytes(), ScriptedWire.SERVER), offerClass);
    }
}
