package io.pxe4j.dhcp.server;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the user's listener, whose faults do no harm. */
final class Teller {
    private static final Logger LOG = LoggerFactory.getLogger(Teller.class);

    private final DhcpListener listener;
    private final CounterBoard counters;
    private boolean hasFailed;

    Teller(DhcpListener listener, CounterBoard counters) {
        this.listener = listener;
        this.counters = counters;
    }

    /** Whether nobody listens, so that no event need be made. */
    boolean isSilent() {
        return listener == DhcpListener.NONE;
    }

    void tell(Consumer<DhcpListener> event) {
        if (isSilent()) {
            return;
        }
        try {
            event.accept(listener);
        } catch (RuntimeException e) {
            counters.count(DhcpCounter.LISTENER_FAILURES);
            // Who floods the server must not flood the log.
            if (!hasFailed) {
                LOG.warn("A DHCP listener failed; further failures are counted and logged as debug", e);
            } else {
                LOG.debug("A DHCP listener failed again", e);
            }
            hasFailed = true;
        }
    }
}
