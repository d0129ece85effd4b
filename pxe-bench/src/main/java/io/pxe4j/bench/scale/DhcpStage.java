package io.pxe4j.bench.scale;

/**
 * How firmware and iPXE ask for an address, as {@code Firmware} of the test kit does with sockets: a ROM listens for the whole of its 4, 8, 16
 * and 32 seconds, then takes the first offer; iPXE goes on as soon as it knows address and file, and asks after 1, 2, 4 and 8 seconds.
 */
final class DhcpStage {
    private static final long SECOND = 1_000_000_000;
    private static final long[] ROM_WINDOWS = {4 * SECOND, 8 * SECOND, 16 * SECOND, 32 * SECOND};
    private static final long[] IPXE_WINDOWS = {SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND};

    private final Storm storm;

    DhcpStage(Storm storm) {
        this.storm = storm;
    }

    void start(Machine machine, boolean ipxe) {
        machine.ipxe = ipxe;
        machine.xid = storm.draw();
        machine.askedAt = storm.now();
        machine.state = Machine.State.DISCOVERING;
        machine.offeredBy = Machine.NOBODY;
        machine.bootServer = Machine.NOBODY;
        machine.tries = 0;
        discover(machine);
    }

    private void discover(Machine machine) {
        send(machine, Mail.Kind.DISCOVER, 0, 0);
        storm.arm(machine, storm.now() + windows(machine)[machine.tries]);
    }

    private static long[] windows(Machine machine) {
        return machine.ipxe ? IPXE_WINDOWS : ROM_WINDOWS;
    }

    private void send(Machine machine, Mail.Kind kind, int address, int serverAddress) {
        Mail mail = new Mail(kind, machine.number, 0, machine.ipxe, machine.xid, address, serverAddress, false);
        StormPlan.Fleet fleet = storm.plan().fleet();
        // The relay of the rack sends it to every server.
        for (int i = 0; i < fleet.servers(); i++) {
            storm.roads().toServer(mail.to(i), storm.now());
        }
        if (fleet.spread() != Spread.BUCKETS) {
            storm.roads().toServer(mail.to(Mail.SITE), storm.now());
        }
    }

    /** The window is over. */
    void onTimer(Machine machine) {
        if (machine.state == Machine.State.DISCOVERING && isSatisfied(machine)) {
            request(machine);
        } else if (++machine.tries == windows(machine).length) {
            storm.fail(machine);
        } else if (machine.state == Machine.State.DISCOVERING) {
            discover(machine);
        } else {
            ask(machine);
        }
    }

    private static boolean isSatisfied(Machine machine) {
        return machine.offeredBy != Machine.NOBODY && machine.bootServer != Machine.NOBODY;
    }

    private void request(Machine machine) {
        machine.state = Machine.State.REQUESTING;
        machine.tries = 0;
        ask(machine);
    }

    private void ask(Machine machine) {
        send(
                machine,
                Mail.Kind.REQUEST,
                machine.offered,
                storm.site().server(machine.offeredBy).bits());
        storm.arm(machine, storm.now() + windows(machine)[machine.tries]);
    }

    /** An answer has come. */
    void onMail(Machine machine, Mail mail) {
        if (mail.xid() != machine.xid || mail.ipxe() != machine.ipxe) {
            return;
        }
        if (machine.state == Machine.State.DISCOVERING && mail.kind() == Mail.Kind.OFFER) {
            onOffer(machine, mail);
        } else if (machine.state == Machine.State.REQUESTING && mail.server() == machine.offeredBy) {
            onReply(machine, mail);
        }
    }

    private void onOffer(Machine machine, Mail offer) {
        if (offer.address() != 0 && machine.offeredBy == Machine.NOBODY) {
            machine.offered = offer.address();
            machine.offeredBy = offer.server();
        }
        if (offer.boots() && machine.bootServer == Machine.NOBODY) {
            machine.bootServer = storm.site().serverAt(offer.serverAddress());
        }
        if (machine.ipxe && isSatisfied(machine)) {
            request(machine);
        }
    }

    private void onReply(Machine machine, Mail reply) {
        if (reply.kind() == Mail.Kind.NAK) {
            storm.fail(machine);
        } else if (reply.kind() == Mail.Kind.ACK) {
            machine.address = reply.address();
            machine.server = machine.bootServer;
            storm.onAddress(machine);
        }
    }
}
