package io.pxe4j.boot;

import io.pxe4j.dhcp.engine.ServerPort;
import io.pxe4j.dhcp.server.DhcpEndpoint;
import io.pxe4j.dhcp.server.DhcpServer;
import io.pxe4j.testkit.BootNetwork;
import io.pxe4j.testkit.BootPlan;
import io.pxe4j.testkit.BootResult;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Simulated machines in front of a boot server on loopback. */
final class Loopback {
    private Loopback() {}

    static BootNetwork.Builder network(BootServer server) {
        return BootNetwork.builder()
                .dhcpServer(socket(server.dhcpEndpoints(), ServerPort.DHCP))
                .pxePort(socket(server.dhcpEndpoints(), ServerPort.PXE).getPort())
                .tftpPort(server.tftpAddresses().get(0).getPort())
                .patience(0.05);
    }

    /** The network of a ProxyDHCP server with the address server of the site beside it. */
    static BootNetwork.Builder network(BootServer proxy, DhcpServer addresses) {
        return network(proxy).dhcpServer(socket(addresses.localAddresses(), ServerPort.DHCP));
    }

    static InetSocketAddress socket(List<DhcpEndpoint> endpoints, ServerPort port) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.port() == port)
                .findFirst()
                .orElseThrow()
                .socketAddress();
    }

    static BootResult boot(BootPlan plan, BootNetwork.Builder network) throws Exception {
        return plan.boot(network.build()).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
