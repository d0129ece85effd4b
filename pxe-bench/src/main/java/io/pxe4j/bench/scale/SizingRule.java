package io.pxe4j.bench.scale;

/**
 * How long a storm takes, and how many servers it takes, without simulating it: the slowest of five, that the last machine boots at all, that the
 * servers' cards and the racks' links carry the images, and that the processors do TFTP and DHCP.
 *
 * @param machines seconds until the last machine, alone, would be up
 * @param card seconds until the cards have carried everything
 * @param racks seconds until the links of the racks have
 * @param tftp seconds until the TFTP loops have done everything
 * @param dhcp seconds until the DHCP loops have done everything
 */
record SizingRule(double machines, double card, double racks, double tftp, double dhcp) {
    /** A ROM listens for offers that long. */
    private static final double ROM_WINDOW = 4;
    /** Headers of DATA on Ethernet. The image has none here: its octets are those on the wire. */
    private static final double HEADERS = 1.05;

    private static final int ROM_BLOCK = 1456;

    private static final int EDK_BLOCK = 1468;
    private static final double WINDOW = 4;
    private static final double REQUESTS = 2;
    private static final double DHCP_MESSAGES = 4;
    private static final double BITS = 8;
    private static final double NANOS = 1e9;

    /** The times of a plan whose servers all run. */
    static SizingRule of(StormPlan plan) {
        double servers = plan.fleet().servers();
        double each = plan.machines() / servers * unevenness(plan);
        double first = seconds(plan.firmware().firstPost().toNanos());
        double last = seconds(plan.firmware().lastPost().toNanos());
        double toFetch = ROM_WINDOW
                + seconds(plan.firmware().ipxeStart().toNanos())
                + seconds(plan.firmware().fetchStart().toNanos());
        double cardGbit = plan.server().gbit();
        double alone =
                plan.firmware().image() * BITS / NANOS / Math.min(plan.fabric().machineGbit(), cardGbit);
        return new SizingRule(
                last + toFetch + alone,
                first + toFetch + each * octets(plan) * BITS / NANOS / cardGbit,
                first
                        + toFetch
                        + Math.min(plan.machines(), plan.fabric().rackSize())
                                * octets(plan)
                                * BITS
                                / NANOS
                                / plan.fabric().rackGbit(),
                first
                        + ROM_WINDOW
                        + each * tftpNanos(plan) / NANOS / plan.server().tftpLoops(),
                first + each * dhcpNanos(plan) / NANOS);
    }

    /** Chance gives one of the servers more than its share. */
    private static double unevenness(StormPlan plan) {
        double servers = plan.fleet().servers();
        return servers == 1 ? 1 : 1 + 2 * Math.sqrt(servers / plan.machines());
    }

    private static double octets(StormPlan plan) {
        return plan.firmware().image() + plan.firmware().bootFile() * HEADERS;
    }

    /** The work for the TFTP of one machine: two requests, the first broken off, and a file. */
    static double tftpNanos(StormPlan plan) {
        StormPlan.Costs costs = plan.server().costs();
        int size = plan.firmware().bootFile();
        double romBlocks = size / ROM_BLOCK + 1;
        double edkBlocks = size / EDK_BLOCK + 1;
        double rom = romBlocks * (costs.ack() + costs.block());
        double edk = Math.ceil(edkBlocks / WINDOW) * costs.ack() + edkBlocks * costs.block();
        double share = plan.firmware().lockStepShare();
        return REQUESTS * (costs.readRequest() + costs.ack()) + share * rom + (1 - share) * edk;
    }

    /** The work for the DHCP of one machine on one server, of which it has {@code 1 / servers} of the machines. */
    private static double dhcpNanos(StormPlan plan) {
        StormPlan.Costs costs = plan.server().costs();
        double others = plan.fleet().servers() - 1;
        return plan.fleet().spread() == Spread.BUCKETS
                ? DHCP_MESSAGES * (costs.answered() + others * costs.ignored())
                : DHCP_MESSAGES
                        / 2
                        * (costs.offered() + costs.ignored())
                        * plan.fleet().servers();
    }

    /** The time of all machines. */
    double seconds() {
        return Math.max(Math.max(Math.max(machines, racks), card), Math.max(tftp, dhcp));
    }

    /** What it is that takes so long. */
    String bottleneck() {
        double longest = seconds();
        if (longest == machines) {
            return "the machines themselves";
        }
        if (longest == card) {
            return "network cards";
        }
        if (longest == racks) {
            return "links of the racks";
        }
        return longest == tftp ? "TFTP loops" : "DHCP loops";
    }

    /** The fewest servers with which all are up within {@code seconds}; the most that can be asked if not even they suffice. */
    static int servers(StormPlan plan, double seconds) {
        int servers = 1;
        while (servers < Event.MOST_SERVERS && of(plan.withServers(servers)).seconds() > seconds) {
            servers++;
        }
        return servers;
    }

    private static double seconds(long nanos) {
        return nanos / NANOS;
    }
}
