package io.pxe4j.dhcp.server;

import io.netty.channel.EventLoopGroup;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.RelayAgentInformation;
import io.pxe4j.dhcp.RelayOption;
import io.pxe4j.dhcp.engine.ClientChoice;
import io.pxe4j.dhcp.engine.ClientIdentity;
import io.pxe4j.dhcp.engine.ClientListener;
import io.pxe4j.dhcp.engine.ClientRelay;
import io.pxe4j.dhcp.engine.ClientSettings;
import io.pxe4j.dhcp.engine.ClientTiming;
import io.pxe4j.dhcp.engine.ServerPort;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/** What a builder of a client has been told, and how that becomes a configuration. */
final class ClientDraft {
    private static final int CLIENT_PORT = 68;

    Optional<ClientIdentity> identity = Optional.empty();
    Optional<String> interfaceName = Optional.empty();
    Optional<InetSocketAddress> server = Optional.empty();
    Optional<InetSocketAddress> local = Optional.empty();
    Optional<Ip4> relay = Optional.empty();
    Optional<RelayAgentInformation> relayInformation = Optional.empty();
    Optional<EventLoopGroup> group = Optional.empty();
    ClientTiming timing = ClientTiming.STANDARD;
    ClientChoice choice = ClientChoice.FIRST;
    ClientListener listener = ClientListener.NONE;
    DhcpTransport transport = DhcpTransport.AUTO;
    int pxePort = ServerPort.PXE.number();
    boolean broadcast = true;
    boolean rapidCommit;
    boolean keepLease;
    private RandomGenerator random = new SecureRandom();

    void server(InetSocketAddress address) {
        if (!(address.getAddress() instanceof Inet4Address)) {
            throw new IllegalArgumentException("server: " + address + " (expected: an IPv4 address)");
        }
        port("server port", address.getPort(), 1);
        server = Optional.of(address);
    }

    void seed(long seed) {
        random = new Random(seed);
    }

    static int port(String name, int port, int min) {
        if (port < min || port > 65535) {
            throw new IllegalArgumentException(name + ": " + port + " (expected: " + min + "..65535)");
        }
        return port;
    }

    ClientConfig build() {
        ClientIdentity who = identity.orElseThrow(
                () -> new IllegalStateException("identity: none (expected: identity(...) or hardwareAddress(...))"));
        if (interfaceName.isPresent() == server.isPresent()) {
            throw new IllegalStateException(
                    "onInterface, server: " + (server.isPresent() ? "both" : "none") + " (expected: one of them)");
        }
        if (relay.isPresent() && server.isEmpty()) {
            throw new IllegalStateException("server: none (expected: one, since a relay sends by unicast)");
        }
        if (rapidCommit) {
            who = who.with(DhcpOption.RAPID_COMMIT, true);
        }
        InetSocketAddress bound = local.orElseGet(this::usualLocal);
        return new ClientConfig(
                new ClientSettings(
                        who,
                        timing,
                        choice,
                        server.map(InetSocketAddress::getAddress).map(Ip4::of),
                        relay.map(giaddr -> relayOn(giaddr, bound.getPort())),
                        broadcast,
                        keepLease),
                interfaceName,
                bound,
                server.map(InetSocketAddress::getPort).orElse(ServerPort.DHCP.number()),
                pxePort,
                Objects.requireNonNull(listener, "listener"),
                random,
                Objects.requireNonNull(transport, "transport"),
                group);
    }

    private InetSocketAddress usualLocal() {
        if (interfaceName.isPresent()) {
            return new InetSocketAddress(Ip4.ANY.toInetAddress(), CLIENT_PORT);
        }
        return relay.map(giaddr -> new InetSocketAddress(giaddr.toInetAddress(), ServerPort.DHCP.number()))
                .orElseGet(() -> new InetSocketAddress(Ip4.ANY.toInetAddress(), 0));
    }

    // RFC 8357 §5.1: a relay that listens on another port than 67 says so.
    private ClientRelay relayOn(Ip4 giaddr, int port) {
        if (port == ServerPort.DHCP.number()) {
            return new ClientRelay(giaddr, relayInformation);
        }
        RelayAgentInformation.Builder options = RelayAgentInformation.builder();
        relayInformation.ifPresent(given -> given.codes()
                .forEach(code -> given.get(RelayOption.bytes(code))
                        .ifPresent(value -> options.set(RelayOption.bytes(code), value))));
        return ClientRelay.of(giaddr, options.set(RelayOption.SOURCE_PORT, true).build());
    }
}
