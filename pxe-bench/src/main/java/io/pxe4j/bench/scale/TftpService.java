package io.pxe4j.bench.scale;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.AgreedOptions;
import io.pxe4j.tftp.engine.NegotiationLimits;
import io.pxe4j.tftp.engine.OptionNegotiation;
import io.pxe4j.tftp.engine.ReadTransfer;
import java.net.InetAddress;

/** The TFTP of one server: real negotiation, transfers and limits, on loops that have a cost and a receive buffer. */
final class TftpService implements ServiceLoop.Work {
    private static final int MTU = 1500;
    private static final int DATA_OVERHEAD = 4 + 8 + 20 + 18 + 20;
    private static final int SMALL = 100;
    private static final long TICK = 1_000_000;

    private static final TftpRequest ROM_PROBE = TftpRequest.read("undionly.kpxe", TftpOptions.of("tsize", "0"));
    private static final TftpRequest ROM_FILE = TftpRequest.read("undionly.kpxe", TftpOptions.of("blksize", "1456"));
    private static final TftpRequest EDK_PROBE =
            TftpRequest.read("snponly.efi", TftpOptions.of("tsize", "0", "blksize", "1468", "windowsize", "4"));
    private static final TftpRequest EDK_FILE =
            TftpRequest.read("snponly.efi", TftpOptions.of("blksize", "1468", "windowsize", "4"));

    private final Storm storm;
    private final int server;
    private final StormPlan.Costs costs;
    private final NegotiationLimits negotiation = NegotiationLimits.DEFAULT.withinMtu(MTU, false);
    private final ServiceLoop[] loops;
    private final Doorkeeper door;
    private final Link card;
    private final TftpTally tally = new TftpTally();

    TftpService(Storm storm, int server, Link card) {
        StormPlan.Server plan = storm.plan().server();
        this.storm = storm;
        this.server = server;
        this.costs = plan.costs();
        this.card = card;
        this.door = new Doorkeeper(plan.tftpLimits());
        this.loops = new ServiceLoop[plan.tftpLoops()];
        for (int i = 0; i < loops.length; i++) {
            int slot = server << 16 | i + 1;
            loops[i] = new ServiceLoop(plan.queue(), this, time -> storm.later(time, Event.of(Event.LOOP, slot)));
        }
    }

    /** A datagram has come through the network. */
    void arrive(long event, long now) {
        loopOf(Event.machine(event)).arrive(event, now);
    }

    void onFree(int loop, long now) {
        loops[loop].onFree(now);
    }

    /** SO_REUSEPORT: the system gives a client always to the same loop. */
    private ServiceLoop loopOf(int machine) {
        return loops[Math.floorMod(machine * 0x9E3779B9 >>> 8, loops.length)];
    }

    @Override
    public long serve(long event, long now) {
        Machine machine = storm.machine(Event.machine(event));
        return switch (Event.kind(event)) {
            case Event.READ_REQUEST -> onRequest(machine, Event.generation(event), Event.count(event) == 1, now);
            case Event.ACK -> onAnswer(machine, event, now);
            default -> onError(machine, event, now);
        };
    }

    private long onRequest(Machine machine, int generation, boolean probe, long now) {
        InetAddress address = new Ip4(machine.address).toInetAddress();
        if (!door.hears(address, now)) {
            return costs.ignored();
        }
        ServedFile known = machine.transfer(generation);
        if (known != null && known.service == this && !known.isEnded) {
            known.engine.onRequestAgain(now);
            return costs.ack() + pump(known, now, now + costs.ack());
        }
        TftpRequest request = machine.windowed ? probe ? EDK_PROBE : EDK_FILE : probe ? ROM_PROBE : ROM_FILE;
        int size = storm.plan().firmware().bootFile();
        AgreedOptions agreed = OptionNegotiation.agree(request, negotiation, size);
        ReadTransfer engine =
                ReadTransfer.start(agreed, size, storm.plan().server().timers(), now);
        ServedFile transfer = new ServedFile(engine, machine, generation, address, this);
        if (!door.enter(transfer)) {
            return costs.ignored();
        }
        tally.transfers++;
        transfer.slot = storm.transfers().put(transfer);
        machine.remember(transfer);
        return costs.readRequest() + pump(transfer, now, now + costs.readRequest());
    }

    private long onAnswer(Machine machine, long event, long now) {
        ServedFile transfer = machine.transfer(Event.generation(event));
        if (transfer == null || transfer.isEnded || transfer.service != this) {
            return costs.ack();
        }
        transfer.engine.onAck(Event.block(event), now);
        if (!transfer.isConfirmed && transfer.engine.isAnswered()) {
            confirm(transfer, now);
        }
        return costs.ack() + pump(transfer, now, now + costs.ack());
    }

