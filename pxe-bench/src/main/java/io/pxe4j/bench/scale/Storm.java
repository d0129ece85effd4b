package io.pxe4j.bench.scale;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A boot storm: the power is back at 0, and it is over when every machine is up or given up and no server has a transfer left.
 *
 * <p>One thread, one virtual clock, one queue of events. What is drawn depends on the seed alone, so the same plan gives the same storm.
 */
final class Storm {
    private static final int CARD_QUEUE_BITS = 1000 * 1500 * 8;
    private static final long SAMPLE = 1_000_000_000;

    private final StormPlan plan;
    private final Site site;
    private final Machine[] machines;
    private final BootHost[] hosts;
    private final Roads roads;
    private final SplittableRandom random;
    private final DhcpStage dhcp;
    private final TftpStage tftp;
    private final Slots<ServedFile> transfers = new Slots<>();
    private final StormLog log;
    /** Apart from what is on its way and soon over, since a small heap is a fast one. */
    private final EventQueue timers = new EventQueue();

    private long now;
    private int running;
    private int restarts;
    private long events;

    private Storm(StormPlan plan) {
        this.plan = plan;
        this.site = new Site(plan);
        this.random = new SplittableRandom(plan.seed());
        SplittableRandom hardware = random.split();
        this.roads = new Roads(plan, site, random.split());
        this.machines = new Machine[plan.machines()];
        for (int i = 0; i < machines.length; i++) {
            machines[i] =
                    new Machine(i, hardware.nextDouble() >= plan.firmware().lockStepShare());
        }
        this.hosts = new BootHost[plan.fleet().servers()];
        RequestForms forms = new RequestForms();
        for (int i = plan.fleet().dead(); i < hosts.length; i++) {
            hosts[i] = new BootHost(this, i, forms, new Link(plan.server().gbit(), (long)
                    (CARD_QUEUE_BITS / plan.server().gbit())));
        }
        this.dhcp = new DhcpStage(this);
        this.tftp = new TftpStage(this);
        this.log = new StormLog(this);
    }

    /** Runs it to its end. */
    static StormResult run(StormPlan plan) {
        return run(plan, (seconds, up, machines) -> {});
    }

    /** Runs it to its end, and tells now and then how far it is. */
    static StormResult run(StormPlan plan, Progress progress) {
        return new Storm(plan).run(progress);
    }

    /** Hears how far a storm is. */
    interface Progress {
        void at(double virtualSeconds, int up, int machines);
    }

    private StormResult run(Progress progress) {
        running = machines.length;
        for (Machine machine : machines) {
            powerUp(machine);
        }
        timers.add(SAMPLE, Event.of(Event.SAMPLE, 0));
        EventQueue flying = roads.events();
        while (true) {
            boolean flies = flying.nextTime() < timers.nextTime();
            EventQueue queue = flies ? flying : timers;
            if (queue.nextTime() == EventQueue.NEVER) {
                return log.result(events, restarts);
            }
            now = queue.nextTime();
            dispatch(queue.remove());
            if ((++events & 0xfffff) == 0) {
                progress.at(now / 1e9, log.up(), machines.length);
            }
        }
    }

    private void dispatch(long event) {
        switch (Event.kind(event)) {
            case Event.MACHINE_TIMER -> onMachineTimer(machines[Event.slot(event)]);
            case Event.DATA -> tftp.onData(machines[Event.machine(event)], event);
            case Event.OACK -> tftp.onOack(machines[Event.machine(event)], event);
            case Event.ACK, Event.READ_REQUEST, Event.ERROR ->
                hosts[Event.server(event)].tftp().arrive(event, now);
            case Event.LOOP -> onLoop(Event.slot(event));
            case Event.TRANSFER_TIMER -> onTransferTimer(Event.slot(event));
            case Event.MAIL_TO_SERVER -> onMailToServer(event);
            case Event.MAIL_TO_MACHINE -> {
                Mail mail = roads.mails().take(Event.slot(event));
                dhcp.onMail(machines[mail.machine()], mail);
            }
            case Event.FLUID -> hosts[Event.slot(event)].onFluid(now);
            default -> onSample();
        }
    }

    private void onLoop(int slot) {
        BootHost host = hosts[slot >>> 16];
        int loop = slot & 0xffff;
        if (loop == 0) {
            host.dhcp().onFree(now);
        } else {
            host.tftp().onFree(loop - 1, now);
        }
    }

    private void onTransferTimer(int slot) {
        ServedFile transfer = transfers.at(slot);
        if (transfer != null) {
            transfer.service.onTimer(transfer, now);
        }
    }

