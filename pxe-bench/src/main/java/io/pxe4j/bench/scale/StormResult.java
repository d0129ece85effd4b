package io.pxe4j.bench.scale;

import io.pxe4j.dhcp.engine.DropReason;
import java.util.List;
import java.util.Map;

/**
 * What became of a storm.
 *
 * @param plan what was assumed
 * @param loadedAt when machines had iPXE, in nanoseconds, sorted
 * @param upAt when machines were up, in nanoseconds, sorted
 * @param givenUp machines that failed too often
 * @param restarts of all machines
 * @param left transfers that the servers still had open at the end
 * @param dhcp what the servers counted
 * @param tftp what the servers counted
 * @param httpRefused how often a download was turned away
 * @param mostDownloads at once on one server
 * @param lost datagrams that the network lost
 * @param samples a sample each second
 * @param events that were simulated
 */
@SuppressWarnings("ArrayRecordComponent")
record StormResult(
        StormPlan plan,
        long[] loadedAt,
        long[] upAt,
        int givenUp,
        int restarts,
        int left,
        Dhcp dhcp,
        Tftp tftp,
        long httpRefused,
        int mostDownloads,
        long lost,
        List<Sample> samples,
        long events) {
    /**
     * DHCP of all servers.
     *
     * @param answers sent
     * @param overflows requests that found the receive buffer full
     * @param longestQueue the most that ever waited on one server
     * @param busy seconds of processor
     * @param drops requests that the engine or the limiter left without an answer
     */
    record Dhcp(long answers, long overflows, int longestQueue, double busy, Map<DropReason, Long> drops) {}

    /**
     * TFTP of all servers.
     *
     * @param transfers begun
     * @param datagrams DATA and OACK sent
     * @param retransmits of them sent before
     * @param timeouts how often a client was silent for too long
     * @param overflows datagrams that found a receive buffer full
     * @param cardOverflows datagrams that found the card's queue full
     * @param longestQueue the most that ever waited for one loop
     * @param busy seconds of processor
     * @param mostOpen transfers at once on one server
     * @param mostHalfOpen of them not answered yet
     * @param full requests that found {@code maxTransfers} running
     * @param evicted transfers that made room before their client answered
     * @param heldBack packets that {@code unansweredDatagrams} did not allow
     * @param overRate requests over {@code requestsPerAddress}
     * @param unanswered transfers that no client answered
     * @param silent transfers whose client fell silent
     */
    record Tftp(
            long transfers,
            long datagrams,
            long retransmits,
            long timeouts,
            long overflows,
            long cardOverflows,
            int longestQueue,
            double busy,
            int mostOpen,
            int mostHalfOpen,
            long full,
            long evicted,
            long heldBack,
            long overRate,
            long unanswered,
            long silent) {}

    /** The time when that share of all machines was up, in seconds; infinite if it never was. */
    double upSeconds(double share) {
        return seconds(upAt, share);
    }

    /** The time when that share of all machines had iPXE, in seconds; infinite if it never was. */
    double loadedSeconds(double share) {
        return seconds(loadedAt, share);
    }

    private double seconds(long[] at, double share) {
        int wanted = (int) Math.ceil(share * plan.machines());
        return wanted > at.length ? Double.POSITIVE_INFINITY : at[Math.max(0, wanted - 1)] / 1e9;
    }

    /** Octets that open transfers took at most on one server, by the 1.9 KB of heap that each takes in a real one. */
    long transferMemory() {
        return tftp.mostOpen * 1900L;
    }
}
