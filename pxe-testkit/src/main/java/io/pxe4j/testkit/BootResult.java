package io.pxe4j.testkit;

import java.time.Duration;
import java.util.List;

/**
 * How one simulated boot went, from the first DISCOVER to the last file.
 *
 * @param client the plan in words, such as {@code Intel PXE ROM, then iPXE (pcbios)}
 * @param mac the client's hardware address, such as {@code 52:54:00:00:00:01}
 * @param booted whether the last stage started something
 * @param reason one sentence: what was started, or why the client gave up
 * @param leases one for each stage that got an address, in order
 * @param exchanges every step, in order
 * @param files everything downloaded whole, in order
 * @param duration from the first packet to the end
 */
public record BootResult(
        String client,
        String mac,
        boolean booted,
        String reason,
        List<ClientLease> leases,
        List<Exchange> exchanges,
        List<FetchedFile> files,
        Duration duration) {
    /** Keeps unmodifiable copies of the lists. */
    public BootResult {
        leases = List.copyOf(leases);
        exchanges = List.copyOf(exchanges);
        files = List.copyOf(files);
    }

    /**
     * The story as a ladder: one line per step with the client at the left and the server at the right; ASCII, no line
     * longer than 120 characters, lines end in {@code \n}.
     */
    public String ladder() {
        return Ladder.of(this);
    }
}
