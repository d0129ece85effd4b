package io.pxe4j.boot.cli;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.dhcp.ClientArchitecture;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.ParameterRequestList;
import io.pxe4j.dhcp.VendorClass;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.EngineContext;
import io.pxe4j.dhcp.engine.LeaseStore;
import io.pxe4j.dhcp.engine.RequestLimits;
import io.pxe4j.dhcp.server.DhcpServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays exchanges with a server of its own on loopback, so that the JVM has compiled the way of a packet before the first storm of
 * booting machines: a server that has just started is much slower than one that has not.
 */
final class Rehearsal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final Ip4 STAGE = Ip4.of("127.0.0.1");
    /** What leasing hands out meanwhile. */
    static final String RANGE = "127.77.0.1-127.77.15.254";

    private static final int CLIENTS = 4000;
    // A storm comes in batches too; the system's queue holds so many.
    private static final int BATCH = 32;
    private static final int WAIT_MILLIS = 200;

    private final Callable<OpenLeaseStore> stores;
    private final Function<LeaseStore, Function<EngineContext, DhcpEngine>> engines;
    private final long nanos;
    private final Thread thread = new Thread(this::run, "pxe4j-rehearsal");
    private volatile boolean over;

    private Rehearsal(
            Callable<OpenLeaseStore> stores,
            Function<LeaseStore, Function<EngineContext, DhcpEngine>> engines,
            Duration time) {
        this.stores = stores;
        this.engines = engines;
        this.nanos = time.toNanos();
    }

    /**
     * Starts one, on a thread of its own.
     *
     * @param stores makes a store that is forgotten afterwards
     * @param engines makes the engine that the real server has too, on that store
     * @param time how long it takes; zero for none
     */
    static Rehearsal start(
            Callable<OpenLeaseStore> stores,
            Function<LeaseStore, Function<EngineContext, DhcpEngine>> engines,
            Duration time) {
        Rehearsal made = new Rehearsal(stores, engines, time);
        if (!time.isZero()) {
            made.thread.setDaemon(true);
            made.thread.start();
        }
        return made;
    }

    private void run() {
        long end = System.nanoTime() + nanos;
        try (OpenLeaseStore leases = stores.call();
                DhcpServer server = DhcpServer.builder()
                        .onAddress(STAGE)
                        .dhcpPort(0)
                        .withoutPxePort()
                        .limits(RequestLimits.NONE)
                        .replyToSource(true)
                        .engine(engines.apply(leases.store()))
                        .build();
                DatagramSocket socket = new DatagramSocket(0, STAGE.toInetAddress())) {
            server.start().toCompletableFuture().get();
            socket.setSoTimeout(WAIT_MILLIS);
            int port = server.localAddresses().get(0).portNumber();
            int exchanges = 0;
            while (!over && System.nanoTime() < end) {
                exchanges += play(socket, port, exchanges);
            }
            LOG.debug("{} exchanges rehearsed", exchanges);
        } catch (Exception e) {
            // Without it the server is only slower at first.
            LOG.debug("No rehearsal", e);
        }
    }

    private int play(DatagramSocket socket, int port, int done) throws IOException {
        for (int i = 0; i < BATCH; i++) {
            send(discover((done + i) % CLIENTS, i % 2 == 0), socket, port);
        }
        byte[] answer = new byte[1500];
        DatagramPacket datagram = new DatagramPacket(answer, answer.length);
        int expected = BATCH;
        try {
            while (expected > 0 && !over) {
                socket.receive(datagram);
                expected--;
                if (DhcpPacket.decode(Unpooled.wrappedBuffer(answer, 0, datagram.getLength()))
                                instanceof DhcpPacket reply
                        && reply.is(DhcpMessageType.OFFER)
                        && !reply.yiaddr().isAny()) {
                    send(request(reply), socket, port);
                    expected++;
                }
            }
        } catch (SocketTimeoutException e) {
            // What was lost is asked for again in the next round.
        }
        return BATCH;
    }

    private static DhcpPacketWriter discover(int client, boolean boots) {
        HardwareAddress address = HardwareAddress.of(
                HardwareAddress.ETHERNET, (byte) 2, (byte) 0, (byte) 0, (byte) 0, (byte) (client >> 8), (byte) client);
        DhcpPacketWriter discover = DhcpPacketWriter.request(DhcpMessageType.DISCOVER, address)
                .xid(client)
                .giaddr(STAGE)
                .set(DhcpOption.PARAMETER_REQUEST_LIST, ParameterRequestList.of(1, 3, 6, 12, 15, 43, 54, 60, 66, 67));
        return boots
                ? discover.set(DhcpOption.VENDOR_CLASS, VendorClass.of("PXEClient:Arch:00007:UNDI:003016"))
                        .set(DhcpOption.CLIENT_ARCHITECTURE, List.of(ClientArchitecture.of(7)))
                : discover;
    }

    private static DhcpPacketWriter request(DhcpPacket offer) {
        return DhcpPacketWriter.request(DhcpMessageType.REQUEST, offer.chaddr())
                .xid(offer.xid())
                .giaddr(STAGE)
                .set(DhcpOption.SERVER_IDENTIFIER, STAGE)
                .set(DhcpOption.REQUESTED_ADDRESS, offer.yiaddr());
    }

    private static void send(DhcpPacketWriter packet, DatagramSocket socket, int port) throws IOException {
        ByteBuf encoded = packet.encode(UnpooledByteBufAllocator.DEFAULT);
        try {
            byte[] octets = new byte[encoded.readableBytes()];
            encoded.readBytes(octets);
            InetAddress to = STAGE.toInetAddress();
            socket.send(new DatagramPacket(octets, octets.length, to, port));
        } finally {
            encoded.release();
        }
    }

    /** Ends it, if it is not over yet. */
    @Override
    public void close() throws InterruptedException {
        over = true;
        thread.join();
    }
}
