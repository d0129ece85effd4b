package io.pxe4j.tftp.limits;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much an address may be sent that has never answered: the request may be forged, and whoever lives at that address did not ask.
 *
 * <p>Memory is bounded. A flood of forged addresses cannot push out those that have answered. Not thread-safe.
 */
public final class AnswerBudget {
    private static final long TRUST = Duration.ofMinutes(10).toNanos();

    private final TokenBuckets strangers;
    private final Map<Long, Long> answeredAt;

    private AnswerBudget(TftpLimits limits) {
        this.strangers = new TokenBuckets(
                limits.unansweredRegain().toNanos(), limits.unansweredDatagrams(), limits.trackedAddresses());
        int tracked = limits.trackedAddresses();
        this.answeredAt = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
                return size() > tracked;
            }
        };
    }

    /** A budget that nobody has used. */
    public static AnswerBudget of(TftpLimits limits) {
        return new AnswerBudget(limits);
    }

    /**
     * Counts a packet to an address whose transfer it has not answered yet, and says whether it may be sent.
     *
     * @param now nanoseconds that never run backwards
     */
    public boolean maySend(InetAddress client, long now) {
        long key = AddressKeys.ofAddress(client);
        Long answered = answeredAt.get(key);
        if (answered != null) {
            if (now - answered < TRUST) {
                return true;
            }
            answeredAt.remove(key);
        }
        if (!strangers.allows(key, now)) {
            return false;
        }
        strangers.take(key, now);
        return true;
    }

    /** That address has answered what was sent to it. */
    public void onAnswered(InetAddress client, long now) {
        long key = AddressKeys.ofAddress(client);
        answeredAt.remove(key);
        answeredAt.put(key, now);
    }

    /** How many addresses are known to have answered. */
    int answered() {
        return answeredAt.size();
    }
}
