package io.pxe4j.dhcp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.RelayAgentInformation;
import io.pxe4j.dhcp.RelayOption;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** A client of an address server: says each thing a client can say, by way of one arrival. */
final class LeaseClient {
    private final DhcpEngine engine;
    private final HardwareAddress mac;
    private final DhcpArrival arrival;
    private final UnaryOperator<DhcpPacketWriter> extra;
    private Ip4 server;

    private LeaseClient(
            DhcpEngine engine, HardwareAddress mac, DhcpArrival arrival, UnaryOperator<DhcpPacketWriter> extra) {
        this.engine = engine;
        this.mac = mac;
        this.arrival = arrival;
        this.extra = extra;
        this.server = arrival.serverAddress();
    }

    static LeaseClient of(DhcpEngine engine, int number) {
        return new LeaseClient(engine, mac(number), Lab.BROADCAST, writer -> writer);
    }

    static HardwareAddress mac(int number) {
        return HardwareAddress.of(
                1, (byte) 2, (byte) 0, (byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte)
                        number);
    }

    /** The same client with more in each of its messages. */
    LeaseClient with(UnaryOperator<DhcpPacketWriter> more) {
        return new LeaseClient(engine, mac, arrival, writer -> more.apply(extra.apply(writer)));
    }

    <T> LeaseClient with(DhcpOption<T> option, T value) {
        return with(writer -> writer.set(option, value));
    }

    LeaseClient at(DhcpArrival other) {
        return new LeaseClient(engine, mac, other, extra);
    }

    /** Behind a relay with that address. */
    LeaseClient behind(Ip4 relay) {
        return at(Lab.relayed(relay, 67)).with(writer -> writer.giaddr(relay).hops(1));
    }

    LeaseClient behind(Ip4 relay, RelayAgentInformation information) {
        return behind(relay).with(DhcpOption.RELAY_AGENT_INFORMATION, information);
    }

    static RelayAgentInformation circuit(String id) {
        return RelayAgentInformation.builder()
                .set(RelayOption.CIRCUIT_ID, id.getBytes(StandardCharsets.US_ASCII))
                .build();
    }

    ClientKey key() {
        return ClientKey.of(mac);
    }

    DhcpOutcome say(DhcpPacketWriter message) {
        return Lab.outcome(engine, extra.apply(message), arrival);
    }

    private DhcpPacketWriter message(DhcpMessageType type) {
        return DhcpPacketWriter.request(type, mac).xid(77);
    }

    DhcpOutcome discover() {
        return say(message(DhcpMessageType.DISCOVER));
    }

    DhcpOutcome discover(Ip4 wanted) {
        return say(message(DhcpMessageType.DISCOVER).set(DhcpOption.REQUESTED_ADDRESS, wanted));
    }

    DhcpPacket offer() {
        DhcpPacket offer = Lab.answer(discover());
        assertThat(offer.messageType()).contains(DhcpMessageType.OFFER);
        server = offer.get(DhcpOption.SERVER_IDENTIFIER).orElseThrow();
        return offer;
    }

    DhcpOutcome select(Ip4 address) {
        return say(message(DhcpMessageType.REQUEST)
                .set(DhcpOption.SERVER_IDENTIFIER, server)
                .set(DhcpOption.REQUESTED_ADDRESS, address));
    }

    /** DISCOVER to ACK. */
    DhcpPacket lease() {
        return ack(select(offer().yiaddr()));
    }

    DhcpOutcome initReboot(Ip4 address) {
        return say(message(DhcpMessageType.REQUEST).set(DhcpOption.REQUESTED_ADDRESS, address));
    }

    DhcpOutcome renew(Ip4 address) {
        return at(Lab.unicast(address)).say(message(DhcpMessageType.REQUEST).ciaddr(address));
    }

    DhcpOutcome rebind(Ip4 address) {
        return say(message(DhcpMessageType.REQUEST).ciaddr(address));
    }

    DhcpOutcome release(Ip4 address) {
        return at(Lab.unicast(address))
                .say(message(DhcpMessageType.RELEASE)
                        .ciaddr(address)
                        .set(DhcpOption.SERVER_IDENTIFIER, arrival.serverAddress()));
    }

    DhcpOutcome decline(Ip4 address) {
        return say(message(DhcpMessageType.DECLINE)
                .set(DhcpOption.SERVER_IDENTIFIER, server)
                .set(DhcpOption.REQUESTED_ADDRESS, address));
    }

    DhcpOutcome inform(Ip4 address) {
        return at(Lab.unicast(address)).say(message(DhcpMessageType.INFORM).ciaddr(address));
    }

    static DhcpPacket ack(DhcpOutcome outcome) {
        DhcpPacket ack = Lab.answer(outcome);
        assertThat(ack.messageType()).contains(DhcpMessageType.ACK);
        return ack;
    }

    static DhcpPacket nak(DhcpOutcome outcome) {
        DhcpPacket nak = Lab.answer(outcome);
        assertThat(nak.messageType()).contains(DhcpMessageType.NAK);
        return nak;
    }

    static void assertDropped(DhcpOutcome outcome, DropReason reason) {
        assertThat(Lab.dropOf(outcome)).isEqualTo(reason);
    }
}
