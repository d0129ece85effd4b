package io.pxe4j.dhcp;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;

/** Prints the values of options for people: units named, text quoted and escaped, octets in hexadecimal. */
final class OptionPrinter {
    private OptionPrinter() {}

    /** The message type, or which way a BOOTP packet goes. */
    static String what(DhcpPacket packet) {
        String bootp = packet.isRequest() ? "BOOTREQUEST" : "BOOTREPLY";
        return packet.messageType().map(DhcpMessageType::toString).orElse(bootp);
    }

    static String print(Object value) {
        if (value instanceof String text) {
            return OctetText.quote(text);
        }
        if (value instanceof byte[] octets) {
            return octets(octets);
        }
        if (value instanceof Duration duration) {
            return duration.equals(DhcpOption.INFINITE_LEASE) ? "infinite" : duration.toSeconds() + " s";
        }
        if (value instanceof List<?> list) {
            Object first = list.get(0);
            return join(list, first instanceof Ip4 || first instanceof Number ? " " : "; ");
        }
        return value.toString();
    }

    // Circuits and remote ends are octets by their RFC and text in most relays.
    private static String octets(byte[] octets) {
        String hex = "0x" + OctetText.hex(octets);
        for (byte octet : octets) {
            if (octet < ' ' || octet > '~') {
                return hex;
            }
        }
        return octets.length < 2 ? hex : hex + " " + OctetText.quote(OctetText.read(octets));
    }

    static String join(Collection<?> values, String separator) {
        StringJoiner joined = new StringJoiner(separator);
        values.forEach(value -> joined.add(print(value)));
        return joined.toString();
    }

    /** Why a value of that length has not that form: {@code 1 octet (expected: 4 octets)}. */
    static String problem(int length, OptionFormat<?> format) {
        return size(length) + " (expected: " + format.expected() + ")";
    }

    static String size(int octets) {
        return octets == 1 ? "1 octet" : octets + " octets";
    }
}
