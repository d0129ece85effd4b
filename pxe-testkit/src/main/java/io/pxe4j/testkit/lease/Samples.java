package io.pxe4j.testkit.lease;

import io.pxe4j.dhcp.ClientIdentifier;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.RelayAgentInformation;
import io.pxe4j.dhcp.engine.ClientKey;
import io.pxe4j.dhcp.engine.Lease;
import io.pxe4j.dhcp.engine.LeaseDetails;
import io.pxe4j.dhcp.engine.LeaseState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Records to store. */
final class Samples {
    static final String NETWORK = "10.0.0.0/16";
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant ENDS = NOW.plusSeconds(3600);

    /** In the order of their numbers, on both sides of where a signed number turns negative. */
    static final List<String> SCATTERED =
            List.of("0.0.0.1", "10.0.0.1", "127.255.255.255", "128.0.0.0", "192.168.1.1", "255.255.255.254");

    private static final HardwareAddress NO_HARDWARE_ADDRESS = HardwareAddress.of(32);
    private static final byte[] LONG_ID = new byte[254];
    private static final byte[] LONG_ADDRESS = new byte[16];

    static {
        Arrays.fill(LONG_ID, (byte) 0xff);
        Arrays.fill(LONG_ADDRESS, (byte) 0xfe);
    }

    private Samples() {}

    static Ip4 address(int number) {
        return new Ip4(Ip4.of("10.0.0.0").bits() + number);
    }

    static ClientKey client(int number) {
        return ClientKey.of(hardware(number));
    }

    private static HardwareAddress hardware(int number) {
        return HardwareAddress.of(1, (byte) 0x52, (byte) 0x54, (byte) 0, (byte) 0, (byte) (number >> 8), (byte) number);
    }

    static Lease lease(int address, String network, ClientKey client, LeaseState state) {
        LeaseDetails details = LeaseDetails.of(hardware(address), NOW);
        return Lease.of(address(address), network, client, state, ENDS, details);
    }

    static Lease active(int address, int client) {
        return lease(address, NETWORK, client(client), LeaseState.ACTIVE);
    }

    static Lease declined(int address, int client) {
        return lease(address, NETWORK, client(client), LeaseState.DECLINED);
    }

    static Lease at(Ip4 address, int client) {
        return Lease.of(
                address, NETWORK, client(client), LeaseState.ACTIVE, ENDS, LeaseDetails.of(hardware(client), NOW));
    }

    static Lease second(Lease lease) {
        return lease.after(lease);
    }

    static Lease renewed(Lease lease, int seconds) {
        return Lease.of(
                        lease.address(),
                        lease.network(),
                        lease.client(),
                        lease.state(),
                        lease.ends().plusSeconds(seconds),
                        lease.details())
                .after(lease);
    }

    static Lease with(Lease lease, LeaseDetails details) {
        return Lease.of(lease.address(), lease.network(), lease.client(), lease.state(), lease.ends(), details)
                .after(lease);
    }

    /** Records with the longest, the shortest and the strangest values, by address. */
    static List<Lease> exotic() {
        List<Lease> all = new ArrayList<>();
        for (LeaseDetails details : exoticDetails()) {
            int number = all.size() + 1;
            all.add(Lease.of(address(number), NETWORK, client(number), LeaseState.ACTIVE, ENDS, details));
        }
        LeaseDetails plain = LeaseDetails.of(hardware(1), NOW);
        ClientKey longest = ClientKey.of(ClientIdentifier.of(255, LONG_ID));
        all.add(lease(20, "n".repeat(128), client(20), LeaseState.ACTIVE));
        all.add(lease(21, "VLAN 7 \"lab\" 'x' %_\\ ", client(21), LeaseState.RELEASED));
        all.add(lease(22, NETWORK, longest, LeaseState.ACTIVE));
        all.add(lease(23, NETWORK, longest, LeaseState.DECLINED));
        all.add(lease(
                24, NETWORK, new ClientKey("serial:Größe\0\u001b[31m'; DROP TABLE lease; --"), LeaseState.ACTIVE));
        // RFC 2131 §3.3: a lease of 0xffffffff seconds never ends
        all.add(ending(25, Instant.MAX, plain));
        all.add(ending(26, NOW.plusSeconds(0xffff_ffffL), plain));
        all.add(ending(27, Instant.EPOCH.minusSeconds(1), plain));
        all.add(new Lease(address(28), NETWORK, client(28), LeaseState.ACTIVE, Instant.MIN, plain, 1));
        return all;
    }

    private static Lease ending(int number, Instant ends, LeaseDetails details) {
        return Lease.of(address(number), NETWORK, client(number), LeaseState.ACTIVE, ends, details);
    }

    static List<LeaseDetails> exoticDetails() {
        RelayAgentInformation relay =
                RelayAgentInformation.of(new byte[] {1, 4, 0, 1, (byte) 0xff, 7, 2, 0, (byte) 151, 3, 'v', 'r', 'f'});
        byte[] full = new byte[255];
        full[0] = 2;
        full[1] = (byte) 253;
        Arrays.fill(full, 2, 255, (byte) 0xa5);
        return List.of(
                LeaseDetails.of(hardware(1), NOW),
                LeaseDetails.of(NO_HARDWARE_ADDRESS, Instant.EPOCH),
                LeaseDetails.of(HardwareAddress.of(255, LONG_ADDRESS), NOW),
                LeaseDetails.of(HardwareAddress.of(1), NOW),
                LeaseDetails.of(HardwareAddress.of(6, (byte) 1), NOW),
                details(Optional.of(ClientIdentifier.of(hardware(7))), "node-7", "PXEClient:Arch:00007:UNDI:003016"),
                details(Optional.of(ClientIdentifier.of(255, LONG_ID)), "h".repeat(255), "v".repeat(255)),
                details(Optional.of(ClientIdentifier.of(0, (byte) 0)), "", ""),
                details(Optional.empty(), "\\u0000 \\ \\x \0\r\n\u001b[0m", "\0".repeat(255)),
                details(Optional.empty(), "größe-名前-\ud83d\ude00-\ud800", "%s'\";--"),
                details(Optional.empty(), " ", "a ").withRelayInformation(Optional.of(relay)),
                LeaseDetails.of(hardware(1), NOW)
                        .withRelayInformation(Optional.of(RelayAgentInformation.of(new byte[0]))),
                LeaseDetails.of(hardware(1), NOW).withRelayInformation(Optional.of(RelayAgentInformation.of(full))));
    }

    private static LeaseDetails details(Optional<ClientIdentifier> id, String hostName, String vendorClass) {
        return new LeaseDetails(
                hardware(7), id, Optional.of(hostName), Optional.of(vendorClass), Optional.empty(), NOW);
    }
}
