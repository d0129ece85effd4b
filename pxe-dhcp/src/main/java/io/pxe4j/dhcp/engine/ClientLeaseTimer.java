package io.pxe4j.dhcp.engine;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Watches over a lease: it ends in time, and if the client keeps its lease, it is extended before that, and replaced after a loss.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2131#section-4.4.5">RFC 2131 §4.4.5</a>
 */
final class ClientLeaseTimer {
    private final ClientMachine client;
    private final boolean keep;
    private @Nullable ClientLease lease;
    private long asked;
    private boolean isToReplace;
    private long replaceAt;

    ClientLeaseTimer(ClientMachine client) {
        this.client = client;
        this.keep = client.settings().keepLease();
    }

    /** {@code asked}: when the REQUEST was sent, by the timers' clock. */
    void start(ClientLease held, long asked) {
        this.lease = held;
        this.asked = asked;
        this.isToReplace = false;
    }

    /** There is no lease any more, as the user wants it. */
    void stop() {
        lease = null;
        isToReplace = false;
    }

    /** There is no lease any more, and nobody wanted that. */
    void lost() {
        replaceAfter(0);
    }

    private void replaceAfter(long nanos) {
        isToReplace = keep;
        replaceAt = now() + nanos;
    }

    OptionalLong deadline() {
        ClientLease held = lease;
        if (held == null) {
            return isToReplace && client.isIdle() ? OptionalLong.of(replaceAt) : OptionalLong.empty();
        }
        if (held.isInfinite()) {
            return OptionalLong.empty();
        }
        boolean isToRenew = keep && client.isIdle();
        return OptionalLong.of(asked + (isToRenew ? held.renewal() : held.time()).toNanos());
    }

    void tick() {
        OptionalLong deadline = deadline();
        if (deadline.isEmpty() || deadline.getAsLong() - now() > 0) {
            return;
        }
        ClientLease held = lease;
        if (held == null) {
            replace();
        } else if (asked + held.time().toNanos() - now() <= 0) {
            client.expire();
        } else {
            extend(held, asked + held.rebinding().toNanos(), asked + held.time().toNanos());
        }
    }

    private void extend(ClientLease held, long rebinding, long end) {
        client.runAutomatically("keeping the lease", operation -> {
            ClientExtension extension = new ClientExtension(client, operation, held);
            if (rebinding - now() > 0) {
                extension.keep(rebinding, end);
            } else {
                extension.keepOfAny(end);
            }
        });
    }

    private void replace() {
        isToReplace = false;
        client.runAutomatically("replacing the lease", operation -> new ClientAcquisition(client, operation).discover())
                .whenComplete((got, failure) -> {
                    if (got == null) {
                        replaceAfter(client.settings().timing().longest().toNanos());
                    }
                });
    }

    private long now() {
        return client.conversation().now();
    }
}
