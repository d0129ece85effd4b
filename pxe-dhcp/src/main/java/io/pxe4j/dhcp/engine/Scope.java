package io.pxe4j.dhcp.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a {@link ScopeBuilder} collected, immutable. */
record Scope(
        Map<Integer, OptionValue> options,
        Optional<Duration> leaseTime,
        Optional<Duration> minLeaseTime,
        Optional<Duration> maxLeaseTime,
        Optional<Duration> bootLeaseTime,
        Optional<Double> renewalShare,
        Optional<Double> rebindingShare,
        Optional<BootPolicy> policy) {
    boolean isEmpty() {
        return options.isEmpty()
                && leaseTime.isEmpty()
                && minLeaseTime.isEmpty()
                && maxLeaseTime.isEmpty()
                && bootLeaseTime.isEmpty()
                && renewalShare.isEmpty()
                && policy.isEmpty();
    }

    /** This scope's settings, and those of {@code wider} where it has none. */
    Scope over(Scope wider) {
        Map<Integer, OptionValue> merged = new HashMap<>(wider.options);
        merged.putAll(options);
        return new Scope(
                Map.copyOf(merged),
                leaseTime.or(() -> wider.leaseTime),
                minLeaseTime.or(() -> wider.minLeaseTime),
                maxLeaseTime.or(() -> wider.maxLeaseTime),
                bootLeaseTime.or(() -> wider.bootLeaseTime),
                renewalShare.or(() -> wider.renewalShare),
                rebindingShare.or(() -> wider.rebindingShare),
                policy.or(() -> wider.policy));
    }
}
