package io.pxe4j.boot;

import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.ClientArchitecture;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.BootOffer;
import io.pxe4j.dhcp.engine.BootPolicy;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What each class of clients boots: a file by architecture, and what iPXE loads. Immutable.
 *
 * <pre>{@code
 * BootPolicy policy = BootFiles.builder()
 *         .bios("undionly.kpxe")
 *         .uefiX64("snponly.efi")
 *         .ipxe("http://10.0.0.1/boot.ipxe")
 *         .build()
 *         .policy();
 * }</pre>
 */
public final class BootFiles {
    /** Why UEFI HTTP boot gets no file by TFTP. */
    static final String NEEDS_URL = "UEFI HTTP boot needs a URL, and no HTTP server is configured";

    private final Map<ClientArchitecture, BootTarget> byArchitecture;
    private final Optional<BootTarget> ipxe;

    BootFiles(Map<ClientArchitecture, BootTarget> byArchitecture, Optional<BootTarget> ipxe) {
        this.byArchitecture = new LinkedHashMap<>(byArchitecture);
        this.ipxe = ipxe;
    }

    /** Starts an empty table. */
    public static Builder builder() {
        return new Builder();
    }

    /** Offers the files from the TFTP server at the address where a request arrives. */
    public BootPolicy policy() {
        return policy(BootOffer::file);
    }

    /**
     * Offers the files from that TFTP server.
     *
     * @throws IllegalArgumentException if {@code tftpServer} is 0.0.0.0 or broadcast
     */
    public BootPolicy policy(Ip4 tftpServer) {
        if (tftpServer.isAny() || tftpServer.equals(Ip4.BROADCAST)) {
            throw new IllegalArgumentException("tftpServer: " + tftpServer + " (expected: the address of a server)");
        }
        return policy(file -> BootOffer.file(tftpServer, file));
    }

    private BootPolicy policy(Function<String, BootOffer> fromTftp) {
        return BootPolicy.of(client -> {
            Optional<BootTarget> target = targetFor(client);
            if (target.isEmpty()) {
                return BootOffer.ignore(missing(client));
            }
            if (target.get().isUrl()) {
                return BootOffer.url(target.get().text());
            }
            return client.kind() == BootClient.Kind.UEFI_HTTP
                    ? BootOffer.ignore(NEEDS_URL)
                    : fromTftp.apply(target.get().text());
        });
    }

    /** Why a client gets its file, or none: {@code uefiX64 names snponly.efi}. */
    public String reasonFor(BootClient client) {
        return targetFor(client)
                .map(target -> target.setting() + " names " + target.text())
                .orElseGet(() -> missing(client));
    }

    /** Whether nobody boots anything. */
    public boolean isEmpty() {
        return byArchitecture.isEmpty() && ipxe.isEmpty();
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

    /** The table in one line: {@code bios undionly.kpxe, ipxe boot.ipxe}. */
    @Override
    public String toString() {
        return String.join(
                ", ",
                targets().stream()
                        .map(target -> target.setting() + " " + target.text())
                        .toList());
    }

    /** Collects a {@link BootFiles}. Not for use by several threads. */
    public static final class Builder {
        private final Map<ClientArchitecture, BootTarget> files = new LinkedHashMap<>();
        private Optional<BootTarget> ipxe = Optional.empty();

        private Builder() {}

        /** What a PC BIOS loads: {@code undionly.kpxe}. */
        public Builder bios(String file) {
            return file(ClientArchitecture.X86_BIOS, "bios", file);
        }

        /** What 64-bit x86 UEFI loads: {@code snponly.efi}. Unless {@link #uefiX64Http} says otherwise over HTTP, too. */
        public Builder uefiX64(String file) {
            return file(ClientArchitecture.X64_UEFI, "uefiX64", file);
        }

        /** What 64-bit ARM UEFI loads, over HTTP too. */
        public Builder uefiArm64(String file) {
            return file(ClientArchitecture.ARM64_UEFI, "uefiArm64", file);
        }

        /** What 64-bit x86 UEFI loads by HTTP boot: a URL, or a file. By default the file of {@link #uefiX64}. */
        public Builder uefiX64Http(String fileOrUrl) {
            return file(ClientArchitecture.X64_UEFI_HTTP, "uefiX64Http", fileOrUrl);
        }

        /**
         * What clients of that architecture load: a file, for HTTP architectures also a URL.
         *
         * @throws IllegalArgumentException if {@code fileOrUrl} is neither
         */
        public Builder bootFile(ClientArchitecture architecture, String fileOrUrl) {
            return file(architecture, "boot file for " + architecture, fileOrUrl);
        }

        private Builder file(ClientArchitecture architecture, String setting, String text) {
            files.put(
                    architecture,
                    architecture.isHttp() ? BootTarget.fileOrHttpUrl(setting, text) : BootTarget.file(setting, text));
            return this;
        }

        /** What iPXE loads: a script or image, by TFTP, or a URL. */
        public Builder ipxe(String fileOrUrl) {
            ipxe = Optional.of(BootTarget.fileOrUrl("ipxe", fileOrUrl));
            return this;
        }

        /** Takes over all entries of another table, in place of those of the same class. */
        Builder addAll(BootFiles others) {
            files.putAll(others.byArchitecture);
            if (others.ipxe.isPresent()) {
                ipxe = others.ipxe;
            }
            return this;
        }

        /** The table. */
        public BootFiles build() {
            return new BootFiles(files, ipxe);
        }
    }
}
