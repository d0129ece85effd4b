package io.pxe4j.dhcp.server;

import io.netty.util.concurrent.DefaultThreadFactory;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The interfaces of this machine, read again and again by a thread of its own, since reading takes milliseconds where there are many. */
final class MachineInterfaces implements InterfaceSource {
    private static final Logger LOG = LoggerFactory.getLogger(MachineInterfaces.class);
    private static final int MAC_LENGTH = 6;
    private static final boolean IS_WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private final Duration interval;

    /** Reads them at that interval when watched. */
    MachineInterfaces(Duration interval) {
        this.interval = interval;
    }

    @Override
    public List<ServerInterface> read() {
        return read(name -> true);
    }

    private static List<ServerInterface> read(Predicate<? super String> wanted) {
        List<ServerInterface> all = new ArrayList<>();
        try {
            for (NetworkInterface found : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (wanted.test(found.getName())) {
                    all.add(read(found));
                }
            }
        } catch (SocketException e) {
            throw new DhcpServerException("The network interfaces cannot be read: " + e.getMessage() + ".", e);
        }
        return List.copyOf(all);
    }

    // Not isUp(): on Linux that is false for a bridge or card that waits for its first client's carrier.
    private static ServerInterface read(NetworkInterface found) throws SocketException {
        return new ServerInterface(
                found.getName(), found.getIndex(), found.isLoopback(), addressesOf(found), macOf(found));
    }

    private static List<ServerInterface.Address> addressesOf(NetworkInterface found) {
        List<ServerInterface.Address> addresses = new ArrayList<>();
        for (InterfaceAddress one : found.getInterfaceAddresses()) {
            if (one.getAddress() instanceof Inet4Address) {
                int prefixLength = Math.min(Math.max(one.getNetworkPrefixLength(), 0), 32);
                addresses.add(new ServerInterface.Address(Ip4.of(one.getAddress()), prefixLength));
            }
        }
        if (!IS_WINDOWS) {
            // Java gives them last first, but Linux sends broadcasts from the first.
            Collections.reverse(addresses);
        }
        return List.copyOf(addresses);
    }

    private static Optional<HardwareAddress> macOf(NetworkInterface found) throws SocketException {
        byte[] mac = found.getHardwareAddress();
        return mac == null || mac.length != MAC_LENGTH
                ? Optional.empty()
                : Optional.of(HardwareAddress.of(HardwareAddress.ETHERNET, mac));
    }

    @Override
    public Watch watch(Predicate<? super String> wanted, Consumer<? super List<ServerInterface>> heard) {
        ScheduledExecutorService thread =
                Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("pxe-dhcp-interfaces", true));
        long nanos = interval.toNanos();
        var unused = thread.scheduleWithFixedDelay(() -> tell(wanted, heard), nanos, nanos, TimeUnit.NANOSECONDS);
        return thread::shutdownNow;
    }

    private static void tell(Predicate<? super String> wanted, Consumer<? super List<ServerInterface>> heard) {
        try {
            heard.accept(read(wanted));
        } catch (RuntimeException e) {
            // An interface may vanish while it is read; the next reading knows better.
            LOG.debug("The network interfaces could not be read", e);
        }
    }
}
