package io.pxe4j.boot;

import io.netty.channel.EventLoopGroup;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.DhcpLeasingBuilder;
import io.pxe4j.dhcp.engine.LeaseStore;
import io.pxe4j.dhcp.engine.ProxyDhcpBuilder;
import io.pxe4j.dhcp.server.DhcpServer;
import io.pxe4j.tftp.limits.TftpLimits;
import io.pxe4j.tftp.server.TftpServer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The settings of a boot server, checked. Without leasing it is a ProxyDHCP server; the pool is there to be checked. */
record BootSettings(
        Optional<String> interfaceName,
        Optional<Ip4> address,
        Optional<AddressPool> pool,
        Optional<Consumer<DhcpLeasingBuilder>> leasing,
        Consumer<ProxyDhcpBuilder> proxyDhcp,
        Consumer<DhcpServer.Builder> dhcpServer,
        Consumer<TftpServer.Builder> tftpServer,
        TftpLimits tftpLimits,
        boolean knownClientsOnly,
        LeaseStore leaseStore,
        Optional<Path> root,
        boolean hiddenFiles,
        BootFiles files,
        BootDecider decider,
        BootListener listener,
        int dhcpPort,
        int pxePort,
        int tftpPort,
        Optional<Integer> httpPort,
        boolean replyToSource,
        Optional<EventLoopGroup> group) {

    ServedNetwork network() {
        return interfaceName
                .map(name -> ServedNetwork.onInterface(name, address))
                .or(() -> address.map(ServedNetwork::onAddress))
                .orElseThrow();
    }
}
