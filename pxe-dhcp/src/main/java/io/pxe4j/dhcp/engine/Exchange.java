package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.VendorClass;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request at work, and what has been found out about it. */
final class Exchange {
    private final Conversation conversation;
    private final ClientRequest client;
    private final Link link;
    private final ClientKey key;
    private final Ip4 serverIdentifier;
    private long classes;
    private @Nullable HostPlan host;

    Exchange(Conversation conversation, ClientRequest client, Link link, ClientKey key, Ip4 serverIdentifier) {
        this.conversation = conversation;
        this.client = client;
        this.link = link;
        this.key = key;
        this.serverIdentifier = serverIdentifier;
    }

    Conversation conversation() {
        return conversation;
    }

    ClientRequest client() {
        return client;
    }

    DhcpPacket request() {
        return client.packet();
    }

    DhcpArrival arrival() {
        return client.arrival();
    }

    NetworkPlan network() {
        return link.network();
    }

    /** The subnet that relay or interface belong to. */
    SubnetPlan subnet() {
        return link.subnet();
    }

    ClientKey key() {
        return key;
    }

    /** What the client shall take for the server's address: option 54. */
    Ip4 serverIdentifier() {
        return serverIdentifier;
    }

    boolean isRelayed() {
        return !request().giaddr().isAny();
    }

    /** Finds out which classes and which host the client is, once everything is known that tells. */
    void classify(LeasingPlan plan) {
        classes = plan.classes().membershipsOf(client);
        host = plan.hosts().of(client, network());
    }

    long classes() {
        return classes;
    }

    @Nullable
    HostPlan host() {
        return host;
    }

    /** The subnet of an address of this network. */
    SubnetPlan subnetOf(Ip4 address) {
        SubnetPlan found = network().subnetOf(address);
        return found == null ? subnet() : found;
    }

    /** What goes with the address. */
    Terms termsFor(Ip4 address) {
        return subnetOf(address).termsFor(address, classes, host);
    }

    /** What a lease shall remember; relay information of {@code before} if this request has passed no relay. */
    LeaseDetails details(Instant now, Optional<Lease> before) {
        DhcpPacket request = request();
        if (client.relayInformation().isEmpty() && before.isPresent() && !isRelayed()) {
            client.remember(before.get().details().relayInformation());
        }
        return new LeaseDetails(
                request.chaddr(),
                request.get(DhcpOption.CLIENT_IDENTIFIER),
                request.get(DhcpOption.HOST_NAME),
                request.get(DhcpOption.VENDOR_CLASS).map(VendorClass::text),
                client.relayInformation(),
                now);
    }

    void drop(DropReason reason, String detail) {
        conversation.drop(reason, detail);
    }
}
