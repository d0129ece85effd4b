package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.ClientIdentifier;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.MachineId;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * By what a configured host is known.
 *
 * @param text for people
 * @param keys what a request may hold that means this host: values that are compared by {@link Object#equals}
 */
record HostId(String text, List<Object> keys) {
    /** Circuit and remote identifier; one of them may be empty. */
    record Port(String circuit, String remote) {
        static Port of(byte[] circuit, byte[] remote) {
            return new Port(HexFormat.of().formatHex(circuit), HexFormat.of().formatHex(remote));
        }
    }

    static HostId of(HardwareAddress address) {
        return new HostId("hw:" + address, List.of(address));
    }

    static HostId of(ClientIdentifier identifier) {
        return new HostId("id:" + identifier, List.of(identifier));
    }

    static HostId of(UUID machine) {
        // Firmware sends it mixed-endian, U-Boot big-endian, and nothing on the wire tells which.
        MachineId mixed = MachineId.of(machine);
        MachineId straight = MachineId.ofBigEndian(machine);
        return new HostId("uuid:" + machine, mixed.equals(straight) ? List.of(mixed) : List.of(mixed, straight));
    }

    static HostId ofPort(byte[] circuit, byte[] remote) {
        Port port = Port.of(circuit, remote);
        return new HostId("port:" + port.circuit + "/" + port.remote, List.of(port));
    }

    @Override
    public String toString() {
        return text;
    }
}
