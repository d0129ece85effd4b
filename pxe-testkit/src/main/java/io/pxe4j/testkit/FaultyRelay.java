package io.pxe4j.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets of a {@link FaultyNetwork} and what is under way between them, all in one thread.
 *
 * <pre>
 *   client ---> front            outside of the client ---> server:69
 *   client <--- mirror of 5555   outside of the client <--- server:5555
 * </pre>
 */
final class FaultyRelay implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(FaultyNetwork.class);
    /** More sockets are not opened; what would need one is lost. */
    private static final int MAX_SOCKETS = 16_384;
    /** More datagrams are not kept; what comes then is lost. */
    private static final int MAX_PARCELS = 1 << 17;

    private static final int SOCKET_BUFFER = 4 << 20;

    /** A socket of the relay takes something in. */
    private interface Intake {
        void take(InetSocketAddress sender, ByteBuffer datagram) throws IOException;
    }

    private record Parcel(
            long at,
            long order,
            DatagramChannel by,
            InetSocketAddress to,
            ByteBuffer datagram,
            FaultyDirection direction)
            implements Comparable<Parcel> {
        @Override
        public int compareTo(Parcel other) {
            return at != other.at ? Long.compare(at - other.at, 0) : Long.compare(order, other.order);
        }
    }

    private final InetSocketAddress server;
    private final FaultyDirection toServer;
    private final FaultyDirection toClients;
    private final Selector selector;
    private final DatagramChannel front;
    private final InetSocketAddress address;
    private final Map<InetSocketAddress, Client> clients = new HashMap<>();
    private final PriorityQueue<Parcel> underWay = new PriorityQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);
    private long order;
    private volatile boolean stopped;

    private FaultyRelay(
            InetSocketAddress server, InetSocketAddress local, FaultyDirection toServer, FaultyDirection toClients)
            throws IOException {
        this.server = server;
        this.toServer = toServer;
        this.toClients = toClients;
        this.selector = Selector.open();
        try {
            this.front = bind(local, this::onClient);
        } catch (IOException | RuntimeException e) {
            selector.close();
            throw e;
        }
        this.address = (InetSocketAddress) front.getLocalAddress();
    }

    static FaultyRelay open(
            InetSocketAddress server, InetSocketAddress local, FaultyDirection toServer, FaultyDirection toClients)
            throws IOException {
        return new FaultyRelay(server, local, toServer, toClients);
    }

    InetSocketAddress address() {
        return address;
    }

    FaultyDirection toServer() {
        return toServer;
    }

    FaultyDirection toClients() {
        return toClients;
    }

    void stop() {
        stopped = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                deliver();
                selector.select(key -> ((Inlet) key.attachment()).read(), pause());
            }
        } catch (IOException e) {
            LOG.warn("the faulty network has ended", e);
        } finally {
            close();
        }
    }

    /** Milliseconds until something is due, at least 1; 0 for ever. */
    private long pause() {
        Parcel next = underWay.peek();
        return next == null ? 0 : Math.max(1, (next.at - System.nanoTime() + 999_999) / 1_000_000);
    }

    private void deliver() {
        long now = System.nanoTime();
        Parcel next = underWay.peek();
        while (next != null && next.at - now <= 0) {
            underWay.remove();
            boolean empty = !next.datagram.hasRemaining();
            try {
                boolean left = next.by.send(next.datagram, next.to) > 0 || empty;
                count(next.direction, left);
            } catch (IOException e) {
                // An ICMP error, as a real network would have swallowed it.
                count(next.direction, false);
            }
            next = underWay.peek();
        }
    }

    private static void count(FaultyDirection direction, boolean left) {
        if (left) {
            direction.onDelivered();
        } else {
            direction.onRefused();
        }
    }

    private void send(FaultyDirection direction, DatagramChannel by, InetSocketAddress to, ByteBuffer datagram) {
        int copies = direction.copies();
        for (int i = 0; i < copies; i++) {
            if (underWay.size() >= MAX_PARCELS) {
                direction.onRefused();
            } else {
                long at = System.nanoTime() + direction.delay();
                underWay.add(new Parcel(at, order++, by, to, datagram.duplicate(), direction));
            }
        }
        if (copies > 0) {
            // Without a delay it leaves at once, not after the next look at the sockets.
            deliver();
        }
    }

    private void onClient(InetSocketAddress sender, ByteBuffer datagram) throws IOException {
        send(toServer, client(sender).outside, server, datagram);
    }

    private Client client(InetSocketAddress sender) throws IOException {
        Client known = clients.get(sender);
        if (known != null) {
            return known;
        }
        Client made = new Client(sender);
        clients.put(sender, made);
        return made;
    }

    private DatagramChannel bind(InetSocketAddress local, Intake intake) throws IOException {
        if (selector.keys().size() >= MAX_SOCKETS) {
            throw new IOException("more than " + MAX_SOCKETS + " sockets");
        }
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
            channel.bind(local);
            channel.register(selector, SelectionKey.OP_READ, new Inlet(channel, intake));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void close() {
        for (SelectionKey key : selector.keys()) {
            closeQuietly(key.channel());
        }
        closeQuietly(selector);
    }

    private static void closeQuietly(java.io.Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            LOG.debug("while the faulty network closes", e);
        }
    }

    /** A client: its socket towards the server, and the ports of the server that have answered it. */
    private final class Client {
        private final InetSocketAddress inside;
        private final DatagramChannel outside;
        private final Map<InetSocketAddress, DatagramChannel> mirrors = new HashMap<>();

        Client(InetSocketAddress inside) throws IOException {
            this.inside = inside;
            this.outside = bind(new InetSocketAddress(address.getAddress(), 0), this::onServer);
        }

        private void onServer(InetSocketAddress sender, ByteBuffer datagram) throws IOException {
            send(toClients, mirror(sender), inside, datagram);
        }

        private DatagramChannel mirror(InetSocketAddress port) throws IOException {
            if (port.equals(server)) {
                return front;
            }
            DatagramChannel known = mirrors.get(port);
            if (known != null) {
                return known;
            }
            DatagramChannel made = bind(
                    new InetSocketAddress(address.getAddress(), 0),
                    // A stranger who sends to this port reaches the server's as a stranger.
                    (sender, datagram) -> send(toServer, client(sender).outside, port, datagram));
            mirrors.put(port, made);
            return made;
        }
    }

    /** A socket and what it takes in. */
    private final class Inlet {
        private final DatagramChannel channel;
        private final Intake intake;

        Inlet(DatagramChannel channel, Intake intake) {
            this.channel = channel;
            this.intake = intake;
        }

        void read() {
            try {
                InetSocketAddress sender = receive();
                while (sender != null && !stopped) {
                    byte[] octets = new byte[buffer.flip().remaining()];
                    buffer.get(octets);
                    intake.take(sender, ByteBuffer.wrap(octets));
                    sender = receive();
                }
            } catch (IOException e) {
                LOG.debug("a datagram was lost", e);
            }
        }

        private @Nullable InetSocketAddress receive() throws IOException {
            return (InetSocketAddress) channel.receive(buffer.clear());
        }
    }
}
