package io.pxe4j.testkit;

import java.util.Optional;

/** A reply that a PXE firmware kept, and how it filed it. */
record PxeOffer(Reply reply, OfferClass offerClass) {
    Optional<String> bootFile() {
        return reply.bootFile();
    }

    /** Discovery control, 43.6; 0 when absent (PXE 2.1). */
    int discoveryControl() {
        return reply.vendorOptions()
                .first(6)
                .filter(v -> v.length > 0)
                .map(v -> v[0] & 0xff)
                .orElse(0);
    }

    /** Bit 3 of 43.6 with a boot file: load it, no prompt, no menu, no discovery. */
    boolean justLoad() {
        return (discoveryControl() & 8) != 0 && bootFile().isPresent();
    }
}
