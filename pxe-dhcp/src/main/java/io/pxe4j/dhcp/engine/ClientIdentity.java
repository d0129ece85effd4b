package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.ClientArchitecture;
import io.pxe4j.dhcp.ClientIdentifier;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.NetworkInterfaceIdentifier;
import io.pxe4j.dhcp.ParameterRequestList;
import io.pxe4j.dhcp.UserClass;
import io.pxe4j.dhcp.VendorClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who a client says it is, and what it asks for: its hardware address and the options that its messages carry.
 *
 * <pre>{@code
 * ClientIdentity machine = ClientIdentity.pxe(HardwareAddress.of("52:54:00:00:00:01"), ClientArchitecture.X64_UEFI)
 *         .with(DhcpOption.MACHINE_ID, MachineId.of(uuid))
 *         .with(DhcpOption.HOST_NAME, "rack7-node3");
 * }</pre>
 *
 * <p>Immutable.
 */
public final class ClientIdentity {
    // What a client sets by itself in each message, or a relay (82).
    private static final Set<Integer> NOT_FREE = Set.of(
            DhcpOption.OVERLOAD.code(),
            DhcpOption.MESSAGE_TYPE.code(),
            DhcpOption.SERVER_IDENTIFIER.code(),
            DhcpOption.RELAY_AGENT_INFORMATION.code());

    private static final ParameterRequestList HOST_ASKS = ParameterRequestList.of(1, 3, 6, 12, 15, 26, 28, 42, 51, 54);
    // EDK2's list, which is a PXE ROM's too.
    private static final ParameterRequestList PXE_ASKS = ParameterRequestList.of(
            1, 2, 3, 4, 5, 6, 12, 13, 15, 17, 18, 22, 23, 28, 40, 41, 42, 43, 50, 51, 54, 58, 59, 60, 66, 67, 97, 128,
            129, 130, 131, 132, 133, 134, 135);
    private static final ParameterRequestList IPXE_ASKS = ParameterRequestList.of(
            1, 3, 6, 7, 12, 15, 17, 26, 43, 60, 66, 67, 119, 128, 129, 130, 131, 132, 133, 134, 135, 175, 203);
    private static final NetworkInterfaceIdentifier EDK_UNDI = NetworkInterfaceIdentifier.undi(3, 0);
    private static final int EDK_MAX_MESSAGE = 1472;

    private final HardwareAddress hardwareAddress;
    private final List<Setting<?>> options;

    private record Setting<T>(DhcpOption<T> option, T value) {
        void apply(DhcpPacketWriter message) {
            message.set(option, value);
        }
    }

    private ClientIdentity(HardwareAddress hardwareAddress, List<Setting<?>> options) {
        this.hardwareAddress = Objects.requireNonNull(hardwareAddress, "hardwareAddress");
        this.options = options;
    }

    /** A host that asks for what hosts need: mask, routers, DNS, names, MTU and time. */
    public static ClientIdentity of(HardwareAddress address) {
        return new ClientIdentity(address, List.of()).with(DhcpOption.PARAMETER_REQUEST_LIST, HOST_ASKS);
    }

    /** A PXE ROM or UEFI PXE of that architecture, as EDK2 asks. {@link DhcpOption#MACHINE_ID} is yours to add. */
    public static ClientIdentity pxe(HardwareAddress address, ClientArchitecture architecture) {
        return firmware(address, architecture, VendorClass.pxeClient(architecture, EDK_UNDI));
    }

    /** UEFI HTTP boot of that architecture, as EDK2 asks. */
    public static ClientIdentity http(HardwareAddress address, ClientArchitecture architecture) {
        return firmware(address, architecture, VendorClass.httpClient(architecture, EDK_UNDI));
    }

    private static ClientIdentity firmware(
            HardwareAddress address, ClientArchitecture architecture, VendorClass vendorClass) {
        return new ClientIdentity(address, List.of())
                .with(DhcpOption.MAX_MESSAGE_SIZE, EDK_MAX_MESSAGE)
                .with(DhcpOption.PARAMETER_REQUEST_LIST, PXE_ASKS)
                .with(DhcpOption.VENDOR_CLASS, vendorClass)
                .with(DhcpOption.CLIENT_ARCHITECTURE, List.of(architecture))
                .with(DhcpOption.CLIENT_NDI, EDK_UNDI);
    }

