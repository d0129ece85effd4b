package io.pxe4j.boot.cli;

import io.pxe4j.dhcp.ClientIdentifier;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.Host;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/**
 * An address kept for one client, as it is written on the command line: {@code CLIENT=IP}.
 *
 * <p>The client is told by its hardware address, {@code 52:54:00:00:00:01}; by its client identifier as hexadecimal digits,
 * {@code id:01525400000001}; by its machine's UUID, {@code uuid:...}; or by the port of the relay it is behind, the text of option 82.1,
 * {@code circuit:ge-0/0/1}.
 */
final class Reservation {
    private static final String FORMS = "like 52:54:00:00:00:01=10.0.0.9, id:01525400000001=10.0.0.9,"
            + " uuid:4c4c4544-0000-1000-8000-000000000001=10.0.0.9 or circuit:ge-0/0/1=10.0.0.9";

    private Reservation() {}

    static Host of(String text) {
        int equals = text.lastIndexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("reservation: " + text + " (expected: " + FORMS + ")");
        }
        Ip4 address = Ip4.of(text.substring(equals + 1));
        return client(text.substring(0, equals)).address(address).build();
    }

    private static Host.Builder client(String text) {
        int colon = text.indexOf(':');
        String value = text.substring(colon + 1);
        try {
            return switch (text.substring(0, Math.max(colon, 0))) {
                case "id" -> Host.builder(identifier(HexFormat.of().parseHex(value.replace(":", ""))));
                case "uuid" -> Host.builder(UUID.fromString(value));
                case "circuit" -> Host.atCircuit(value.getBytes(StandardCharsets.UTF_8));
                default -> Host.builder(HardwareAddress.of(text));
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("client: " + text + " (expected: " + FORMS + ")", e);
        }
    }

    private static ClientIdentifier identifier(byte[] octets) {
        if (octets.length < 2) {
            throw new IllegalArgumentException("client identifier: " + octets.length + " octets (expected: >= 2)");
        }
        return ClientIdentifier.of(octets[0] & 0xff, Arrays.copyOfRange(octets, 1, octets.length));
    }
}
