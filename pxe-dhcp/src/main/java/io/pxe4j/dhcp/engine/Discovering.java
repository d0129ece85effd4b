package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.Ip4;
import java.time.Instant;

/** What becomes of a DISCOVER: an offer, which lives in memory alone, or with rapid commit a lease at once. */
final class Discovering {
    private final LeasingParts parts;
    private final boolean rapidCommit;

    Discovering(LeasingParts parts, boolean rapidCommit) {
        this.parts = parts;
        this.rapidCommit = rapidCommit;
    }

    void discover(Exchange x) {
        x.classify(parts.plan());
        new AddressSearch(parts, x, offer -> answer(x, offer)).start();
    }

    /** BOOTP knows neither offers nor the end of a lease, so its first request is written down. */
    void bootp(Exchange x, long seconds) {
        x.classify(parts.plan());
        new AddressSearch(parts, x, offer -> {
                    Ip4 address = offer.address();
                    Terms terms = x.termsFor(address);
                    parts.withBoot(
                            x,
                            terms,
                            boot -> lease(
                                    x,
                                    offer,
                                    seconds,
                                    () -> x.conversation().end(parts.replies().bootp(x, address, terms, boot))));
                })
                .start();
    }

    private void answer(Exchange x, OfferBook.Offer offer) {
        Ip4 address = offer.address();
        Terms terms = x.termsFor(address);
        parts.withBoot(x, terms, boot -> {
            if (!rapidCommit || !x.request().has(DhcpOption.RAPID_COMMIT)) {
                x.conversation().end(parts.replies().offer(x, address, terms, boot));
                return;
            }
            // RFC 4039: the one case in which a DISCOVER is written down.
            long seconds = terms.granted(x.client());
            lease(x, offer, seconds, () -> x.conversation().end(parts.replies().ack(x, address, seconds, terms, boot)));
        });
    }

    private void lease(Exchange x, OfferBook.Offer offer, long seconds, Runnable leased) {
        Instant ends = parts.book().now().plusSeconds(seconds);
        parts.book().commit(x, offer.address(), offer.there(), offer.own(), ends, done -> {
            if (done) {
                leased.run();
            } else {
                parts.offers().release(x.network(), x.key());
                x.drop(DropReason.ADDRESS_TAKEN, offer.address().toString());
            }
        });
    }
}
