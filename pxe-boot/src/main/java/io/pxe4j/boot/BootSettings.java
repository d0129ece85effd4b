package io.pxe4j.boot;

import io.netty.channel.EventLoopGroup;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.DhcpLeasingBuilder;
import io.pxe4j.dhcp.engine.LeaseStore;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The settings of a boot server, checked. An empty pool means ProxyDHCP. */
record BootSettings(
        Optional<String> interfaceName,
        Optional<Ip4> address,
        Optional<AddressPool> pool,
        Consumer<DhcpLeasingBuilder> leasing,
        LeaseStore leaseStore,
        Optional<Path> root,
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
