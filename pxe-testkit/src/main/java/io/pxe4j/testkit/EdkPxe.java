package io.pxe4j.testkit;

import io.pxe4j.dhcp.Ip4;
import java.util.List;
import java.util.Optional;

/** EDK2's PXE driver for x64 (UefiPxeBcDxe over Dhcp4Dxe). */
final class EdkPxe implements PxeClient.Model {
    private static final int[] BINL_WINDOWS = {1, 2, 3, 4};

    private final EdkRequests requests;

    EdkPxe(Identity identity) {
        requests = EdkRequests.pxe(identity);
    }

    @Override
    public PxeRequests requests() {
        return requests;
    }

    @Override
    public List<Rule> offerRules(Asked asked) {
        return EdkRules.pxeOffer(asked);
    }

    @Override
    public List<Rule> ackRules(Asked asked, Reply offer) {
        return EdkRules.ack(asked, offer);
    }

    @Override
    public List<Rule> binlRules(Asked asked, Ip4 server) {
        return EdkRules.binl(asked);
    }

    @Override
    public OfferClass classify(Reply reply) {
        return EdkRules.classify(reply);
    }

    @Override
    public int[] binlWindows() {
        return BINL_WINDOWS.clone();
    }

    @Override
    public boolean binlCollects() {
        return true;
    }

    @Override
    public Optional<String> unusable(Reply offer) {
        return EdkRules.unusable(offer);
    }

    @Override
    public Optional<byte[]> decline(int xid, Reply offer, String why) {
        return Optional.of(requests.decline(xid, offer.serverIdentifier(), offer.yiaddr(), why));
    }

    @Override
    public String noOffer(List<PxeOffer> offers) {
        if (offers.isEmpty()) {
            return "PXE-E16: no offer received";
        }
        if (offers.stream().allMatch(o -> o.offerClass().isProxy())) {
            return "PXE-E16: no offer received: only proxies answered, and none gives an address";
        }
        return "PXE-E16: no offer received that names a boot file, alone or with a proxy's";
    }

    @Override
    public String noPxeAnswer() {
        return "PXE-E16: no offer received: its server did not answer on port 4011, which EDK2 asks whenever an offer has "
                + "PXEClient (option 60) and no discovery options (43.6 to 43.10)";
    }
}
