package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** Which options of a packet leave, and in which order, so that the packet has the size asked for. */
final class OptionPlan {
    private static final int STRUCK = -1;

    private final OptionStore options;
    private final boolean padAfterStrings;
    private final int[] entries;
    private int packetSize;

    private OptionPlan(OptionStore options, boolean padAfterStrings) {
        this.options = options;
        this.padAfterStrings = padAfterStrings;
        this.entries = new int[options.count()];
        this.packetSize = DhcpLayout.OPTIONS + 1;
    }

    /** All options, in the order of {@link OptionOrder#rank}. */
    static OptionPlan of(OptionStore options, boolean padAfterStrings) {
        OptionPlan plan = new OptionPlan(options, padAfterStrings);
        for (int entry = 0; entry < plan.entries.length; entry++) {
            plan.insert(entry);
            plan.packetSize += plan.encodedLength(entry);
        }
        return plan;
    }

    private void insert(int entry) {
        int rank = rank(entry);
        int at = entry;
        while (at > 0 && rank(entries[at - 1]) > rank) {
            entries[at] = entries[at - 1];
            at--;
        }
        entries[at] = entry;
    }

    /**
     * Strikes options until the packet has no more than {@code size} octets; the essential ones only from {@code
     * largest} on.
     *
     * @return the codes struck, the least needed first
     */
    List<Integer> fit(int size, int largest) {
        List<Integer> struck = new ArrayList<>(0);
        strikeUntil(size, false, struck);
        strikeUntil(largest, true, struck);
        return List.copyOf(struck);
    }

    private void strikeUntil(int size, boolean essentialToo, List<Integer> struck) {
        while (packetSize > size) {
            int at = leastNeeded(essentialToo);
            if (at < 0) {
                return;
            }
            packetSize -= encodedLength(entries[at]);
            struck.add(options.code(entries[at]));
            entries[at] = STRUCK;
        }
    }

    private int leastNeeded(boolean essentialToo) {
        int found = -1;
        int least = OptionOrder.MOST_NEEDED;
        for (int at = 0; at < entries.length; at++) {
            if (entries[at] == STRUCK) {
                continue;
            }
            int need = OptionOrder.need(options.code(entries[at]));
            if (need < least && (essentialToo || !OptionOrder.isEssential(need))) {
                found = at;
                least = need;
            }
        }
        return found;
    }

    /** With header and END. */
    int packetSize() {
        return packetSize;
    }

    /** Appends the options that are left, without END. */
    void write(ByteBuf out) {
        for (int entry : entries) {
            if (entry != STRUCK) {
                options.write(entry, out);
                out.writeZero(padLength(entry));
            }
        }
    }

    private int rank(int entry) {
        return OptionOrder.rank(options.code(entry), options.length(entry));
    }

    private int encodedLength(int entry) {
        return options.encodedLength(entry) + padLength(entry);
    }

    private int padLength(int entry) {
        return padAfterStrings && OptionOrder.isTerminated(options.code(entry)) ? 1 : 0;
    }
}