    private void onMailToServer(long event) {
        Mail mail = roads.mails().at(Event.slot(event));
        if (mail != null && mail.server() != Mail.SITE) {
            hosts[mail.server()].dhcp().arrive(event, now);
            return;
        }
        answerAsSite(roads.mails().take(Event.slot(event)));
    }

    /** The site's own DHCP server is not what is asked here: it always answers, at once. */
    private void answerAsSite(Mail request) {
        Mail.Kind kind = request.kind() == Mail.Kind.DISCOVER ? Mail.Kind.OFFER : Mail.Kind.ACK;
        boolean asked = request.kind() == Mail.Kind.DISCOVER
                || request.serverAddress() == site.server(Mail.SITE).bits();
        if (asked) {
            Mail reply = new Mail(
                    kind,
                    request.machine(),
                    Mail.SITE,
                    request.ipxe(),
                    request.xid(),
                    site.addressOf(request.machine()),
                    0,
                    false);
            roads.toMachine(reply, now);
        }
    }

    private void onSample() {
        log.sample();
        if (running > 0 || transfers.used() > 0) {
            timers.add(now + SAMPLE, Event.of(Event.SAMPLE, 0));
        }
    }

    private void onMachineTimer(Machine machine) {
        if (machine.armedAt != now) {
            return;
        }
        machine.armedAt = EventQueue.NEVER;
        if (machine.deadline > now) {
            arm(machine, machine.deadline);
            return;
        }
        machine.deadline = EventQueue.NEVER;
        switch (machine.state) {
            case POST -> dhcp.start(machine, false);
            case DISCOVERING, REQUESTING -> dhcp.onTimer(machine);
            case PROBING, LOADING -> tftp.onTimer(machine);
            case IPXE_STARTS -> dhcp.start(machine, true);
            case FETCH_STARTS, WAITS_FOR_PLACE -> fetch(machine);
            default -> {
                // Nothing is awaited any more.
            }
        }
    }

    // A machine's way.

    private void powerUp(Machine machine) {
        machine.state = Machine.State.POST;
        long first = plan.firmware().firstPost().toNanos();
        long last = plan.firmware().lastPost().toNanos();
        arm(machine, now + first + (last > first ? random.nextLong(last - first) : 0));
    }

    /** It has an address, and knows its server. */
    void onAddress(Machine machine) {
        if (machine.ipxe) {
            machine.state = Machine.State.FETCH_STARTS;
            arm(machine, now + plan.firmware().fetchStart().toNanos());
        } else {
            tftp.start(machine);
        }
    }

    /** It has iPXE. */
    void onBootFile(Machine machine) {
        if (machine.loadedAt < 0) {
            log.onLoaded();
        }
        machine.loadedAt = now;
        machine.state = Machine.State.IPXE_STARTS;
        arm(machine, now + plan.firmware().ipxeStart().toNanos());
    }

    private void fetch(Machine machine) {
        if (hosts[machine.server].fetch(machine, now)) {
            machine.state = Machine.State.FETCHING;
        } else if (plan.firmware().scriptRetry().isZero()) {
            fail(machine);
        } else {
            machine.state = Machine.State.WAITS_FOR_PLACE;
            arm(machine, now + plan.firmware().scriptRetry().toNanos());
        }
    }

    /** It has the whole image, since {@code at}. */
    void onImage(Machine machine, long at) {
        machine.state = Machine.State.UP;
        machine.upAt = at;
        log.onUp();
        running--;
    }

    /** What it tried has failed; the firmware has no other way to boot. */
    void fail(Machine machine) {
        if (machine.restarts == plan.firmware().restarts()) {
            machine.state = Machine.State.GIVEN_UP;
            running--;
            return;
        }
        machine.restarts++;
        restarts++;
        powerUp(machine);
    }

    // Time.

    long now() {
        return now;
    }

    void later(long time, long event) {
        timers.add(time, event);
    }

    /** Wakes the machine then, and not before; an event that is queued already is used if it comes early enough. */
    void arm(Machine machine, long at) {
        machine.deadline = at;
        if (at < machine.armedAt) {
            machine.armedAt = at;
            timers.add(at, Event.of(Event.MACHINE_TIMER, machine.number));
        }
    }

    int draw() {
        return random.nextInt();
    }

    // What there is.

    StormPlan plan() {
        return plan;
    }

    Roads roads() {
        return roads;
    }

    Site site() {
        return site;
    }

    Machine machine(int number) {
        return machines[number];
    }

    List<Machine> machines() {
        return Arrays.asList(machines);
    }

    /** The servers that run. */
    List<BootHost> hosts() {
        return Arrays.asList(hosts).subList(plan.fleet().dead(), hosts.length);
    }

    Slots<ServedFile> transfers() {
        return transfers;
    }
}
