package io.pxe4j.testkit;

import io.pxe4j.dhcp.Ip4;
import java.util.List;
import java.util.Optional;

/** Intel's PXE base code, as it sits in BIOS option ROMs and old UEFI firmware. */
final class IntelPxe implements PxeClient.Model {
    private static final int[] BINL_WINDOWS = {1, 2, 3};

    private final IntelRequests requests;

    IntelPxe(Identity identity) {
        requests = IntelRequests.of(identity);
    }

    @Override
    public PxeRequests requests() {
        return requests;
    }

    @Override
    public List<Rule> offerRules(Asked asked) {
        return IntelRules.offer(asked);
    }

    @Override
    public List<Rule> ackRules(Asked asked, Reply offer) {
        return IntelRules.ack(asked, offer);
    }

    @Override
    public List<Rule> binlRules(Asked asked, Ip4 server) {
        return IntelRules.binl(asked, server);
    }

    @Override
    public OfferClass classify(Reply reply) {
        return IntelRules.classify(reply);
    }

    @Override
    public int[] binlWindows() {
        return BINL_WINDOWS.clone();
    }

    @Override
    public boolean binlCollects() {
        return false;
    }

    @Override
    public Optional<String> unusable(Reply offer) {
        return Optional.empty();
    }

    @Override
    public Optional<byte[]> decline(int xid, Reply offer, String why) {
        return Optional.empty();
    }

    @Override
    public String noOffer(List<PxeOffer> offers) {
        if (offers.isEmpty()) {
            return "PXE-E51: no DHCP or proxyDHCP offers were received";
        }
        if (offers.stream().allMatch(o -> o.offerClass().isProxy())) {
            return "PXE-E52: proxyDHCP offers were received, but no DHCP offer that could be joined with them";
        }
        return "PXE-E53: no boot file name received: no offer, and no pair of offers, names one";
    }

    @Override
    public String noPxeAnswer() {
        return "PXE-E55: proxyDHCP service did not reply to request on port 4011";
    }
}
