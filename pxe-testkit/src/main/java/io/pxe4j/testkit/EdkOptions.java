package io.pxe4j.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The options of a reply as EDK2's Dhcp4Dxe sees them, before any boot logic: every region must end with END, each known
 * option must have the length of its table, repeated options are joined, and a zero-length option corrupts the list.
 */
final class EdkOptions {
    private final Map<Integer, byte[]> joined;
    private final Optional<String> problem;

    private EdkOptions(Map<Integer, byte[]> joined, Optional<String> problem) {
        this.joined = joined;
        this.problem = problem;
    }

    static EdkOptions of(Reply reply) {
        List<RawOptions.Option> all = new ArrayList<>();
        for (Region region : regions(reply)) {
            if (region.options.problem().isPresent() || !region.options.ended()) {
                String text = region.options.problem().orElse("it does not end with END (255)");
                return new EdkOptions(Map.of(), Optional.of("the " + region.name + " is malformed: " + text));
            }
            all.addAll(region.options.options());
        }
        Map<Integer, byte[]> joined = relabelled(all, join(all));
        for (Map.Entry<Integer, byte[]> option : joined.entrySet()) {
            if (!validLength(option.getKey(), option.getValue().length)) {
                String text = "option " + option.getKey() + " has a length of " + option.getValue().length;
                return new EdkOptions(joined, Optional.of(text));
            }
        }
        return new EdkOptions(joined, range(joined));
    }

    /** Why Dhcp4Dxe throws the whole packet away. */
    Optional<String> problem() {
        return problem;
    }

    int messageType() {
        return joined.containsKey(53) ? value(53)[0] & 0xff : 0;
    }

    boolean has(int code) {
        return joined.containsKey(code);
    }

    private byte[] value(int code) {
        return joined.getOrDefault(code, new byte[] {0});
    }

    private record Region(String name, RawOptions options) {}

    private static List<Region> regions(Reply reply) {
        List<Region> regions = new ArrayList<>();
        regions.add(new Region("options field", reply.options()));
        if ((reply.overload() & 1) != 0) {
            regions.add(new Region("overloaded file field", reply.optionsInFile()));
        }
        if ((reply.overload() & 2) != 0) {
            regions.add(new Region("overloaded sname field", reply.optionsInSname()));
        }
        return regions;
    }

    private static Map<Integer, byte[]> join(List<RawOptions.Option> all) {
        TreeMap<Integer, byte[]> joined = new TreeMap<>();
        for (RawOptions.Option option : all) {
            if (option.value().length > 0) {
                joined.merge(option.code(), option.value(), EdkOptions::concatenate);
            }
        }
        return joined;
    }

    /**
     * DhcpFillOption gives the slot of the lowest option to whichever code comes first with that slot number, and a
     * zero-length option has slot 0 by default: the real option, mostly the subnet mask, is then filed under the wrong code.
     */
    private static Map<Integer, byte[]> relabelled(List<RawOptions.Option> all, Map<Integer, byte[]> joined) {
        if (joined.isEmpty()) {
            return joined;
        }
        int lowest = Collections.min(joined.keySet());
        for (RawOptions.Option option : all) {
            if (option.code() == lowest) {
                return joined;
            }
            if (option.value().length == 0) {
                byte[] value = joined.get(lowest);
                joined.remove(lowest);
                joined.put(option.code(), value);
                return joined;
            }
        }
        return joined;
    }

    private static Optional<String> range(Map<Integer, byte[]> joined) {
        byte[] overload = joined.get(52);
        if (overload != null && (overload[0] < 1 || overload[0] > 3)) {
            return Optional.of("option 52 is " + overload[0] + " (1 to 3 are known)");
        }
        byte[] type = joined.get(53);
        if (type != null && (type[0] < 1 || type[0] > 9)) {
            return Optional.of("option 53 is " + (type[0] & 0xff) + " (1 to 9 are known)");
        }
        return Optional.empty();
    }

    /** The table of Dhcp4Option.c; releases before 2024 refuse the packet, later ones pass over the option. */
    private static boolean validLength(int code, int length) {
        return switch (code) {
            case 1, 2, 16, 24, 28, 32, 35, 38, 50, 51, 54, 58, 59 -> length == 4;
            case 3, 4, 5, 6, 7, 8, 9, 10, 11, 41, 42, 44, 45, 48, 49, 65, 68, 69, 70, 71, 72, 73, 74, 75, 76 ->
                length % 4 == 0;
            case 13, 22, 26, 57 -> length == 2;
            case 19, 20, 23, 27, 29, 30, 31, 34, 36, 37, 39, 46, 52, 53 -> length == 1;
            case 21, 33 -> length % 8 == 0;
            case 25 -> length % 2 == 0;
            case 61 -> length >= 2;
            case 121 -> length >= 5;
            default -> true;
        };
    }

    private static byte[] concatenate(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
