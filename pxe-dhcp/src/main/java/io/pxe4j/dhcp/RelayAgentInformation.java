package io.pxe4j.dhcp;

import io.netty.buffer.Unpooled;
import java.util.Optional;

/**
 * Relay agent information, option 82: what a relay or switch says about where a client is attached.
 *
 * <p>A server returns the option octet for octet, as the last ({@link DhcpPacketWriter#replyTo} does). Immutable; owns
 * its octets. Reading is tolerant: what stands before an overrun counts.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc3046#section-2">RFC 3046, section 2</a>
 */
public final class RelayAgentInformation extends SubOptions {
    static final OptionFormat<RelayAgentInformation> FORMAT =
            new Format<>("relay sub-options", false, RelayAgentInformation::new);

    private static final int CLIENT_UNICAST = 0x80;

    private RelayAgentInformation(TlvBlock block) {
        super(block);
    }

    /** Starts without sub-options. */
    public static Builder builder() {
        return new Builder();
    }

    /** The sub-options of an option 82 that {@link #toBytes} gave, or that stood in a packet. */
    public static RelayAgentInformation of(byte[] octets) {
        return new RelayAgentInformation(TlvBlock.read(Unpooled.wrappedBuffer(octets), 0, octets.length, false));
    }

    /** The octets of the option, in a fresh array. */
    public byte[] toBytes() {
        return block().toBytes();
    }

    /** How many octets the option takes. */
    public int size() {
        return block().size();
    }

    /** Whether the sub-option is there, readable or not. */
    public boolean has(RelayOption<?> option) {
        return holds(option);
    }

    /** The value of the sub-option; empty if it is absent or has another shape. */
    public <T> Optional<T> get(RelayOption<T> option) {
        return value(option);
    }

    /** The network to take the address from: RFC 3527's sub-option, else Cisco's. */
    public Optional<Ip4> linkSelection() {
        return get(RelayOption.LINK_SELECTION).or(() -> get(RelayOption.CISCO_LINK_SELECTION));
    }

    /** What the client shall take for the server's address: RFC 5107's sub-option, else Cisco's. */
    public Optional<Ip4> serverIdentifierOverride() {
        return get(RelayOption.SERVER_IDENTIFIER_OVERRIDE).or(() -> get(RelayOption.CISCO_SERVER_IDENTIFIER_OVERRIDE));
    }

    /** Whether the relay says that the client's request was unicast (RFC 5010). */
    public boolean isClientUnicast() {
        return (get(RelayOption.FLAGS).orElse(0) & CLIENT_UNICAST) != 0;
    }

    @Override
    SubOptionNames names() {
        return RelayOption.KNOWN;
    }

    /** Collects sub-options. */
    public static final class Builder {
        private final TlvBlock.Builder block = new TlvBlock.Builder();

        private Builder() {}

        /**
         * Sets a sub-option.
         *
         * @throws IllegalArgumentException if the value cannot be written in 255 octets
         */
        public <T> Builder set(RelayOption<T> option, T value) {
            block.set(option.code(), option.format(), value);
            return this;
        }

        /**
         * The option.
         *
         * @throws IllegalArgumentException if it takes more than 255 octets
         */
        public RelayAgentInformation build() {
            return new RelayAgentInformation(block.build("relay agent information", 255));
        }
    }
}
