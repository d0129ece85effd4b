package io.pxe4j.bench.scale;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of the tables.
 *
 * @param name by which the plots find it
 * @param title what is special about it
 * @param plan what is assumed
 */
record StormCase(String name, String title, StormPlan plan) {
    static final String LOSS = "loss";
    static final String DEAD_BUCKETS = "dead-buckets";
    static final String DEAD_OWN_FIRST = "dead-own-first";
    static final String QUEUE = "queue";
    static final String LOOPS = "loops";

    /** A receive buffer of 4 MiB, as our servers ask for, where {@code net.core.rmem_max} allows it. */
    private static final int LARGE_QUEUE = 10_922;

    private static final int FEW = 4;

    static String servers(int servers) {
        return "servers-" + servers;
    }

    /** All cases of the document for so many machines. */
    static List<StormCase> all(StormPlan plan, List<Integer> servers) {
        List<StormCase> cases = new ArrayList<>();
        for (int number : servers) {
            cases.add(new StormCase(
                    servers(number), number == 1 ? "1 server" : number + " servers", plan.withServers(number)));
        }
        StormPlan one = plan.withServers(1);
        StormPlan four = plan.withServers(FEW);
        cases.add(new StormCase(
                QUEUE,
                "1 server, receive buffer of 4 MiB",
                one.with(one.server().withQueue(LARGE_QUEUE))));
        cases.add(new StormCase(
                LOOPS,
                "1 server, 4 TFTP loops, receive buffer of 4 MiB",
                one.with(one.server().withQueue(LARGE_QUEUE).withTftpLoops(4))));
        cases.add(new StormCase(
                LOSS, "4 servers, 1 % loss each way", four.with(four.fabric().withLoss(0.01))));
        cases.add(new StormCase(DEAD_BUCKETS, "4 servers by buckets, 1 dead", plan.withFleet(FEW, 1, Spread.BUCKETS)));
        cases.add(new StormCase(
                "first-answer", "4 ProxyDHCP servers, first answer", plan.withFleet(FEW, 0, Spread.FIRST_ANSWER)));
        cases.add(new StormCase(
                DEAD_OWN_FIRST,
                "4 ProxyDHCP servers, others 1 s later, 1 dead",
                plan.withFleet(FEW, 1, Spread.OWN_FIRST)));
        cases.add(new StormCase(
                "fast", "4 servers with 25 Gbit/s", four.with(four.server().withGbit(25))));
        cases.add(new StormCase(
                "racks",
                "4 servers, racks with 100 Mbit/s",
                four.with(four.fabric().withRackGbit(0.1))));
        return cases;
    }
}
