package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpPacket;
import java.util.concurrent.CompletionStage;

/** Two engines that keep each to a port. */
record ByPort(DhcpEngine onDhcp, DhcpEngine onPxe) implements DhcpEngine {
    @Override
    public CompletionStage<DhcpOutcome> handle(DhcpPacket request, DhcpArrival arrival) {
        return (arrival.port() == ServerPort.PXE ? onPxe : onDhcp).handle(request, arrival);
    }

    @Override
    public void tick() {
        onDhcp.tick();
        onPxe.tick();
    }

    @Override
    public void close() {
        onDhcp.close();
        onPxe.close();
    }
}
