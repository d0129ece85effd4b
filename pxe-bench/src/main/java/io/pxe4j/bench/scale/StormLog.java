package io.pxe4j.bench.scale;

import io.pxe4j.dhcp.engine.DropReason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Writes down what happens in a {@link Storm}. */
final class StormLog {
    private final Storm storm;
    private final List<Sample> samples = new ArrayList<>();
    private int loaded;
    private int up;

    StormLog(Storm storm) {
        this.storm = storm;
    }

    void onLoaded() {
        loaded++;
    }

    void onUp() {
        up++;
    }

    int up() {
        return up;
    }

    /** Notes the sums over all servers until now. */
    void sample() {
        samples.add(new Sample(
                storm.now() / 1e9,
                loaded,
                up,
                sum(host -> host.tftp().busy()) / 1e9,
                sum(host -> host.dhcp().busy()) / 1e9,
                sum(host -> (long) host.http().octets()),
                sum(BootHost::datagramOctets),
                sum(host -> host.tftp().door().open()),
                sum(host -> host.tftp().overflows() + host.dhcp().overflows())));
    }

    StormResult result(long events, int restarts) {
        List<Machine> machines = storm.machines();
        return new StormResult(
                storm.plan(),
                machines.stream()
                        .mapToLong(machine -> machine.loadedAt)
                        .filter(at -> at >= 0)
                        .sorted()
                        .toArray(),
                machines.stream()
                        .mapToLong(machine -> machine.upAt)
                        .filter(at -> at >= 0)
                        .sorted()
                        .toArray(),
                (int) machines.stream()
                        .filter(machine -> machine.state == Machine.State.GIVEN_UP)
                        .count(),
                restarts,
                storm.transfers().used(),
                dhcp(),
                tftp(),
                sum(host -> host.http().refused()),
                (int) max(host -> host.http().mostAtOnce()),
                storm.roads().lost(),
                List.copyOf(samples),
                events);
    }

    private StormResult.Dhcp dhcp() {
        Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);
        for (BootHost host : storm.hosts()) {
            host.dhcp().drops().forEach((reason, count) -> drops.merge(reason, count, Long::sum));
        }
        return new StormResult.Dhcp(
                sum(host -> host.dhcp().answers()),
                sum(host -> host.dhcp().overflows()),
                (int) max(host -> host.dhcp().longestQueue()),
                sum(host -> host.dhcp().busy()) / 1e9,
                drops);
    }

    private StormResult.Tftp tftp() {
        return new StormResult.Tftp(
                sum(host -> host.tftp().tally().transfers),
                sum(host -> host.tftp().tally().datagrams),
                sum(host -> host.tftp().tally().retransmits),
                sum(host -> host.tftp().tally().timeouts),
                sum(host -> host.tftp().overflows()),
                sum(host -> host.tftp().tally().cardOverflows),
                (int) max(host -> host.tftp().longestQueue()),
                sum(host -> host.tftp().busy()) / 1e9,
                (int) max(host -> host.tftp().door().mostOpen()),
                (int) max(host -> host.tftp().door().mostHalfOpen()),
                sum(host -> host.tftp().door().full()),
                sum(host -> host.tftp().door().evicted()),
                sum(host -> host.tftp().door().heldBack()),
                sum(host -> host.tftp().door().overRate()),
                sum(host -> host.tftp().tally().unanswered),
                sum(host -> host.tftp().tally().silent));
    }

    private long sum(ToLongFunction<BootHost> what) {
        return storm.hosts().stream().mapToLong(what).sum();
    }

    private long max(ToLongFunction<BootHost> what) {
        return storm.hosts().stream().mapToLong(what).max().orElse(0);
    }
}
