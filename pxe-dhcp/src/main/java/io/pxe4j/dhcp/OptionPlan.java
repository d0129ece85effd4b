package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * Which options of a packet leave, in which order and in which field, so that the packet has the size asked for.
 *
 * <p>An entry is {rank, number in the store}, so that sorting entries sorts options.
 */
final class OptionPlan {
    /** The options field, to begin with. */
    static final int OPTIONS = 0;
    /** Where RFC 2131 section 4.1 has options read next. */
    static final int FILE = DhcpLayout.OVERLOAD_FILE;
    /** And last. */
    static final int SNAME = DhcpLayout.OVERLOAD_SNAME;

    private static final int STRUCK = -1;
    private static final int NUMBER = 0xff;
    private static final int OVERLOAD_LENGTH = 3;

    private final OptionStore options;
    private final boolean padAfterStrings;
    private final int[] entries;
    private int count;
    // By place among the entries; all in the options field while this is empty.
    private byte[] fields = {};
    private int overload;
    private int packetSize = DhcpLayout.OPTIONS + 1;

    private OptionPlan(OptionStore options, boolean padAfterStrings) {
        this.options = options;
        this.padAfterStrings = padAfterStrings;
        this.entries = new int[options.count()];
    }

    /**
     * All options, in the order of {@link OptionOrder#rank}.
     *
     * @param bootp whether to leave out what BOOTP has not
     */
    static OptionPlan of(OptionStore options, boolean padAfterStrings, boolean bootp) {
        OptionPlan plan = new OptionPlan(options, padAfterStrings);
        for (int number = 0; number < options.count(); number++) {
            if (!bootp || !OptionOrder.isDhcpOnly(options.code(number))) {
                plan.insert(OptionOrder.rank(options.code(number), options.length(number)) << 8 | number);
            }
        }
        return plan;
    }

    private void insert(int entry) {
        int at = count++;
        while (at > 0 && entries[at - 1] > entry) {
            entries[at] = entries[at - 1];
            at--;
        }
        entries[at] = entry;
        packetSize += encodedLength(entry);
    }

    /**
     * Moves options to {@code file} and {@code sname} until the packet has no more than {@code size} octets: the last
     * ones first, as clients look for the first ones in the options field.
     *
     * @param fileIsFree whether options may go there
     * @param snameIsFree whether options may go there
     */
    void overload(int size, boolean fileIsFree, boolean snameIsFree) {
        // END takes an octet of each.
        int inFile = fileIsFree ? DhcpLayout.FILE_LENGTH - 1 : 0;
        int inSname = snameIsFree ? DhcpLayout.SNAME_LENGTH - 1 : 0;
        fields = new byte[count];
        for (int at = count - 1; at >= 0 && packetSize > size; at--) {
            int length = encodedLength(entries[at]);
            if (!OptionOrder.mayMove(code(entries[at])) || length > Math.max(inFile, inSname)) {
                continue;
            }
            boolean toFile = length <= inFile;
            inFile -= toFile ? length : 0;
            inSname -= toFile ? 0 : length;
            move(at, length, toFile ? FILE : SNAME);
        }
    }

    private void move(int at, int length, int field) {
        packetSize += overload == 0 ? OVERLOAD_LENGTH - length : -length;
        overload |= field;
        fields[at] = (byte) field;
    }

    /**
     * Strikes options until the packet has no more than {@code size} octets; the essential ones only from {@code
     * largest} on.
     *
     * @return the codes struck, the least needed first
     */
    List<Integer> fit(int size, int largest) {
        if (packetSize <= size) {
            return List.of();
        }
        List<Integer> struck = new ArrayList<>();
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
            struck.add(code(entries[at]));
            entries[at] = STRUCK;
        }
    }

    private int leastNeeded(boolean essentialToo) {
        int found = -1;
        int least = OptionOrder.MOST_NEEDED;
        for (int at = 0; at < count; at++) {
            if (entries[at] == STRUCK || field(at) != OPTIONS) {
                continue;
            }
            int need = OptionOrder.need(code(entries[at]));
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

    /** Whether that field holds options. */
    boolean isOverloaded(int field) {
        return (overload & field) != 0;
    }

    /** Appends the options that are left for that field, and END, without which EDK2 and GRUB reject the packet. */
    void write(int field, ByteBuf out) {
        boolean announce = field == OPTIONS && overload != 0;
        for (int at = 0; at < count; at++) {
            if (entries[at] == STRUCK || field(at) != field) {
                continue;
            }
            options.write(entries[at] & NUMBER, out);
            if (padLength(entries[at]) != 0) {
                out.writeByte(DhcpLayout.PAD);
            }
            if (announce) {
                // After the message type, which never moves and which old relays look for in the first place.
                out.writeByte(DhcpOption.OVERLOAD.code()).writeByte(1).writeByte(overload);
                announce = false;
            }
        }
        out.writeByte(DhcpLayout.END);
    }

    private int field(int at) {
        return fields.length == 0 ? OPTIONS : fields[at];
    }

    private int code(int entry) {
        return options.code(entry & NUMBER);
    }

    private int encodedLength(int entry) {
        return options.encodedLength(entry & NUMBER) + padLength(entry);
    }

    private int padLength(int entry) {
        return padAfterStrings && OptionOrder.isTerminated(code(entry)) ? 1 : 0;
    }
}
