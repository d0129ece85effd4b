package io.pxe4j.tftp.server;

/**
 * What a {@link TftpServer} counts since it was made. All only grow. Each datagram of a request port ends in a transfer, in
 * {@link #REQUESTS_REPEATED} or in {@link #REFUSED}; each transfer in {@link #READS_FINISHED}, {@link #WRITES_FINISHED}, {@link #PROBED} or
 * {@link #FAILED}, and what it sent and received is added then.
 */
public enum TftpCounter {
    /** Datagrams that came to the request ports. */
    REQUESTS,
    /** Requests that came again while their transfer was at its beginning. */
    REQUESTS_REPEATED,
    /** Datagrams that started no transfer, the sum of {@link TftpCounters#refused}. */
    REFUSED,
    /** Transfers whose first packet was made ready, of both directions. */
    STARTED,
    /** Files that were sent whole. */
    READS_FINISHED,
    /** Those of them whose last ACK never came. */
    READS_UNCONFIRMED,
    /** Files that were received whole. */
    WRITES_FINISHED,
    /** Transfers that the client broke off to learn a size. */
    PROBED,
    /** Transfers that ended before their last block, the sum of {@link TftpCounters#failed}. */
    FAILED,
    /** Octets of content that clients acknowledged. */
    BYTES_SENT,
    /** Octets of content that clients wrote. */
    BYTES_RECEIVED,
    /** Packets of transfers sent: DATA, OACK and ACK. */
    DATAGRAMS_SENT,
    /** Those of them that had been sent before. */
    RETRANSMITS,
    /** Times that a client was silent for too long. */
    TIMEOUTS,
    /** Packets to a transfer port from somebody who has no transfer there. */
    STRANGERS,
    /** ERRORs sent to those who have no transfer. */
    ERRORS_SENT,
    /** ERRORs that the limits held back. */
    ERRORS_HELD_BACK,
    /** Times that a first packet had to wait since its address had not answered the ones before. */
    FIRST_PACKETS_HELD_BACK,
    /** Addresses and prefixes that the limits forgot for want of room ({@link io.pxe4j.tftp.limits.RequestLimiter#forgotten}). */
    LIMITS_FORGOTTEN,
    /** Chunks of framed content (a mebibyte at most) that a transfer found in the cache, or on the way there. */
    CACHE_HITS,
    /** Chunks that were read into the cache. */
    CACHE_FILLS,
    /** Chunks that made room for others. */
    CACHE_EVICTIONS,
    /** Chunks that found no room, as transfers were reading all that was there; each such transfer read by itself. */
    CACHE_REFUSALS,
    /** Calls of a listener that threw. */
    LISTENER_FAILURES
}
