package io.pxe4j.tftp.server;

import io.pxe4j.tftp.TftpError;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what happens and tells the listener, whose failures stay its own. */
final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(TftpServer.class);

    private final TftpListener listener;

    Events(TftpListener listener) {
        this.listener = listener;
    }

    void started(TransferInfo info) {
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "{} reads {} ({} octets, {})",
                    info.client(),
                    info.file(),
                    info.size(),
                    info.options().oack());
        }
        tell(() -> listener.started(new TransferStarted(info)));
    }

    void finished(TransferInfo info, TransferStatistics statistics, boolean confirmed) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{} has read {}: {}", info.client(), info.file(), statistics);
        }
        tell(() -> listener.finished(new TransferFinished(info, statistics, confirmed)));
    }

    void probed(TransferInfo info, TftpError error, TransferStatistics statistics) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{} asked for the size of {}", info.client(), info.file());
        }
        tell(() -> listener.probed(new TransferProbed(info, error, statistics)));
    }

    void failed(TransferInfo info, TransferFailure reason, String detail, TransferStatistics statistics) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{} did not get {}: {}", info.client(), info.file(), detail);
        }
        tell(() -> listener.failed(new TransferFailed(info, reason, detail, statistics)));
    }

    void refused(InetSocketAddress client, InetSocketAddress server, String file, RefusalReason reason, String detail) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{} refused {}: {}", client, file, detail);
        }
        tell(() -> listener.refused(new RequestRefused(client, server, file, reason, detail)));
    }

    private static void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.warn("the TFTP listener failed", e);
        }
    }
}
