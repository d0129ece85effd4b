package io.pxe4j.bench.scale;

import java.util.SplittableRandom;

/** The network between machines and servers, and what is on its way there. */
final class Roads {
    private final int dead;
    private final long turnaround;
    private final double machineNanosPerOctet;
    private final Site site;
    private final Rack[] racks;
    private final Wire wire;
    private final Slots<Mail> mails = new Slots<>();
    private final EventQueue events = new EventQueue();

    Roads(StormPlan plan, Site site, SplittableRandom random) {
        this.dead = plan.fleet().dead();
        this.turnaround = plan.firmware().turnaround().toNanos();
        this.machineNanosPerOctet = 8 / plan.fabric().machineGbit();
        this.site = site;
        this.racks = new Rack[site.racks()];
        for (int i = 0; i < racks.length; i++) {
            racks[i] = new Rack(plan.fabric().rackGbit());
        }
        this.wire = new Wire(plan.fabric().faults(), random);
    }

    /** What a machine says for what it got at {@code now}. */
    void toServer(Mail mail, long now) {
        boolean deaf = mail.server() != Mail.SITE && mail.server() < dead;
        for (int copies = deaf ? 0 : wire.copies(); copies > 0; copies--) {
            events.add(now + turnaround + wire.delay(), Event.of(Event.MAIL_TO_SERVER, mails.put(mail)));
        }
    }

    void toMachine(Mail mail, long leaves) {
        for (int copies = wire.copies(); copies > 0; copies--) {
            events.add(leaves + wire.delay(), Event.of(Event.MAIL_TO_MACHINE, mails.put(mail)));
        }
    }

    /** A TFTP datagram of a machine, for what it got at {@code now}. */
    void toServer(long event, long now) {
        for (int copies = wire.copies(); copies > 0; copies--) {
            events.add(now + turnaround + wire.delay(), event);
        }
    }

    /** TFTP datagrams of a server, one behind the other. */
    void toMachine(long event, int octets, long leaves) {
        Rack rack = racks[site.rackOf(Event.machine(event))];
        long gone = rack.link.send(octets, leaves);
        if (gone < 0) {
            return;
        }
        long received = gone + (long) (octets * machineNanosPerOctet);
        for (int copies = wire.copies(); copies > 0; copies--) {
            events.add(received + wire.delay(), event);
        }
    }

    /** What arrives, and when. */
    EventQueue events() {
        return events;
    }

    /** The letters of the events. */
    Slots<Mail> mails() {
        return mails;
    }

    Rack rackOf(Machine machine) {
        return racks[site.rackOf(machine.number)];
    }

    /** Whether everything arrives, once, and in order if sent together. */
    boolean isFaultless() {
        return wire.isFaultless();
    }

    long lost() {
        return wire.lost();
    }
}
