package io.pxe4j.testkit;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A network in virtual time: what the client sends goes to a script, whose answers come back after a delay. */
final class ScriptedWire implements Wire {
    static final InetSocketAddress SERVER = new InetSocketAddress("127.0.0.1", 67);
    static final InetSocketAddress PXE_SERVER = new InetSocketAddress("127.0.0.1", 4011);

    private final VirtualClock clock = VirtualClock.create();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private final Script script;

    ScriptedWire(Script script) {
        this.script = script;
    }

    /** The servers' side. */
    interface Script {
        void receive(Sent message, ScriptedWire network);
    }

    record Sent(Port from, InetSocketAddress to, Reply message, byte[] bytes, long nanos) {
        boolean isDiscover() {
            return message.messageType() == 1;
        }

        boolean isRequest() {
            return message.messageType() == 3 && to.getPort() == 67;
        }
    }

    private record Arrival(Port at, long nanos, Reply reply) {}

    void answer(double seconds, byte[] bytes) {
        answer(seconds, bytes, SERVER, Port.DHCP);
    }

    void answer(double seconds, byte[] bytes, InetSocketAddress from, Port to) {
        arrivals.add(new Arrival(to, clock.getAsLong() + (long) (seconds * 1e9), Reply.of(bytes, from)));
    }

    List<Sent> sent() {
        return sent;
    }

    @Override
    public long nanos() {
        return clock.getAsLong();
    }

    @Override
    public void send(Port from, byte[] data, InetSocketAddress to) {
        Sent message = new Sent(from, to, Reply.of(data, to), data, clock.getAsLong());
        sent.add(message);
        script.receive(message, this);
    }

    @Override
    public Optional<Reply> receive(Port at, long deadline) {
        Optional<Arrival> next = arrivals.stream()
                .filter(a -> a.at == at && a.nanos - deadline < 0)
                .min(Comparator.comparingLong(Arrival::nanos));
        long until = next.map(Arrival::nanos).orElse(deadline);
        clock.advance(Duration.ofNanos(Math.max(0, until - clock.getAsLong())));
        next.ifPresent(arrivals::remove);
        return next.map(Arrival::reply);
    }
}
