package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.ClientIdentifier;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import java.util.Optional;
import java.util.UUID;

/**
 * One machine, or whatever is plugged into one port: an address kept for it, and what it alone gets.
 *
 * <pre>{@code
 * Host.builder(HardwareAddress.of("52:54:00:00:00:01"))
 *         .address(Ip4.of("10.0.0.10"))
 *         .hostName("rack1-01")
 *         .boot(BootOffer.file("rescue.efi"))
 *         .build()
 * }</pre>
 *
 * <p>When several hosts fit a request, the first kind of this order counts: hardware address, client identifier, machine identifier, relay
 * port.
 */
public final class Host {
    private final HostId id;
    private final Optional<Ip4> address;
    private final Scope scope;

    private Host(Builder builder) {
        id = builder.id;
        address = builder.address;
        scope = builder.scope();
    }

    /** A machine known by its hardware address. */
    public static Builder builder(HardwareAddress address) {
        return new Builder(HostId.of(address));
    }

    /** A machine known by its client identifier (option 61). */
    public static Builder builder(ClientIdentifier identifier) {
        return new Builder(HostId.of(identifier));
    }

    /** A machine known by its UUID (option 97), in whichever byte order it sends it. */
    public static Builder builder(UUID machine) {
        return new Builder(HostId.of(machine));
    }

    /**
     * Whatever is at a port of a relay or switch that sends this circuit identifier (option 82.1), whoever the relay is.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public static Builder atCircuit(byte... circuitId) {
        return new Builder(HostId.ofPort(check("circuitId", circuitId), new byte[0]));
    }

    /**
     * Whatever is at the remote end of that identifier (option 82.2).
     *
     * @throws IllegalArgumentException if it is empty
     */
    public static Builder atRemote(byte... remoteId) {
        return new Builder(HostId.ofPort(new byte[0], check("remoteId", remoteId)));
    }

    /**
     * Whatever is at that port of that relay or switch: options 82.1 and 82.2 together.
     *
     * @throws IllegalArgumentException if one is empty
     */
    public static Builder atPort(byte[] circuitId, byte[] remoteId) {
        return new Builder(HostId.ofPort(check("circuitId", circuitId), check("remoteId", remoteId)));
    }

    private static byte[] check(String name, byte[] octets) {
        Text.range("length of " + name, octets.length, 1, 255);
        return octets.clone();
    }

    /** The address kept for it, if one is. */
    public Optional<Ip4> address() {
        return address;
    }

    HostId id() {
        return id;
    }

    Scope scope() {
        return scope;
    }

    /** What it is known by: {@code hw:52:54:00:00:00:01}. */
    @Override
    public String toString() {
        return id.toString();
    }

    /** Collects the settings of a host. */
    public static final class Builder extends ScopeBuilder<Builder> {
        private final HostId id;
        private Optional<Ip4> address = Optional.empty();

        private Builder(HostId id) {
            this.id = id;
        }

        @Override
        Builder self() {
            return this;
        }

        /** Keeps an address for it, in a pool or beside it; by default it gets one like everybody. */
        public Builder address(Ip4 address) {
            this.address = Optional.of(address);
            return this;
        }

        /** The name it shall have (option 12); none by default. */
        public Builder hostName(String name) {
            return option(DhcpOption.HOST_NAME, name);
        }

        /** The host. */
        public Host build() {
            return new Host(this);
        }
    }
}
