package io.pxe4j.bench.scale;

import io.pxe4j.dhcp.engine.RequestLimits;
import io.pxe4j.testkit.NetworkFaults;
import io.pxe4j.tftp.engine.TransferTimers;
import io.pxe4j.tftp.limits.TftpLimits;
import java.time.Duration;

/**
 * What is assumed of a boot storm. The defaults are those of {@code docs/scale.md}, which says where each comes from.
 *
 * @param machines how many boot
 * @param seed of all that is drawn
 * @param fleet the servers together
 * @param firmware what each machine does
 * @param server what each server can do
 * @param fabric the network
 */
record StormPlan(int machines, long seed, Fleet fleet, Firmware firmware, Server server, Fabric fabric) {
    /** Ten thousand machines and one server. */
    static final StormPlan DEFAULT =
            new StormPlan(10_000, 1, new Fleet(1, 0, Spread.BUCKETS), Firmware.DEFAULT, Server.DEFAULT, Fabric.DEFAULT);

    StormPlan {
        check("machines", machines, 1, Event.MOST_MACHINES);
    }

    /**
     * The servers.
     *
     * @param servers how many there are
     * @param dead how many of them do not run
     * @param spread how machines come to one of them
     */
    record Fleet(int servers, int dead, Spread spread) {
        Fleet {
            check("servers", servers, 1, Event.MOST_SERVERS);
            check("dead", dead, 0, servers - 1);
        }
    }

    /**
     * A machine.
     *
     * @param lockStepShare the share of machines with a BIOS ROM, whose TFTP is lock-step; the others have EDK2, with windows of 4
     * @param firstPost the soonest a machine's ROM asks for an address after the power is back
     * @param lastPost the latest, and both for each restart too; evenly spread between
     * @param turnaround from the arrival of a packet until the firmware's answer leaves
     * @param ipxeStart from the last block of iPXE until it asks for an address
     * @param fetchStart from iPXE's address until the server sends the first octet of the image: script, TCP, request
     * @param bootFile octets of iPXE
     * @param image octets of kernel and initrd
     * @param restarts how often a machine whose boot failed restarts before somebody must come
     * @param scriptRetry when iPXE's script asks again after the HTTP server turned it away; zero for a script that gives up, so that the machine
     *     restarts
     */
    record Firmware(
            double lockStepShare,
            Duration firstPost,
            Duration lastPost,
            Duration turnaround,
            Duration ipxeStart,
            Duration fetchStart,
            int bootFile,
            long image,
            int restarts,
            Duration scriptRetry) {
        static final Firmware DEFAULT = new Firmware(
                0.3,
                Duration.ofSeconds(30),
                Duration.ofSeconds(90),
                Duration.ofNanos(200_000),
                Duration.ofSeconds(2),
                Duration.ofMillis(5),
                256 << 10,
                64L << 20,
                10,
                Duration.ofSeconds(30));

        /** With the first DISCOVER of each machine between these times. */
        Firmware withPost(Duration first, Duration last) {
            return with(lockStepShare, first, last, bootFile, image, scriptRetry);
        }

        Firmware withBootFile(int octets) {
            return with(lockStepShare, firstPost, lastPost, octets, image, scriptRetry);
        }

        Firmware withImage(long octets) {
            return with(lockStepShare, firstPost, lastPost, bootFile, octets, scriptRetry);
        }

        Firmware withScriptRetry(Duration retry) {
            return with(lockStepShare, firstPost, lastPost, bootFile, image, retry);
        }

        Firmware withLockStep(double share) {
            return with(share, firstPost, lastPost, bootFile, image, scriptRetry);
        }

        private Firmware with(
                double share, Duration first, Duration last, int fileOctets, long imageOctets, Duration retry) {
            return new Firmware(
                    share, first, last, turnaround, ipxeStart, fetchStart, fileOctets, imageOctets, restarts, retry);
        }
    }