    /** iPXE on that architecture: the user class {@code iPXE} as it sends it, bare, and a client identifier of its hardware address. */
    public static ClientIdentity ipxe(HardwareAddress address, ClientArchitecture architecture) {
        NetworkInterfaceIdentifier undi = architecture.equals(ClientArchitecture.X86_BIOS)
                ? NetworkInterfaceIdentifier.undi(2, 1)
                : NetworkInterfaceIdentifier.undi(3, 10);
        return new ClientIdentity(address, List.of())
                .with(DhcpOption.MAX_MESSAGE_SIZE, EDK_MAX_MESSAGE)
                .with(DhcpOption.PARAMETER_REQUEST_LIST, IPXE_ASKS)
                .with(DhcpOption.VENDOR_CLASS, VendorClass.pxeClient(architecture, undi))
                .with(DhcpOption.CLIENT_ARCHITECTURE, List.of(architecture))
                .with(DhcpOption.CLIENT_NDI, undi)
                .with(DhcpOption.USER_CLASS, UserClass.IPXE)
                .with(DhcpOption.CLIENT_IDENTIFIER, ClientIdentifier.of(address));
    }

    /**
     * The same with an option set. Option 50 (requested address) and 80 (rapid commit) go into DISCOVER alone.
     *
     * @throws IllegalArgumentException for options 52, 53, 54 and 82, which are the client's and the relay's business, and for a value
     *     that cannot be sent
     */
    public <T> ClientIdentity with(DhcpOption<T> option, T value) {
        if (NOT_FREE.contains(option.code())) {
            throw new IllegalArgumentException("option " + option + ": set (expected: left to the client)");
        }
        Setting<T> setting = new Setting<>(option, value);
        setting.apply(DhcpPacketWriter.request(DhcpMessageType.DISCOVER, hardwareAddress));
        List<Setting<?>> all = others(option);
        all.add(setting);
        return new ClientIdentity(hardwareAddress, List.copyOf(all));
    }

    /** The same without that option. */
    public ClientIdentity without(DhcpOption<?> option) {
        return new ClientIdentity(hardwareAddress, List.copyOf(others(option)));
    }

    private List<Setting<?>> others(DhcpOption<?> option) {
        List<Setting<?>> others = new ArrayList<>();
        for (Setting<?> one : options) {
            if (one.option.code() != option.code()) {
                others.add(one);
            }
        }
        return others;
    }

    /** Its hardware address, in chaddr. */
    public HardwareAddress hardwareAddress() {
        return hardwareAddress;
    }

    /** The value of an option that was set by this very key. */
    public <T> Optional<T> get(DhcpOption<T> option) {
        for (Setting<?> one : options) {
            if (one.option == option) {
                @SuppressWarnings("unchecked") // The key's type is the value's.
                T value = (T) one.value;
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** Writes the options but 50 and 80 into a message. */
    void applyTo(DhcpPacketWriter message) {
        for (Setting<?> one : options) {
            if (one.option.code() != DhcpOption.REQUESTED_ADDRESS.code()
                    && one.option.code() != DhcpOption.RAPID_COMMIT.code()) {
                one.apply(message);
            }
        }
    }

    /** Writes one of the options into a message, if it is set. */
    void applyTo(DhcpPacketWriter message, DhcpOption<?> option) {
        for (Setting<?> one : options) {
            if (one.option.code() == option.code()) {
                one.apply(message);
            }
        }
    }

    boolean has(DhcpOption<?> option) {
        return options.stream().anyMatch(one -> one.option.code() == option.code());
    }

    /** {@code 52:54:00:00:00:01 (PXEClient:Arch:00007:UNDI:003000)}. */
    @Override
    public String toString() {
        return get(DhcpOption.VENDOR_CLASS)
                .map(vendorClass -> hardwareAddress + " (" + Text.escape(vendorClass.text()) + ")")
                .orElse(hardwareAddress.toString());
    }
}
