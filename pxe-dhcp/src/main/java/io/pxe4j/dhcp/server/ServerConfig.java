package io.pxe4j.dhcp.server;

import io.netty.channel.EventLoopGroup;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.EngineContext;
import io.pxe4j.dhcp.engine.RequestLimits;
import io.pxe4j.dhcp.engine.ServerPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The settings of a server, which no longer change. */
record ServerConfig(
        List<String> interfaces,
        Optional<Predicate<? super String>> everyInterface,
        List<Ip4> addresses,
        boolean awaitInterfaces,
        InterfaceSource source,
        Duration interfaceCheck,
        Function<? super EngineContext, ? extends DhcpEngine> engine,
        DhcpListener listener,
        DhcpTransport transport,
        Optional<EventLoopGroup> group,
        List<Port> ports,
        Optional<Ip4> multicastGroup,
        boolean replyToSource,
        int maxPacketSize,
        int receiveBuffer,
        RequestLimits limits,
        Set<Ip4> knownServers,
        Duration otherServersInterval,
        int maxHeldBack,
        Optional<UnicastToUnconfigured> unicast) {
    /** A port to open on each interface. */
    record Port(ServerPort job, int number) {}

    static ServerConfig of(DhcpServer.Builder from, Function<? super EngineContext, ? extends DhcpEngine> engine) {
        List<Port> ports = new ArrayList<>();
        if (from.withDhcpPort) {
            ports.add(new Port(ServerPort.DHCP, from.dhcpPort));
        }
        if (from.withPxePort) {
            ports.add(new Port(ServerPort.PXE, from.pxePort));
        }
        return new ServerConfig(
                List.copyOf(from.interfaces),
                from.everyInterface,
                List.copyOf(from.addresses),
                from.awaitInterfaces,
                from.source.orElseGet(() -> new MachineInterfaces(from.interfaceCheck)),
                from.interfaceCheck,
                engine,
                from.listener,
                from.transport,
                from.group,
                List.copyOf(ports),
                from.multicastGroup,
                from.replyToSource,
                from.maxPacketSize,
                from.receiveBuffer,
                from.limits,
                Set.copyOf(from.knownServers),
                from.otherServersInterval,
                from.maxHeldBack,
                from.unicast);
    }

    /** Whether the interface is served because all such are. */
    boolean takes(ServerInterface one) {
        return everyInterface.isPresent()
                && !one.loopback()
                && one.hasAddresses()
                && everyInterface.get().test(one.name());
    }

    /** Whether interfaces are to be watched after the start. */
    boolean watches() {
        return (!interfaces.isEmpty() || everyInterface.isPresent()) && !interfaceCheck.isZero();
    }

    /** Whether the interface of that name matters once the server runs. */
    boolean isWatched(String name) {
        return interfaces.contains(name)
                || everyInterface.isPresent() && everyInterface.get().test(name);
    }
}
