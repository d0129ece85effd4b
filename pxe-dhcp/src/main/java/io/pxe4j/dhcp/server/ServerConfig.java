package io.pxe4j.dhcp.server;

import io.netty.channel.EventLoopGroup;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.EngineContext;
import io.pxe4j.dhcp.engine.ServerPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The settings of a server, which no longer change. */
record ServerConfig(
        List<String> interfaces,
        List<Ip4> addresses,
        Function<? super EngineContext, ? extends DhcpEngine> engine,
        DhcpListener listener,
        DhcpTransport transport,
        Optional<EventLoopGroup> group,
        List<Port> ports,
        boolean replyToSource,
        int maxPacketSize) {
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
                List.copyOf(from.addresses),
                engine,
                from.listener,
                from.transport,
                from.group,
                List.copyOf(ports),
                from.replyToSource,
                from.maxPacketSize);
    }

    /** The sockets to open, as the machine's interfaces are now. */
    List<BindPlan> plans(boolean bindToDevices) {
        List<BindPlan> plans = new ArrayList<>();
        for (String name : interfaces) {
            addPlans(plans, ServerInterface.named(name), bindToDevices);
        }
        for (Ip4 address : addresses) {
            addPlans(plans, ServerInterface.having(address), false);
        }
        return plans;
    }

    private void addPlans(List<BindPlan> plans, ServerInterface network, boolean toDevice) {
        if (!toDevice && network.addresses().size() > 1) {
            network.oneByOne().forEach(one -> addPlans(plans, one, false));
            return;
        }
        for (Port port : ports) {
            plans.add(new BindPlan(network, toDevice, port.job, port.number));
        }
    }
}
