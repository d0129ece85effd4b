package io.pxe4j.boot;

import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.ClientArchitecture;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What each class of clients boots unless the decider says otherwise. Immutable. */
final class BootFiles {
    private final Map<ClientArchitecture, BootTarget> byArchitecture;
    private final Optional<BootTarget> ipxe;

    BootFiles(Map<ClientArchitecture, BootTarget> byArchitecture, Optional<BootTarget> ipxe) {
        this.byArchitecture = new LinkedHashMap<>(byArchitecture);
        this.ipxe = ipxe;
    }

    /** The target for a client, or empty if there is none for its class. */
    Optional<BootTarget> targetFor(BootClient client) {
        if (client.kind() == BootClient.Kind.IPXE) {
            return ipxe;
        }
        return client.architecture().flatMap(this::targetFor);
    }

    private Optional<BootTarget> targetFor(ClientArchitecture architecture) {
        BootTarget own = byArchitecture.get(architecture);
        if (own != null) {
            return Optional.of(own);
        }
        // x64 reports 7 or 9, and over HTTP 16: one boot file is good for all of them.
        return byArchitecture.entrySet().stream()
                .filter(entry -> isSameMachine(entry.getKey(), architecture))
                .filter(entry -> architecture.isHttp() || !entry.getKey().isHttp())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean isSameMachine(ClientArchitecture one, ClientArchitecture other) {
        return one.isKnown()
                && other.isKnown()
                && one.processor() == other.processor()
                && one.platform() == other.platform();
    }

    /** Why a client of that class gets nothing. */
    static String missing(BootClient client) {
        if (client.kind() == BootClient.Kind.IPXE) {
            return "no script or file for iPXE is configured";
        }
        return "no boot file for " + client.architecture().map(Object::toString).orElse("a client without architecture")
                + " is configured";
    }

    /** All targets. */
    Collection<BootTarget> targets() {
        return Stream.concat(byArchitecture.values().stream(), ipxe.stream()).toList();
    }
}