    /**
     * A server.
     *
     * @param tftpLoops event loops of TFTP, each with a core and a socket of its own; DHCP has one loop and core beside them
     * @param queue how many datagrams a socket's receive buffer holds
     * @param gbit of the network card, for datagrams and HTTP together
     * @param costs what datagrams cost the processor
     * @param httpConnections how many downloads run at once; the next one is turned away
     * @param tftpLimits as in a {@code TftpServer}
     * @param timers as in a {@code TftpServer}
     * @param dhcpLimits as in a {@code DhcpServer}
     */
    record Server(
            int tftpLoops,
            int queue,
            double gbit,
            Costs costs,
            int httpConnections,
            TftpLimits tftpLimits,
            TransferTimers timers,
            RequestLimits dhcpLimits) {
        /** All limits as our servers have them by default, and the receive buffer of a Linux whose {@code rmem_max} nobody has raised. */
        static final Server DEFAULT = new Server(
                1, 554, 10, Costs.MEASURED, 1024, TftpLimits.DEFAULT, TransferTimers.DEFAULT, RequestLimits.DEFAULT);

        Server {
            check("tftpLoops", tftpLoops, 1, 1024);
            check("queue", queue, 1, 1 << 24);
            check("httpConnections", httpConnections, 1, Integer.MAX_VALUE);
        }

        Server withTftpLoops(int loops) {
            return new Server(loops, queue, gbit, costs, httpConnections, tftpLimits, timers, dhcpLimits);
        }

        Server withQueue(int datagrams) {
            return new Server(tftpLoops, datagrams, gbit, costs, httpConnections, tftpLimits, timers, dhcpLimits);
        }

        Server withGbit(double rate) {
            return new Server(tftpLoops, queue, rate, costs, httpConnections, tftpLimits, timers, dhcpLimits);
        }

        Server withHttpConnections(int connections) {
            return new Server(tftpLoops, queue, gbit, costs, connections, tftpLimits, timers, dhcpLimits);
        }

        Server withTftpLimits(TftpLimits limits) {
            return new Server(tftpLoops, queue, gbit, costs, httpConnections, limits, timers, dhcpLimits);
        }
    }

    /**
     * What the processor works, in nanoseconds.
     *
     * @param ack for an ACK
     * @param block for each block that leaves
     * @param readRequest for a read request: limits, opening the file, the OACK
     * @param answered for a DHCP request that is answered by a lease
     * @param offered for one that is answered by a ProxyDHCP offer
     * @param ignored for one that is not answered
     */
    record Costs(long ack, long block, long readRequest, long answered, long offered, long ignored) {
        static final Costs MEASURED = new Costs(5_900, 750, 120_000, 27_000, 46_000, 10_000);
    }

    /**
     * The network.
     *
     * @param faults of each datagram's way, with the delay of a way that has none
     * @param machineGbit of a machine's network card
     * @param rackGbit of the link of a rack to the others
     * @param rackSize machines in a rack, which is a subnet with a relay
     */
    record Fabric(NetworkFaults faults, double machineGbit, double rackGbit, int rackSize) {
        static final Fabric DEFAULT =
                new Fabric(NetworkFaults.NONE.withDelay(Duration.ofNanos(30_000), Duration.ofNanos(20_000)), 1, 10, 40);

        Fabric withLoss(double share) {
            return new Fabric(faults.withLoss(share), machineGbit, rackGbit, rackSize);
        }

        Fabric withRackGbit(double rate) {
            return new Fabric(faults, machineGbit, rate, rackSize);
        }
    }

    StormPlan withMachines(int number) {
        return new StormPlan(number, seed, fleet, firmware, server, fabric);
    }

    StormPlan withSeed(long other) {
        return new StormPlan(machines, other, fleet, firmware, server, fabric);
    }

    StormPlan withFleet(int servers, int dead, Spread spread) {
        return new StormPlan(machines, seed, new Fleet(servers, dead, spread), firmware, server, fabric);
    }

    StormPlan withServers(int servers) {
        return withFleet(servers, 0, fleet.spread());
    }

    StormPlan with(Firmware other) {
        return new StormPlan(machines, seed, fleet, other, server, fabric);
    }

    StormPlan with(Server other) {
        return new StormPlan(machines, seed, fleet, firmware, other, fabric);
    }

    StormPlan with(Fabric other) {
        return new StormPlan(machines, seed, fleet, firmware, server, other);
    }

    private static void check(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: " + least + ".." + most + ")");
        }
    }
}
