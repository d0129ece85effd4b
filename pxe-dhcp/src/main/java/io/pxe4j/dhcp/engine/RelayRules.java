package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;
import io.pxe4j.dhcp.RelayAgentInformation;
import java.util.List;
import java.util.Optional;

/** Which relays are served, and whose option 82 is believed. */
final class RelayRules {
    private final Ip4Network[] allowed;
    private final boolean trustSwitches;

    /**
     * The rules.
     *
     * @param allowed where relays may have their address (giaddr); empty for anywhere
     * @param trustSwitches whether option 82 counts in packets without a relay's address, from switches that insert it
     */
    RelayRules(List<Ip4Network> allowed, boolean trustSwitches) {
        this.allowed = allowed.toArray(Ip4Network[]::new);
        this.trustSwitches = trustSwitches;
    }

    boolean namesRelays() {
        return allowed.length > 0;
    }

    /** Whether a request comes from a relay that is not to be served. */
    boolean refuses(DhcpPacket request) {
        return !request.giaddr().isAny() && !admits(request.giaddr());
    }

    private boolean admits(Ip4 giaddr) {
        for (Ip4Network network : allowed) {
            if (network.contains(giaddr)) {
                return true;
            }
        }
        return allowed.length == 0;
    }

    /**
     * Option 82, if the request comes from a relay or switches are trusted: a client could write one itself. It is returned in any case,
     * trusted or not.
     */
    Optional<RelayAgentInformation> informationOf(DhcpPacket request) {
        return request.has(DhcpOption.RELAY_AGENT_INFORMATION)
                        && (trustSwitches || !request.giaddr().isAny())
                ? request.get(DhcpOption.RELAY_AGENT_INFORMATION)
                : Optional.empty();
    }
}