    private long onError(Machine machine, long event, long now) {
        ServedFile transfer = machine.transfer(Event.generation(event));
        if (transfer != null && !transfer.isEnded && transfer.service == this) {
            if (!transfer.isConfirmed) {
                confirm(transfer, now);
            }
            transfer.engine.onError(TftpErrorCode.of(Event.block(event)));
            pump(transfer, now, now);
        }
        return costs.ack();
    }

    private void confirm(ServedFile transfer, long now) {
        transfer.isConfirmed = true;
        door.confirm(transfer, now);
        for (ServedFile other : transfer.machine.openTransfers()) {
            // What waited for an answer of this address.
            if (other != transfer && other.service == this && other.engine.pendingCount() > 0) {
                pump(other, now, now);
            }
        }
    }

    /** A transfer's alarm. */
    void onTimer(ServedFile transfer, long now) {
        if (transfer.isEnded || transfer.armedAt != now) {
            return;
        }
        transfer.armedAt = EventQueue.NEVER;
        if (now < transfer.engine.deadline()) {
            arm(transfer);
            return;
        }
        transfer.engine.onTime(now);
        ServiceLoop loop = loopOf(transfer.machine.number);
        long free = loop.work(costs.ack(), now);
        loop.work(pump(transfer, now, free), now);
    }

    /** Sends what is pending, from {@code leaves} on, and says what that cost beside. */
    private long pump(ServedFile transfer, long now, long leaves) {
        ReadTransfer engine = transfer.engine;
        long cost = 0;
        while (engine.pendingCount() > 0) {
            if (!door.maySend(transfer, now)) {
                break;
            }
            long first = engine.pendingBlock();
            int count = first == 0 ? 1 : Math.min(engine.pendingCount(), Event.MOST_BLOCKS);
            if (first == 0) {
                sendOack(transfer, leaves + cost);
            } else {
                cost += count * costs.block();
                sendBlocks(transfer, (int) first, count, leaves + cost);
            }
            engine.onSent(count, now);
        }
        if (engine.isOver()) {
            end(transfer);
        } else {
            arm(transfer);
        }
        return cost;
    }

    private void sendOack(ServedFile transfer, long leaves) {
        int tsize = transfer.engine.agreed().hasOack() ? 1 : 0;
        carry(Event.of(Event.OACK, transfer.machine.number, server, transfer.generation, 0, tsize), SMALL, 1, leaves);
    }

    private void sendBlocks(ServedFile transfer, int first, int count, long leaves) {
        int full = transfer.engine.agreed().blockSize() + DATA_OVERHEAD;
        if (storm.roads().isFaultless()) {
            // What leaves together arrives together: one event.
            carry(event(transfer, first, count), full, count, leaves);
            return;
        }
        for (int i = 0; i < count; i++) {
            carry(event(transfer, first + i, 1), full, 1, leaves);
        }
    }

    private long event(ServedFile transfer, int block, int count) {
        return Event.of(Event.DATA, transfer.machine.number, server, transfer.generation, block, count);
    }

    private void carry(long event, int octets, int count, long leaves) {
        long gone = card.send(octets * count, leaves);
        if (gone < 0) {
            tally.cardOverflows += count;
            return;
        }
        storm.roads().toMachine(event, octets * count, gone);
    }

    private void arm(ServedFile transfer) {
        // As the wheel of a TftpServer has it: a tick of a millisecond, never early.
        long at = (transfer.engine.deadline() + TICK - 1) / TICK * TICK;
        long due = Math.max(at, storm.now() + 1);
        if (due < transfer.armedAt) {
            transfer.armedAt = due;
            storm.later(due, Event.of(Event.TRANSFER_TIMER, transfer.slot));
        }
    }

    /** The transfer is over. */
    void end(ServedFile transfer) {
        if (transfer.isEnded) {
            return;
        }
        transfer.isEnded = true;
        door.leave(transfer);
        transfer.machine.forget(transfer);
        storm.transfers().take(transfer.slot);
        tally.addEnded(transfer.engine);
    }

    Doorkeeper door() {
        return door;
    }

    long busy() {
        long sum = 0;
        for (ServiceLoop loop : loops) {
            sum += loop.busy();
        }
        return sum;
    }

    long overflows() {
        long sum = 0;
        for (ServiceLoop loop : loops) {
            sum += loop.overflows();
        }
        return sum;
    }

    int longestQueue() {
        int longest = 0;
        for (ServiceLoop loop : loops) {
            longest = Math.max(longest, loop.longest());
        }
        return longest;
    }

    TftpTally tally() {
        return tally;
    }
}
