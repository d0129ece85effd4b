package io.pxe4j.bench.scale;

import io.pxe4j.dhcp.Ip4;

/** The addresses: a /20 for each rack, with the relay's first and a part of the rest for each server. */
final class Site {
    static final int PREFIX = 20;

    private static final int RACK_ADDRESSES = 1 << 32 - PREFIX;
    private static final int RESERVED = 16;
    private static final int BASE = Ip4.of("10.0.0.0").bits();
    private static final int SERVERS = Ip4.of("192.168.0.1").bits();
    private static final int MOST_RACKS = (1 << 24) / RACK_ADDRESSES;

    private final int rackSize;
    private final int racks;
    private final int servers;

    Site(StormPlan plan) {
        this.rackSize = plan.fabric().rackSize();
        this.racks = (plan.machines() + rackSize - 1) / rackSize;
        this.servers = plan.fleet().servers();
        if (racks > MOST_RACKS || rackSize > poolSize()) {
            throw new IllegalArgumentException("racks: " + racks + " of " + rackSize + " (expected: at most "
                    + MOST_RACKS + " of at most " + poolSize() + ")");
        }
    }

    int racks() {
        return racks;
    }

    int rackOf(int machine) {
        return machine / rackSize;
    }

    Ip4 network(int rack) {
        return new Ip4(BASE + rack * RACK_ADDRESSES);
    }

    Ip4 relay(int rack) {
        return new Ip4(network(rack).bits() + 1);
    }

    Ip4 poolFirst(int rack, int server) {
        return new Ip4(network(rack).bits() + RESERVED + server * poolSize());
    }

    Ip4 poolLast(int rack, int server) {
        return new Ip4(poolFirst(rack, server).bits() + poolSize() - 1);
    }

    /** What the site's own DHCP server gives that machine. */
    int addressOf(int machine) {
        return network(rackOf(machine)).bits() + RESERVED + machine % rackSize;
    }

    Ip4 server(int number) {
        return new Ip4(SERVERS + number);
    }

    int serverAt(int address) {
        return address - SERVERS;
    }

    private int poolSize() {
        return (RACK_ADDRESSES - 2 * RESERVED) / servers;
    }
}
