package io.pxe4j.tftp.server;

import io.pxe4j.tftp.TftpError;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts, logs and records what happens on one loop and tells the listener, whose failures stay its own. Used on the loop only. */
final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(TftpServer.class);

    private final TftpListener listener;
    private final boolean isSilent;
    private final CounterBoard counters = new CounterBoard();
    private boolean hasFailed;

    Events(TftpListener listener) {
        this.listener = listener;
        this.isSilent = listener == TftpListener.NONE;
    }

    /** The counters of this loop. */
    CounterBoard counters() {
        return counters;
    }

    /** Whether anybody wants to know why a request was refused; if not, there is no need to put it into words. */
    boolean isHeard() {
        return !isSilent || LOG.isDebugEnabled() || FlightRefused.isRecorded();
    }

    void started(TransferInfo info) {
        counters.count(TftpCounter.STARTED);
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "{} {} {} ({} octets, {})",
                    info.client(),
                    info.isRead() ? "reads" : "writes",
                    info.file(),
                    info.size(),
                    info.options().oack());
        }
        if (isSilent) {
            return;
        }
        try {
            listener.started(new TransferStarted(info));
        } catch (RuntimeException e) {
            onListenerFailure(e);
        }
    }

    void finished(TransferInfo info, TransferStatistics statistics, boolean confirmed) {
        counters.count(info.isRead() ? TftpCounter.READS_FINISHED : TftpCounter.WRITES_FINISHED);
        if (!confirmed) {
            counters.count(TftpCounter.READS_UNCONFIRMED);
        }
        add(info, statistics);
        FlightFinished.record(info, statistics, confirmed);
        if (LOG.isDebugEnabled()) {
            LOG.debug("{} has {} {}: {}", info.client(), info.isRead() ? "read" : "written", info.file(), statistics);
        }
        if (isSilent) {
            return;
        }
        try {
            listener.finished(new TransferFinished(info, statistics, confirmed));
        } catch (RuntimeException e) {
            onListenerFailure(e);
        }
    }

    void probed(TransferInfo info, TftpError error, TransferStatistics statistics) {
        counters.count(TftpCounter.PROBED);
        add(info, statistics);
        if (LOG.isDebugEnabled()) {
            LOG.debug("{} asked for the size of {}", info.client(), info.file());
        }
        if (isSilent) {
            return;
        }
        try {
            listener.probed(new TransferProbed(info, error, statistics));
        } catch (RuntimeException e) {
            onListenerFailure(e);
        }
    }

    void failed(TransferInfo info, TransferFailure reason, String detail, TransferStatistics statistics) {
        counters.countFailed(reason);
        add(info, statistics);
        FlightFailed.record(info, reason, detail, statistics);
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "{} of {} by {} broke off: {}",
                    info.isRead() ? "read" : "write",
                    info.file(),
                    info.client(),
                    detail);
        }
        if (isSilent) {
            return;
        }
        try {
            listener.failed(new TransferFailed(info, reason, detail, statistics));
        } catch (RuntimeException e) {
            onListenerFailure(e);
        }
    }

    void refused(InetSocketAddress client, InetSocketAddress server, String file, RefusalReason reason, String detail) {
        counters.countRefused(reason);
        FlightRefused.record(client, server, file, reason, detail);
        if (LOG.isDebugEnabled()) {
            LOG.debug("{} refused {}: {}", client, file, detail);
        }
        if (isSilent) {
            return;
        }
        try {
            listener.refused(new RequestRefused(client, server, file, reason, detail));
        } catch (RuntimeException e) {
            onListenerFailure(e);
        }
    }

    private void add(TransferInfo info, TransferStatistics statistics) {
        counters.add(info.isRead() ? TftpCounter.BYTES_SENT : TftpCounter.BYTES_RECEIVED, statistics.bytes());
        counters.add(TftpCounter.DATAGRAMS_SENT, statistics.datagrams());
        counters.add(TftpCounter.RETRANSMITS, statistics.retransmits());
        counters.add(TftpCounter.TIMEOUTS, statistics.timeouts());
    }

    private void onListenerFailure(RuntimeException failure) {
        counters.count(TftpCounter.LISTENER_FAILURES);
        // Who floods the server must not flood the log.
        if (hasFailed) {
            LOG.debug("the TFTP listener failed again", failure);
        } else {
            LOG.warn("the TFTP listener failed; further failures are counted and logged as debug", failure);
        }
        hasFailed = true;
    }
}
