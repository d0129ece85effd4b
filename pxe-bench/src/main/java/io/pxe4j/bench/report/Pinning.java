package io.pxe4j.bench.report;

import java.util.List;
import java.util.OptionalInt;

/**
 * On which cores servers and load run.
 *
 * @param server the servers' core; empty: wherever the kernel likes
 * @param load the load's core; empty: wherever the kernel likes
 */
record Pinning(OptionalInt server, OptionalInt load) {
    static final Pinning NONE = new Pinning(OptionalInt.empty(), OptionalInt.empty());

    /** The first core for the server and the second for the load, where {@code taskset} and two cores are there. */
    static Pinning of(Programs programs, int cores) {
        return cores >= 2 && programs.has("taskset") ? new Pinning(OptionalInt.of(0), OptionalInt.of(1)) : NONE;
    }

    /** What stands before a command that is to run on the core. */
    static List<String> prefix(OptionalInt core) {
        return core.isEmpty() ? List.of() : List.of("taskset", "-c", Integer.toString(core.getAsInt()));
    }

    String words() {
        return server.isEmpty()
                ? "servers and load share the cores (taskset and two cores are needed to pin them)"
                : "servers on core " + server.getAsInt() + ", load on core " + load.orElseThrow();
    }
}
