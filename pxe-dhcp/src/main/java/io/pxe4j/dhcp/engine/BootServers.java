package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.PxeBootItem;
import io.pxe4j.dhcp.PxeBootServerType;
import io.pxe4j.dhcp.PxeBootServers;
import io.pxe4j.dhcp.PxeDiscoveryControl;
import io.pxe4j.dhcp.PxeOption;
import io.pxe4j.dhcp.PxeOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which boot servers there are, and how a client may look for them: discovery control, multicast address and server list, the
 * sub-options 6, 7 and 8 of option 43.
 *
 * <p>A {@link BootMenu} makes its own from its items. Alone they go with a file ({@link BootOffer#withBootServers}) to clients that look
 * for boot servers later, such as iPXE with {@code pxebs} or a boot program through the PXE API.
 *
 * <pre>{@code
 * BootServers.builder()
 *         .here(PxeBootServerType.of(0x8000), BootOffer.file("memtest"))
 *         .at(PxeBootServerType.of(0x8001), Ip4.of("10.0.0.7"))
 *         .build()
 * }</pre>
 *
 * <p>Immutable.
 */
public final class BootServers {
    /** What option 43 may hold beside its END: dnsmasq's bound too. */
    static final int MAX_OCTETS = 253;

    private final Map<PxeBootServerType, Service> services;
    private final Optional<Ip4> multicast;
    private final boolean broadcast;
    private final boolean listedOnly;
    private final PerAddress<PxeOptions> direct = new PerAddress<>(this::makeDirect);
    private final PxeOptions directUnlisted;

    /** Who serves a type: this server, with the files of its layers, or others; others without an address have to be found. */
    private record Service(List<BootOffer> layers, List<Ip4> others) {
        boolean isHere() {
            return !layers.isEmpty();
        }

        boolean hasAddress() {
            return isHere() || !others.isEmpty();
        }

        List<Ip4> addresses(Ip4 us) {
            return isHere() ? List.of(us) : others;
        }
    }

    private BootServers(Builder builder) {
        this.services = new LinkedHashMap<>(builder.services);
        this.multicast = Optional.ofNullable(builder.multicast);
        this.broadcast = builder.broadcasts();
        this.listedOnly = builder.listedOnly;
        this.directUnlisted = makeDirectUnlisted();
    }

    /** Starts without servers. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether this server has files for that type. */
    boolean serves(PxeBootServerType type) {
        Service service = services.get(type);
        return service != null && service.isHere();
    }

    /** What this server gives to a client that picked an item: the file of its type and layer. */
    Optional<BootOffer> offerFor(PxeBootItem item) {
        Service service = services.get(item.type());
        return service == null || item.layer() >= service.layers.size()
                ? Optional.empty()
                : Optional.of(service.layers.get(item.layer()));
    }

    /** The multicast address to which clients may send their search. */
    public Optional<Ip4> multicast() {
        return multicast;
    }

    /** "Load the boot file of this offer", with the servers beside it. */
    PxeOptions directBoot(Ip4 us) {
        return direct.of(us);
    }

    /** The same without the list, and so without what depends on it. */
    PxeOptions directBootUnlisted() {
        return directUnlisted;
    }

    /** The address that stands first in the list. */
    Optional<Ip4> firstListed(Ip4 us) {
        return services.values().stream()
                .flatMap(service -> service.addresses(us).stream())
                .findFirst();
    }

    /** Sub-options 6, 7 and 8 for clients that reach this server at {@code us}. */
    void writeTo(PxeOptions.Builder options, Ip4 us, boolean download) {
        options.set(PxeOption.DISCOVERY_CONTROL, control(broadcast, listedOnly, download));
        multicast.ifPresent(group -> options.set(PxeOption.DISCOVERY_ADDRESS, group));
        List<PxeBootServers> list = new ArrayList<>();
        services.forEach((type, service) -> list.add(new PxeBootServers(type, service.addresses(us))));
        if (!list.isEmpty()) {
            options.set(PxeOption.BOOT_SERVERS, list);
        }
    }

    /** How many octets {@link #writeTo} takes. */
    int octets() {
        int octets = 3 + (multicast.isPresent() ? 6 : 0) + (services.isEmpty() ? 0 : 2);
        for (Service service : services.values()) {
            octets += 3 + 4 * service.addresses(Ip4.ANY).size();
        }
        return octets;
    }

    private PxeOptions makeDirect(Ip4 us) {
        PxeOptions.Builder options = PxeOptions.builder();
        writeTo(options, us, true);
        return options.build();
    }

    private PxeOptions makeDirectUnlisted() {
        PxeOptions.Builder options = PxeOptions.builder();
        // Without a list broadcast must stay on beside a multicast that is off: Intel's base code drops 0x0B without
        // 43.8.
        options.set(PxeOption.DISCOVERY_CONTROL, control(true, false, true));
        multicast.ifPresent(group -> options.set(PxeOption.DISCOVERY_ADDRESS, group));
        return options.build();
    }

    private PxeDiscoveryControl control(boolean byBroadcast, boolean onlyListed, boolean download) {
        int bits = (byBroadcast ? 0 : 1) | (multicast.isPresent() ? 0 : 2) | (onlyListed ? 4 : 0) | (download ? 8 : 0);
        return new PxeDiscoveryControl(bits);
    }

    /** Collects boot servers. */
    public static final class Builder {
        private final Map<PxeBootServerType, Service> services = new LinkedHashMap<>();
        private @Nullable Ip4 multicast;
        private @Nullable Boolean broadcast;
        private boolean listedOnly;

        private Builder() {}

        /**
         * This server is one of that type.
         *
         * @param type not {@link PxeBootServerType#LOCAL_BOOT}; 0x8000 to 0xFFFE are free for own use
         * @param offer what a client gets that asks for it: a file, or a URL for iPXE
         * @param furtherLayers what it gets that asks for layer 1, 2 and so on
         * @throws IllegalArgumentException if the type is there already or an offer is neither file nor URL
         */
        public Builder here(PxeBootServerType type, BootOffer offer, BootOffer... furtherLayers) {
            List<BootOffer> layers = new ArrayList<>();
            layers.add(offer);
            layers.addAll(List.of(furtherLayers));
            for (BootOffer layer : layers) {
                if (layer.isIgnored() || layer.menu().isPresent()) {
                    throw new IllegalArgumentException("offer: " + layer + " (expected: a file or a URL)");
                }
            }
            return add(type, new Service(List.copyOf(layers), List.of()));
        }

        /**
         * Other servers of that type, which a client asks on port 4011.
         *
         * @throws IllegalArgumentException if the type is there already
         */
        public Builder at(PxeBootServerType type, Ip4 server, Ip4... more) {
            List<Ip4> others = new ArrayList<>();
            others.add(server);
            others.addAll(List.of(more));
            return add(type, new Service(List.of(), List.copyOf(others)));
        }

        /**
         * Whichever server of that type answers a client's search by broadcast or multicast.
         *
         * @throws IllegalArgumentException if the type is there already
         */
        public Builder anywhere(PxeBootServerType type) {
            return add(type, new Service(List.of(), List.of()));
        }

        private Builder add(PxeBootServerType type, Service service) {
            if (type.equals(PxeBootServerType.LOCAL_BOOT)) {
                throw new IllegalArgumentException("boot server type: 0 (expected: 1..65535, as 0 is the local disk)");
            }
            if (services.putIfAbsent(type, service) != null) {
                throw new IllegalArgumentException("boot server type: " + type.value() + " twice (expected: once)");
            }
            return this;
        }

        /**
         * Lets clients search by multicast to that group, on port 4011; off unless set.
         *
         * @throws IllegalArgumentException unless it is a multicast address, 224.0.0.0 to 239.255.255.255
         */
        public Builder multicast(Ip4 group) {
            if (group.bits() >>> 28 != 0xe) {
                throw new IllegalArgumentException("multicast: " + group + " (expected: 224.0.0.0..239.255.255.255)");
            }
            this.multicast = group;
            return this;
        }

        /** Whether clients may search by broadcast; by default only if a type is {@link #anywhere} and there is no multicast. */
        public Builder broadcast(boolean allowed) {
            this.broadcast = allowed;
            return this;
        }

        /** Makes clients use and accept only servers of the list. */
        public Builder listedOnly() {
            this.listedOnly = true;
            return this;
        }

        private boolean broadcasts() {
            // Without any server's address the search is all there is: Intel's base code drops 43.6 = 3 without 43.8.
            boolean needed = services.isEmpty() || mustBeFound();
            return broadcast != null ? broadcast : needed && multicast == null;
        }

        private boolean mustBeFound() {
            return services.values().stream().anyMatch(service -> !service.hasAddress());
        }

        /**
         * The servers.
         *
         * @throws IllegalArgumentException if there is none, if one could never be found, or if they are more than option 43 holds
         */
        public BootServers build() {
            if (services.isEmpty()) {
                throw new IllegalArgumentException("boot servers: none (expected: at least one)");
            }
            BootServers servers = buildUnchecked();
            int octets = servers.octets();
            if (octets > MAX_OCTETS) {
                throw new IllegalArgumentException(
                        "boot servers: " + octets + " octets of PXE options (expected: at most " + MAX_OCTETS
                                + ", as boot ROMs read option 43 in one piece; name fewer servers)");
            }
            return servers;
        }

        /** For a menu, which may have nothing but the local disk, and has a check of its own. */
        BootServers buildUnchecked() {
            if (mustBeFound() && !broadcasts() && multicast == null) {
                throw new IllegalArgumentException(
                        "boot servers: one without address (expected: search by broadcast or multicast, or its address)");
            }
            return new BootServers(this);
        }
    }
}
