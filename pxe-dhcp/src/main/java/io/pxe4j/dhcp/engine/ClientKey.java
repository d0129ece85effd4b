package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.ClientIdentifier;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.HardwareAddress;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * By what a server tells clients apart, as text that a store can keep: {@code hw:52:54:00:00:00:01} or {@code id:01525400000001}.
 *
 * @param text one of the two forms
 */
public record ClientKey(String text) {
    /** Checks that nothing is missing. */
    public ClientKey {
        Objects.requireNonNull(text, "text");
    }

    /** The key of a hardware address. */
    public static ClientKey of(HardwareAddress address) {
        return new ClientKey("hw:" + address);
    }

    /** The key of a client identifier. */
    public static ClientKey of(ClientIdentifier identifier) {
        return new ClientKey("id:" + HexFormat.of().formatHex(identifier.toBytes()));
    }

    /**
     * The hardware address, and only without one the client identifier: boot ROM, iPXE, kernel and installer of one machine send
     * different identifiers, and would take an address each.
     *
     * @return empty if the client has neither
     */
    public static Optional<ClientKey> byHardwareAddress(DhcpPacket request) {
        HardwareAddress address = request.chaddr();
        // InfiniBand sends no hardware address but an identifier: RFC 4390 §2.1.
        return address.isStation()
                ? Optional.of(of(address))
                : request.get(DhcpOption.CLIENT_IDENTIFIER).map(ClientKey::of);
    }

    /**
     * The client identifier, and only without one the hardware address, as RFC 2131 §4.2 has it.
     *
     * @return empty if the client has neither
     */
    public static Optional<ClientKey> byClientIdentifier(DhcpPacket request) {
        return request.get(DhcpOption.CLIENT_IDENTIFIER).map(ClientKey::of).or(() -> byHardwareAddress(request));
    }

    @Override
    public String toString() {
        return text;
    }
}
