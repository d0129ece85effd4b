package io.pxe4j.tftp.limits;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Which addresses are heard: the longest block that holds an address decides. */
final class AccessList {
    private record Rule(AddressPrefix prefix, boolean allowed) {}

    private final List<Rule> rules;
    private final boolean otherwise;

    private AccessList(List<Rule> rules, boolean otherwise) {
        this.rules = rules;
        this.otherwise = otherwise;
    }

    /** A block that is in both lists is denied. What is in none is allowed unless there are allowed blocks. */
    static AccessList of(List<AddressPrefix> allowed, List<AddressPrefix> denied) {
        List<Rule> longestFirst = Stream.concat(
                        denied.stream().map(prefix -> new Rule(prefix, false)),
                        allowed.stream().map(prefix -> new Rule(prefix, true)))
                .sorted(Comparator.comparingInt((Rule rule) -> rule.prefix.length())
                        .reversed())
                .toList();
        return new AccessList(longestFirst, allowed.isEmpty());
    }

    boolean allows(InetAddress address) {
        if (rules.isEmpty()) {
            return otherwise;
        }
        byte[] octets = address.getAddress();
        for (Rule rule : rules) {
            if (rule.prefix.contains(octets)) {
                return rule.allowed;
            }
        }
        return otherwise;
    }
}
