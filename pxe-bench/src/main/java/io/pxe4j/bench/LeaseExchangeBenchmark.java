package io.pxe4j.bench;

import io.pxe4j.dhcp.DhcpDecoder;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.DhcpOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Leases a second from the engine, without sockets, with many machines asking at once, so that a database writes those that meet in one
 * commit. One operation is one exchange of DISCOVER, OFFER, REQUEST and ACK that has come to its end, and one write of the store; the
 * clients come back every 20,000 exchanges and get the address that they had.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class LeaseExchangeBenchmark extends AbstractBenchmark {
    private static final int CLIENTS = 20_000;

    /** Where leases are kept. */
    @Param({"MEMORY", "SQLITE"})
    public LeaseStores.Kind store = LeaseStores.Kind.MEMORY;

    /** How many machines ask at once. */
    @Param({"1", "16", "256"})
    public int machines = 1;

    /** The thread of the engine is that of the benchmark. */
    private final BlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();

    private final List<Machine> asking = new ArrayList<>();
    private @Nullable LeaseStores leases;
    private DhcpEngine engine = (request, arrival) -> {
        throw new IllegalStateException("not set up");
    };
    private int client;
    private long exchanges;
    private @Nullable RuntimeException failure;

    /** One of those that ask at once: as soon as it has an address, the next client asks in its place. */
    private final class Machine {
        private final LeaseMessages messages = LeaseMessages.to(DhcpLeasingBenchmark.SERVER, Ip4.ANY);
        private final DhcpDecoder decoder = DhcpDecoder.create();
        private int number;
        private Ip4 offered = Ip4.ANY;

        void discover() {
            number = client;
            client = (client + 1) % CLIENTS;
            send((DhcpPacket) decoder.decode(messages.discover(number)), this::request);
        }

        private void request(DhcpOutcome outcome) {
            offered = DhcpLeasingBenchmark.yiaddr(outcome);
            send((DhcpPacket) decoder.decode(messages.request(number, offered)), this::finish);
        }

        private void finish(DhcpOutcome outcome) {
            Ip4 leased = DhcpLeasingBenchmark.yiaddr(outcome);
            if (!leased.equals(offered)) {
                throw new IllegalStateException(offered + " was offered, " + leased + " leased");
            }
            exchanges++;
            loop.add(this::discover);
        }

        private void send(DhcpPacket packet, Consumer<DhcpOutcome> next) {
            var unused = engine.handle(packet, DhcpLeasingBenchmark.ARRIVAL).thenAccept(outcome -> {
                try {
                    next.accept(outcome);
                } catch (RuntimeException e) {
                    failure = e;
                }
            });
        }
    }

    /** Opens the store, and lets the machines ask. */
    @Setup
    public void start() throws IOException {
        LeaseStores opened = LeaseStores.open(store);
        leases = opened;
        engine = DhcpLeasingBenchmark.engine(opened.store(), loop::add);
        for (int i = 0; i < machines; i++) {
            Machine machine = new Machine();
            asking.add(machine);
            loop.add(machine::discover);
        }
    }

    /** Lets those that have asked get their answers, and closes the store. */
    @TearDown
    public void stop() throws Exception {
        engine.close();
        if (leases != null) {
            leases.close();
        }
        asking.forEach(machine -> machine.messages.free());
    }

    /** Until one more machine has its address. */
    @Benchmark
    public long exchange() throws InterruptedException {
        long before = exchanges;
        while (exchanges == before) {
            Runnable task = loop.poll(60, TimeUnit.SECONDS);
            if (task == null) {
                throw new IllegalStateException("no answer within 60 s");
            }
            task.run();
            if (failure != null) {
                throw failure;
            }
        }
        return exchanges;
    }
}
