package io.pxe4j.tftp.server;

import static io.pxe4j.tftp.server.TftpServerTest.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.EventLoopGroup;
import io.pxe4j.tftp.engine.ContentSource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A machine that gets addresses while its server runs. */
class ServerSocketsTest {
    private static final InetSocketAddress WILDCARD = new InetSocketAddress("0.0.0.0", 0);

    private final Transport transport = new NioTransport();
    private final EventLoopGroup group = transport.newGroup(1, "test");
    private List<InetSocketAddress> machine = List.of(new InetSocketAddress("127.0.0.1", 0));
    private final ServerSockets sockets = sockets();

    private ServerSockets sockets() {
        ServerConfig.Draft draft = new ServerConfig.Draft();
        draft.bind(WILDCARD);
        draft.content = ContentSource.ofBytes(Map.of());
        ServerConfig config = draft.build();
        TransferLoop loop = new TransferLoop(
                config,
                group.next(),
                Runnable::run,
                ContentMemory.create(0, 0, Runnable::run),
                new Admission(config.tftpLimits(), Sources.ofThisMachine()),
                new Events(TftpListener.NONE));
        return new ServerSockets(config, transport, List.of(loop), address -> machine);
    }

    @AfterEach
    void close() {
        join(sockets.close());
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void aNewAddressIsListenedOnAtThePortOfTheOthers() throws UnknownHostException {
        join(sockets.open());
        assertThat(sockets.hasWildcard()).isTrue();
        int port = sockets.localAddresses().get(0).getPort();
        join(sockets.lookForNew());
        assertThat(sockets.localAddresses()).hasSize(1);

        machine = List.of(machine.get(0), new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0));
        join(sockets.lookForNew());
        assumeTrue(sockets.localAddresses().size() == 2, "127.0.0.2 is no address of this machine");
        assertThat(sockets.localAddresses()).contains(new InetSocketAddress("127.0.0.2", port));
        join(sockets.lookForNew());
        assertThat(sockets.localAddresses()).hasSize(2);
    }

    @Test
    void anAddressThatCannotBeBoundYetIsTriedAgain() {
        join(sockets.open());
        machine = List.of(machine.get(0), new InetSocketAddress("192.0.2.1", 0));
        join(sockets.lookForNew());
        join(sockets.lookForNew());
        assertThat(sockets.localAddresses()).hasSize(1);
    }

    @Test
    void afterTheEndNothingIsOpened() {
        join(sockets.open());
        join(sockets.shut());
        machine = List.of(new InetSocketAddress("127.0.0.3", 0));
        join(sockets.lookForNew());
        join(sockets.close());
        assertThat(sockets.localAddresses())
                .allMatch(address -> address.getAddress().getHostAddress().equals("127.0.0.1"));
    }
}
