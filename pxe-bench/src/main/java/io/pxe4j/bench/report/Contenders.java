package io.pxe4j.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Who takes part in the suites of TFTP. */
final class Contenders {
    private Contenders() {}

    /** Ours, the yardstick, the peers that are installed, and those that a user adds; what is missing is noted. */
    static List<Contender> find(Programs programs, List<Contender> added, Recorder recorder) {
        List<Contender> all = new ArrayList<>(List.of(ours(), yardstick()));
        for (Peer peer : Peer.values()) {
            peer.find(programs)
                    .ifPresentOrElse(
                            all::add, () -> recorder.notMeasured(SideBySide.NAME, peer.text(), peer.missing()));
        }
        for (Contender contender : added) {
            if (all.stream().anyMatch(other -> other.name().equals(contender.name()))) {
                throw new IllegalArgumentException(
                        "server: " + contender.name() + " (expected: a name that no other server has)");
            }
            all.add(contender);
        }
        return all;
    }

    /** All clients come from one address here, which a server in use would not let do what it likes. */
    private static Contender ours() {
        return new Contender(
                Contender.OURS,
                JavaCommand.shell(
                        List.of(),
                        "io.pxe4j.boot.Main",
                        "tftp",
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        "{port}",
                        "--root",
                        "{root}"),
                OptionalInt.empty(),
                true);
    }

    private static Contender yardstick() {
        return new Contender(
                Contender.YARDSTICK,
                JavaCommand.shell(
                        List.of("-Dio.netty.leakDetection.level=disabled"),
                        "io.pxe4j.bench.load.YardstickServer",
                        "{port}",
                        "{file}"),
                OptionalInt.empty(),
                true);
    }
}
