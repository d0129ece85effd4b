package io.pxe4j.bench.scale;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.dhcp.DhcpDecoder;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.BootOffer;
import io.pxe4j.dhcp.engine.BootPolicy;
import io.pxe4j.dhcp.engine.DhcpArrival;
import io.pxe4j.dhcp.engine.DhcpDrop;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.DhcpLeasing;
import io.pxe4j.dhcp.engine.DhcpLeasingBuilder;
import io.pxe4j.dhcp.engine.DhcpOutcome;
import io.pxe4j.dhcp.engine.DhcpReply;
import io.pxe4j.dhcp.engine.DropReason;
import io.pxe4j.dhcp.engine.EngineContext;
import io.pxe4j.dhcp.engine.LoadBalancing;
import io.pxe4j.dhcp.engine.ProxyDhcp;
import io.pxe4j.dhcp.engine.ProxyDhcpBuilder;
import io.pxe4j.dhcp.engine.RequestLimiter;
import io.pxe4j.dhcp.engine.ServerPort;
import io.pxe4j.dhcp.engine.Subnet;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The DHCP of one server: a real engine and the real limiter, on one loop that has a cost and a receive buffer. */
final class DhcpService implements ServiceLoop.Work {
    private static final int BUCKETS = 256;
    private static final Duration OTHERS_LATER = Duration.ofSeconds(1);
    private static final int RELAY_PORT = 67;
    private static final int YIADDR = 16;
    private static final int SIADDR = 20;
    private static final int FILE = 108;
    private static final int OFFER = 2;
    private static final int ACK = 5;

    private final Storm storm;
    private final int server;
    private final StormPlan.Costs costs;
    private final boolean leases;
    private final RequestForms forms;
    private final DhcpDecoder decoder = DhcpDecoder.create();
    private final RequestLimiter limiter;
    private final DhcpEngine engine;
    private final ServiceLoop loop;
    private final Link card;
    private final Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);

    private long answers;

    DhcpService(Storm storm, int server, RequestForms forms, Link card) {
        StormPlan plan = storm.plan();
        this.storm = storm;
        this.server = server;
        this.forms = forms;
        this.card = card;
        this.costs = plan.server().costs();
        this.leases = plan.fleet().spread() == Spread.BUCKETS;
        this.limiter = RequestLimiter.of(plan.server().dhcpLimits());
        EngineContext context =
                new EngineContext(Runnable::run, storm::now, () -> Instant.EPOCH.plusNanos(storm.now()));
        this.engine = leases
                ? leasing(plan.fleet()).build(context)
                : proxy(plan.fleet()).build(context);
        this.loop = new ServiceLoop(
                plan.server().queue(), this, time -> storm.later(time, Event.of(Event.LOOP, server << 16)));
    }

    private DhcpLeasingBuilder leasing(StormPlan.Fleet fleet) {
        int first = BUCKETS * server / fleet.servers();
        int next = BUCKETS * (server + 1) / fleet.servers();
        DhcpLeasingBuilder builder =
                DhcpLeasing.builder().policy(policy()).loadBalancing(LoadBalancing.of(first, next - 1));
        Site site = storm.site();
        for (int rack = 0; rack < site.racks(); rack++) {
            builder.subnet(Subnet.builder(site.network(rack) + "/" + Site.PREFIX)
                    .pool(AddressPool.of(site.poolFirst(rack, server), site.poolLast(rack, server)))
                    .routers(site.relay(rack))
                    .build());
        }
        return builder;
    }

    private ProxyDhcpBuilder proxy(StormPlan.Fleet fleet) {
        ProxyDhcpBuilder builder = ProxyDhcp.builder().policy(policy());
        return fleet.spread() == Spread.FIRST_ANSWER
                ? builder
                : builder.delay(client -> ownerOf(client.hardwareAddress(), fleet.servers()) != server, OTHERS_LATER);
    }

    private static int ownerOf(HardwareAddress address, int servers) {
        return (address.octet(3) << 16 | address.octet(4) << 8 | address.octet(5)) % servers;
    }

    private BootPolicy policy() {
        String url = "http://" + storm.site().server(server) + "/boot.ipxe";
        return BootPolicy.of(client -> switch (client.kind()) {
            case IPXE -> BootOffer.url(url);
            case UEFI_PXE -> BootOffer.file("snponly.efi");
            case PXE_ROM -> BootOffer.file("undionly.kpxe");
            default -> BootOffer.ignore("not of this storm");
        });
    }

    void arrive(long event, long now) {
        loop.arrive(event, now);
    }

    void onFree(long now) {
        loop.onFree(now);
    }

    @Override
    public long serve(long event, long now) {
        Mail mail = storm.roads().mails().take(Event.slot(event));
        Ip4 relay = storm.site().relay(storm.site().rackOf(mail.machine()));
        ByteBuf bytes = forms.fill(mail, storm.machine(mail.machine()).windowed, relay);
        DhcpPacket request = (DhcpPacket) decoder.decode(bytes);
        Ip4 own = storm.site().server(server);
        DhcpArrival arrival = new DhcpArrival("eth0", own, 24, ServerPort.DHCP, relay, RELAY_PORT, false);
        Optional<DropReason> refused = limiter.admit(request, arrival, now);
        if (refused.isPresent()) {
            drops.merge(refused.get(), 1L, Long::sum);
            return costs.ignored();
        }
        // All that this engine asks answers at once.
        DhcpOutcome outcome =
                engine.handle(request, arrival).toCompletableFuture().join();
        if (outcome instanceof DhcpReply reply) {
            long cost = leases ? costs.answered() : costs.offered();
            answer(mail, reply, now + cost);
            return cost;
        }
        drops.merge(((DhcpDrop) outcome).reason(), 1L, Long::sum);
        return costs.ignored();
    }

    private void answer(Mail request, DhcpReply reply, long leaves) {
        ByteBuf bytes = reply.message().encode(UnpooledByteBufAllocator.DEFAULT);
        try {
            answers++;
            int type = bytes.getByte(RequestForms.find(bytes, 53));
            Mail.Kind kind = type == OFFER ? Mail.Kind.OFFER : type == ACK ? Mail.Kind.ACK : Mail.Kind.NAK;
            int identifier = bytes.getInt(RequestForms.find(bytes, 54));
            boolean boots = bytes.getInt(SIADDR) != 0 && bytes.getByte(FILE) != 0;
            Mail mail = new Mail(
                    kind,
                    request.machine(),
                    server,
                    request.ipxe(),
                    request.xid(),
                    bytes.getInt(YIADDR),
                    boots ? bytes.getInt(SIADDR) : identifier,
                    boots);
            long delay = reply.delay().toNanos();
            // What is held back meets an idle moment of the card or waits for microseconds: it is not queued here.
            long gone = delay > 0 ? leaves + delay : card.send(bytes.readableBytes(), leaves);
            if (gone >= 0) {
                storm.roads().toMachine(mail, gone);
            }
        } finally {
            bytes.release();
        }
    }

    long busy() {
        return loop.busy();
    }

    long overflows() {
        return loop.overflows();
    }

    int longestQueue() {
        return loop.longest();
    }

    long answers() {
        return answers;
    }

    Map<DropReason, Long> drops() {
        return drops;
    }
}
