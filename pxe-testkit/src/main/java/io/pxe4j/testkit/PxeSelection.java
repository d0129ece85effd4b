package io.pxe4j.testkit;

import static io.pxe4j.testkit.OfferClass.BOOTP;
import static io.pxe4j.testkit.OfferClass.DHCP_BINL;
import static io.pxe4j.testkit.OfferClass.DHCP_ONLY;
import static io.pxe4j.testkit.OfferClass.DHCP_PXE10;
import static io.pxe4j.testkit.OfferClass.DHCP_WFM;
import static io.pxe4j.testkit.OfferClass.PROXY_BINL;
import static io.pxe4j.testkit.OfferClass.PROXY_PXE10;
import static io.pxe4j.testkit.OfferClass.PROXY_WFM;

import java.util.List;
import java.util.Optional;

/**
 * Which offers a PXE firmware goes with: one that gives the address and, beside a plain DHCP offer, those of proxies.
 *
 * @param address the offer to request
 * @param proxies the proxy offers to try, in order; empty when the address offer carries the boot information
 * @param because which rule of the order applied
 */
record PxeSelection(PxeOffer address, List<PxeOffer> proxies, String because) {

    /**
     * The order of the PXE specification, the same in EDK2 (PxeBcSelectDhcp4Offer) and in Intel's base code: a proxy is only
     * ever joined with a plain DHCP offer, which is why a stray PXEClient from the address server defeats every proxy.
     */
    static Optional<PxeSelection> of(List<PxeOffer> offers) {
        Optional<PxeOffer> plain = first(offers, DHCP_ONLY);
        return alone(offers, DHCP_PXE10)
                .or(() -> alone(offers, DHCP_WFM))
                .or(() -> joined(plain, offers, PROXY_PXE10))
                .or(() -> joined(plain, offers, PROXY_WFM))
                .or(() -> alone(offers, DHCP_BINL))
                .or(() -> joined(plain, offers, PROXY_BINL))
                .or(() -> withFile(offers, DHCP_ONLY))
                .or(() -> withFile(offers, BOOTP));
    }

    private static Optional<PxeSelection> alone(List<PxeOffer> offers, OfferClass offerClass) {
        return first(offers, offerClass).map(o -> new PxeSelection(o, List.of(), offerClass.label()));
    }

    private static Optional<PxeSelection> joined(
            Optional<PxeOffer> plain, List<PxeOffer> offers, OfferClass proxyClass) {
        List<PxeOffer> proxies =
                offers.stream().filter(o -> o.offerClass() == proxyClass).toList();
        if (plain.isEmpty() || proxies.isEmpty()) {
            return Optional.empty();
        }
        // EDK2 keeps the first proxy PXE 1.0 or WfM offer and every proxy BINL offer (PxeBcCacheDhcp4Offer).
        List<PxeOffer> kept = proxyClass == PROXY_BINL ? proxies : proxies.subList(0, 1);
        return Optional.of(new PxeSelection(plain.get(), kept, DHCP_ONLY.label() + " with " + proxyClass.label()));
    }

    private static Optional<PxeSelection> withFile(List<PxeOffer> offers, OfferClass offerClass) {
        return offers.stream()
                .filter(o -> o.offerClass() == offerClass && o.bootFile().isPresent())
                .findFirst()
                .map(o -> new PxeSelection(o, List.of(), offerClass.label() + " with a boot file"));
    }

    private static Optional<PxeOffer> first(List<PxeOffer> offers, OfferClass offerClass) {
        return offers.stream().filter(o -> o.offerClass() == offerClass).findFirst();
    }
}
