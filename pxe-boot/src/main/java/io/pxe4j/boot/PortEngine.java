package io.pxe4j.boot;

import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.engine.DhcpArrival;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.DhcpOutcome;
import io.pxe4j.dhcp.engine.ServerPort;
import java.util.concurrent.CompletionStage;

/**
 * An address server on port 67 and a boot server on 4011. Each keeps to its port: a DISCOVER that finds no free address shall not be
 * answered with boot information alone.
 */
record PortEngine(DhcpEngine leasing, DhcpEngine proxy) implements DhcpEngine {
    @Override
    public CompletionStage<DhcpOutcome> handle(DhcpPacket request, DhcpArrival arrival) {
        return (arrival.port() == ServerPort.PXE ? proxy : leasing).handle(request, arrival);
    }

    @Override
    public void tick() {
        leasing.tick();
        proxy.tick();
    }

    @Override
    public void close() {
        leasing.close();
        proxy.close();
    }
}
